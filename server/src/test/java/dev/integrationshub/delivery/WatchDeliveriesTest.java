package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.egress.Answer;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class WatchDeliveriesTest {
  @Inject Jdbi jdbi;
  @Inject DispatchDeliveries dispatch;

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Stream> opened = new ArrayList<>();
  private TestHub hub;
  private HttpsReceiver receiver;

  @BeforeEach
  void newOrganization() {
    hub = TestHub.inNewOrganization(jdbi);
    receiver = HttpsReceiver.start();
  }

  @AfterEach
  void close() throws Exception {
    for (Stream stream : opened) {
      stream.body.close();
    }
    http.shutdownNow();
    receiver.close();
  }

  private record Stream(
      HttpResponse<InputStream> answer, InputStream body, BlockingQueue<String> data) {
    /** The data of the next event. */
    String next() throws InterruptedException {
      @Nullable String next = data.poll(20, TimeUnit.SECONDS);
      assertThat(next).as("an event within 20 s").isNotNull();
      return String.valueOf(next);
    }

    /** Reads on to an event with this data. */
    void await(String expected) throws InterruptedException {
      while (!next().equals(expected)) {
        assertThat(data.size()).isLessThan(100);
      }
    }
  }

  @Test
  void aStreamTellsAtOnceThenOfWhatIsNewAndOfEachAttempt() throws Exception {
    String webhook = hub.webhookTo(receiver, "");
    Stream stream = open(hub, webhook);
    assertThat(stream.answer.statusCode()).isEqualTo(200);
    assertThat(header(stream, "Content-Type")).startsWith("text/event-stream");
    assertThat(header(stream, "Cache-Control")).isEqualTo("no-store");
    assertThat(header(stream, "X-Accel-Buffering")).isEqualTo("no");
    assertThat(header(stream, "Content-Encoding")).isIn("", "identity");
    assertThat(stream.next()).isEqualTo("{\"newest\": null}");

    receiver.answerNext(Answer.status(500));
    hub.publish("{}");
    String delivery = hub.awaitNewest(webhook, "pending", 1).at("/id").asText();
    String newest = "{\"newest\": \"%s\"}".formatted(delivery);
    stream.await(newest);
    // What is told of here may be the attempt already; the next change is another one.
    stream.data.clear();
    hub.makeDue(dispatch, delivery);
    hub.awaitDelivery(webhook, delivery, "succeeded", 2);
    stream.await(newest);
    stream.data.clear();
    assertThat(hub.retry(webhook, delivery).status()).isEqualTo(202);
    hub.awaitDelivery(webhook, delivery, "succeeded", 3);
    stream.await(newest);
  }

  @Test
  void everybodyWhoLooksIsToldAndNobodyElse() throws Exception {
    String webhook = hub.webhookTo(receiver, "\"events\": [\"user.created\"]");
    Stream first = open(hub, webhook);
    Stream second = open(hub, webhook);
    Stream ofAnother = open(hub, hub.webhookTo(receiver, ""));
    assertThat(first.next()).contains("null");
    assertThat(second.next()).contains("null");
    assertThat(ofAnother.next()).contains("null");
    hub.client().post("/api/events", hub.body("user.created", "{}"));
    assertThat(first.next()).contains("dlv_");
    assertThat(second.next()).contains("dlv_");
  }

  @Test
  void othersWebhooksAnswer404() throws Exception {
    String webhook = hub.webhookTo(receiver, "");
    assertThat(open(TestHub.inNewOrganization(jdbi), webhook).answer.statusCode()).isEqualTo(404);
  }

  @Test
  void anOrganizationHasNoMoreStreamsThanItMay() throws Exception {
    String webhook = hub.webhookTo(receiver, "");
    for (int i = 0; i < WatchDeliveries.MOST_STREAMS; i++) {
      assertThat(open(hub, webhook).next()).contains("null");
    }
    Stream refused = open(hub, webhook);
    assertThat(refused.answer.statusCode()).isEqualTo(429);
    assertThat(header(refused, "Retry-After")).isNotEmpty();
  }

  private static String header(Stream stream, String name) {
    return stream.answer.headers().firstValue(name).orElse("");
  }

  private Stream open(TestHub as, String webhook) throws Exception {
    URI uri = as.client().hub().resolve(TestHub.WEBHOOKS + "/" + webhook + "/deliveries/stream");
    var request = HttpRequest.newBuilder(uri).header("Accept-Encoding", "gzip");
    as.client().headers().forEach(request::header);
    var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    Stream stream = new Stream(answer, answer.body(), new LinkedBlockingQueue<>());
    opened.add(stream);
    Thread.ofVirtual().start(() -> read(stream));
    return stream;
  }

  private static void read(Stream stream) {
    var lines = new Scanner(stream.body, StandardCharsets.UTF_8);
    while (lines.hasNextLine()) {
      String line = lines.nextLine();
      if (line.startsWith("data:")) {
        stream.data.add(line.substring("data:".length()).strip());
      }
    }
  }
}
