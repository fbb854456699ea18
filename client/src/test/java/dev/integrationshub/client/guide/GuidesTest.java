package dev.integrationshub.client.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.client.ScriptedHub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the guides' code against files that are compiled here, and runs those. */
class GuidesTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final SendEvents.OutboxRow ROW =
      new SendEvents.OutboxRow("org_1", "recording.completed", "{\"n\": 1.0}");

  @ParameterizedTest
  @CsvSource({"send-events.md, SendEvents ReceiveWebhooks", "ask-about-keys.md, AskAboutKeys"})
  void aGuidesCodeIsTheCodeThatIsTested(String guide, String snippets) throws IOException {
    List<String> blocks =
        JAVA.matcher(Files.readString(Path.of("../docs", guide)))
            .results()
            .map(block -> block.group(1).strip())
            .toList();
    assertThat(blocks)
        .containsExactlyElementsOf(
            List.of(snippets.split(" ")).stream().map(GuidesTest::snippet).toList());
  }

  @Test
  void eventsAreSent() {
    String batch = "{\"data\":[%s]}".formatted(ScriptedHub.PUBLISHED);
    try (var hub =
        new ScriptedHub(
            ScriptedHub.json(202, ScriptedHub.PUBLISHED),
            ScriptedHub.json(202, batch),
            ScriptedHub.json(202, ScriptedHub.PUBLISHED),
            ScriptedHub.status(422),
            ScriptedHub.status(401))) {
      var send = new SendEvents(hub.uri(), ScriptedHub.ROOT_KEY);
      assertThat(send.completed("org_1", new SendEvents.Recording("rec_8Kq2", 60)))
          .isEqualTo("evt_1");
      assertThat(send.drain("batch-1", List.of(ROW))).hasSize(1);
      assertThat(send.published("row-1", ROW)).isTrue();
      assertThat(send.published("row-2", ROW)).isTrue();
      assertThat(send.published("row-3", ROW)).isFalse();
      assertThat(hub.requests().get(0).body())
          .contains("\"data\":{\"recordingId\":\"rec_8Kq2\",\"durationSeconds\":60}");
    }
  }

  @Test
  void keysAreVerifiedAndTheirCallsReported() {
    String verification = "{\"code\":\"%s\",\"scopes\":[]}";
    try (var hub =
        new ScriptedHub(
            ScriptedHub.json(200, verification.formatted("VALID")),
            ScriptedHub.json(200, verification.formatted("RATE_LIMITED")),
            ScriptedHub.json(200, verification.formatted("EXPIRED")),
            ScriptedHub.status(500),
            ScriptedHub.json(202, "{\"accepted\":1}"))) {
      var verify = new AskAboutKeys(hub.uri(), ScriptedHub.ROOT_KEY);
      for (int status : new int[] {200, 429, 401, 503}) {
        assertThat(verify.admit("Bearer ihk_live_x", InetAddress.getLoopbackAddress()))
            .isEqualTo(status);
      }
      verify.ended("key_1", 200, Duration.ofMillis(12));
      assertThat(hub.requests().get(0).body()).startsWith("{\"key\":\"ihk_live_x\"");
    }
  }

  @Test
  void aRequestThatIsNotTheHubsIsRefused() {
    var receive = new ReceiveWebhooks("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    Map<String, String> old =
        Map.of(
            "webhook-id",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp",
            "1614265330",
            "webhook-signature",
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    assertThat(receive.receive("{\"test\": 2432232314}".getBytes(UTF_8), old::get)).isEqualTo(400);
  }

  /** Without the line that names the package. */
  private static String snippet(String name) {
    try {
      String file =
          Files.readString(
              Path.of("src/test/java/dev/integrationshub/client/guide", name + ".java"));
      return file.substring(file.indexOf(';') + 1).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
