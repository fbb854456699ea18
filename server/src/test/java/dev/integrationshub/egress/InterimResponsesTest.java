package dev.integrationshub.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers of status 1xx, any number of which may stand before the answer (RFC 9110, 15.2). */
class InterimResponsesTest {
  private static final String EARLY_HINTS = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";

  private final HttpsReceiver receiver = HttpsReceiver.start();
  private final Egress egress = Egress.toLoopback();

  @AfterEach
  void stop() throws Exception {
    receiver.close();
    egress.close();
  }

  @Test
  void anInterimResponseOfAnyKindIsNotTheAnswer() {
    String interim =
        Stream.of(100, 102, 103, 199)
            .map(status -> "HTTP/1.1 " + status + " Interim\r\nX-Interim: yes\r\n\r\n")
            .collect(Collectors.joining());
    receiver.answerAlways(
        connection -> {
          connection.out().write(interim.getBytes(ISO_8859_1));
          Answer.of(202, Map.of(), "at last").give(connection);
        });
    // The second one takes the connection of the first.
    for (int i = 0; i < 2; i++) {
      Exchange exchange = egress.post(receiver.url("/"));
      assertThat(exchange.outcome()).isEqualTo(new Outcome.Responded(202, Optional.empty()));
      ReceivedResponse response = exchange.response().orElseThrow();
      assertThat(response.body()).asString().isEqualTo("at last");
      assertThat(response.header("x-interim")).isEmpty();
    }
  }

  @Test
  void aFloodOfInterimResponsesEndsTheAttempt() {
    receiver.answerAlways(
        connection -> {
          while (true) {
            connection.out().write(EARLY_HINTS.getBytes(ISO_8859_1));
          }
        });
    Exchange exchange = egress.send(Egress.request(receiver.url("/"), Duration.ofSeconds(20)));
    assertThat(exchange.outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.kind()).isEqualTo(FailureKind.PROTOCOL_ERROR));
    assertThat(exchange.duration()).isLessThan(Duration.ofSeconds(10));
    await().until(receiver::isIdle);
  }
}
