package dev.integrationshub.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.egress.Answer;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.egress.ReceivedRequest;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the product publishes is what receivers get and check the signature of, byte for byte. */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class PayloadBytesTest {
  private static final int LARGEST = 256 * 1024;

  @Inject Jdbi jdbi;
  @Inject DispatchDeliveries dispatch;

  private TestHub hub;
  private HttpsReceiver receiver;

  @BeforeEach
  void newOrganization() {
    hub = TestHub.inNewOrganization(jdbi);
    receiver = HttpsReceiver.start();
  }

  @AfterEach
  void close() throws Exception {
    receiver.close();
  }

  static List<String> payloads() {
    return List.of(
        "{}",
        "{\"z\":1,\"a\":2,\"m\":{\"b\":1,\"a\":2}}",
        " {  \"a\" :\t1 ,\r\n \"b\":[ 1,2 , 3 ] } ".strip(),
        "{\"n\":[1.0,1.10,-0,0e0,1e5,1E+5,1e-400,123456789012345678901234567890,0.1e1]}",
        "{\"raw\":\"é ü 世界 🌍 e\u0301 \u2028\u2029\",\"escaped\":\"\\u00e9 \\uD83C\\uDF0D\\/\"}",
        "{\"nul\":\"\\u0000\",\"controls\":\"\\u0001\\b\\f\\n\\r\\t\\u001f\",\"del\":\"\u007f\"}",
        "{\"html\":\"<script>&amp;'\\\"</script>\"}",
        "{\"twice\":1,\"twice\":2}",
        "{\"\":{\"\":[[[]]]},\"}\":\"{\",\"]\":\"\\\\\"}",
        "{\"a\":\"" + "é".repeat((LARGEST - 8) / 2) + "\"}");
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void theFirstAttemptARetryABatchAndATestSendTheBytesAsTheyCame(String payload) throws Exception {
    String webhook = hub.webhookTo(receiver, "");
    receiver.answerNext(Answer.status(500));

    hub.publish(payload);
    expect(payload, receiver.takeRequest());
    String delivery = hub.awaitNewest(webhook, "pending", 1).at("/id").asText();
    hub.makeDue(dispatch, delivery);
    expect(payload, receiver.takeRequest());

    String batch = "{\"events\":[" + hub.body("recording.completed", payload) + "]}";
    assertThat(hub.client().post("/api/events/batch", batch).status()).isEqualTo(202);
    expect(payload, receiver.takeRequest());

    String test = "{\"event\": \"recording.completed\", \"payload\": " + payload + "}";
    assertThat(hub.client().post(TestHub.WEBHOOKS + "/" + webhook + "/test", test).status())
        .isEqualTo(200);
    expect(payload, receiver.takeRequest());
  }

  @Test
  void theLimitIsExactAndWhatIsBeyondItIsNotStored() throws Exception {
    hub.webhookTo(receiver, "");
    String tooLarge = "{\"a\":\"" + "x".repeat(LARGEST - 8 + 1) + "\"}";
    assertThat(tooLarge.getBytes(UTF_8)).hasSize(LARGEST + 1);
    String body = hub.body("recording.completed", tooLarge);
    assertThat(hub.client().post("/api/events/batch", "{\"events\":[" + body + "]}").status())
        .isEqualTo(413);
    refusesAndStoresNothing(413, body.getBytes(UTF_8));
  }

  static Stream<String> noJson() {
    return Stream.of(
        "{\"a\":1,}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":NaN}",
        "{\"a\":'b'}",
        "{a:1}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":1} // why",
        "{\"a\":\"\u0000\"}",
        "{\"a\":\"\u00ff\"}",
        "{\"a\":\"\u00ed\u00a0\u0080\"}",
        "{\"a\":\"\u00c0\u0080\"}");
  }

  /** The strings' characters stand for bytes, so that they can be what is no UTF-8. */
  @ParameterizedTest
  @MethodSource("noJson")
  void whatIsNoJsonIsRefusedAndNotStored(String data) throws Exception {
    hub.webhookTo(receiver, "");
    refusesAndStoresNothing(400, hub.body("recording.completed", data).getBytes(ISO_8859_1));
  }

  private void refusesAndStoresNothing(int status, byte[] body) throws Exception {
    assertThat(publish(body, "once").statusCode()).isEqualTo(status);
    assertThat(stored()).isZero();
    assertThat(hub.publish(hub.body("recording.completed", "{\"good\": 1}"), "once").status())
        .as("the key is still free")
        .isEqualTo(202);
    expect("{\"good\": 1}", receiver.takeRequest());
  }

  private long stored() {
    return hub.count(
        """
        SELECT (SELECT count(*) FROM event WHERE organization_id = o.id)
             + (SELECT count(*) FROM delivery WHERE organization_id = o.id)
             + (SELECT count(*) FROM idempotency WHERE organization_id = o.id)
        FROM organization o WHERE id = ?
        """,
        hub.client().organizationId());
  }

  private HttpResponse<String> publish(byte[] body, String key) throws Exception {
    URI events = hub.client().hub().resolve("/api/events");
    var request = HttpRequest.newBuilder(events).header("Content-Type", "application/json");
    hub.client().headers().forEach(request::header);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          request
              .header("Idempotency-Key", key)
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static void expect(String payload, ReceivedRequest received) {
    String text = received.bodyText();
    assertThat(text).startsWith("{\"type\":\"recording.completed\",\"timestamp\":\"");
    String data = text.substring(text.indexOf("\"data\":") + "\"data\":".length());
    assertThat(data).isEqualTo(payload + "}");
  }
}
