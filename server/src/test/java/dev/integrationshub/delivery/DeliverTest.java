package dev.integrationshub.delivery;

import static dev.integrationshub.delivery.TestHub.WEBHOOKS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.egress.Answer;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.egress.ReceivedRequest;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From publishing to the receiver and back to the page, on real sockets. */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class DeliverTest {
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

  @Test
  void whatArrivesIsVerifiedByTheOfficialLibrary() throws Exception {
    HubClient.Answer created =
        hub.createWebhook(
            receiver.url("/hooks?a=b"),
            "\"headers\": [{\"name\": \"X-Env\", \"value\": \"prod\"}]");
    HubClient.Answer published = hub.publish("{\"id\": \"rec_1\"}");
    assertThat(published.body().at("/deliveries").asInt()).isEqualTo(1);

    ReceivedRequest request = receiver.takeRequest();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/hooks?a=b");
    assertThat(request.header("webhook-id")).contains(published.text("/id"));
    assertThat(request.header("content-type")).contains("application/json");
    assertThat(request.header("user-agent").orElseThrow()).startsWith("IntegrationsHub/");
    assertThat(request.header("x-env")).contains("prod");
    assertThat(request.bodyText())
        .isEqualTo(
            "{\"type\":\"recording.completed\",\"timestamp\":\"%s\",\"data\":{\"id\": \"rec_1\"}}"
                .formatted(published.text("/createdAt")));
    var library = new com.standardwebhooks.Webhook(created.text("/secret"));
    assertThatCode(() -> library.verify(request.bodyText(), headers(request)))
        .doesNotThrowAnyException();

    JsonNode delivery = hub.awaitNewest(created.text("/id"), "succeeded", 1);
    assertThat(delivery.at("/eventId").asText()).isEqualTo(published.text("/id"));
    assertThat(delivery.at("/responseCode").asInt()).isEqualTo(200);
    assertThat(delivery.at("/error").isNull()).isTrue();
    assertThat(delivery.at("/nextAttemptAt").isNull()).isTrue();
    assertThat(hub.count("SELECT count(*) FROM delivery WHERE organization_id = ?", org()))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"b\":1,\"a\":2}",
        "{\"n\":1.0,\"m\":1e2,\"big\":123456789012345678901234567890.10}",
        "{ \"text\" :\\t\"Grüße 世界 \\u00fc\\u0000\" ,\n \"nested\":{\"data\":[{}]}}",
      })
  void dataArrivesByteForByteOnEveryAttempt(String escaped) throws Exception {
    String data = escaped.replace("\\t", "\t");
    String webhook = hub.webhookTo(receiver, "");
    receiver.answerNext(Answer.status(500));
    hub.publish(data);
    ReceivedRequest first = receiver.takeRequest();
    assertThat(first.bodyText()).endsWith(",\"data\":" + data + "}");
    hub.makeDue(dispatch, hub.awaitNewest(webhook, "pending", 1).at("/id").asText());
    assertThat(receiver.takeRequest().body()).isEqualTo(first.body());
  }

  @Test
  void aFailureIsRetriedAndBothAttemptsAreKept() throws Exception {
    String webhook =
        hub.webhookTo(receiver, "\"headers\": [{\"name\":\"X-A\",\"value\":\"geheim\"}]");
    receiver.answerNext(Answer.of(500, Map.of("X-Reason", "broken"), "Oops ✗"));
    hub.publish("{}");
    JsonNode waiting = hub.awaitNewest(webhook, "pending", 1);
    assertThat(waiting.at("/error").asText()).isEqualTo("http_500");
    assertThat(waiting.at("/nextAttemptAt").isNull()).isFalse();
    String id = waiting.at("/id").asText();
    assertThat(hub.webhook(webhook).at("/successRate").isNull()).isTrue();

    hub.makeDue(dispatch, id);
    hub.awaitNewest(webhook, "succeeded", 2);
    JsonNode detail = hub.delivery(webhook, id);
    assertThat(detail.at("/attempts")).hasSize(2);
    JsonNode first = detail.at("/attempts/0");
    assertThat(first.at("/number").asInt()).isEqualTo(1);
    assertThat(first.at("/trigger").asText()).isEqualTo("event");
    assertThat(first.at("/responseCode").asInt()).isEqualTo(500);
    assertThat(first.at("/responseBody").asText()).isEqualTo("Oops ✗");
    assertThat(first.at("/responseHeaders").toString()).contains("X-Reason", "broken");
    assertThat(first.at("/error").asText()).isEqualTo("http_500");
    assertThat(detail.at("/attempts/1/trigger").asText()).isEqualTo("schedule");
    assertThat(detail.at("/attempts/1/error").isNull()).isTrue();

    ReceivedRequest sent = receiver.takeRequest();
    ReceivedRequest again = receiver.takeRequest();
    assertThat(again.header("webhook-id")).isEqualTo(sent.header("webhook-id"));
    assertThat(detail.at("/request/url").asText()).isEqualTo(receiver.url("/hooks"));
    assertThat(detail.at("/request/body").asText()).isEqualTo(sent.bodyText());
    assertThat(detail.toString())
        .doesNotContain("geheim")
        .doesNotContain(again.header("webhook-signature").orElseThrow());
    assertThat(hub.webhook(webhook).at("/successRate").asDouble()).isEqualTo(1.0);
  }

  @Test
  void aDeliveryIsGivenUpAfterItsRetries() throws Exception {
    String webhook = hub.webhookTo(receiver, "\"retry\": {\"maxRetries\": 1}");
    receiver.answerAlways(Answer.status(503));
    hub.publish("{}");
    hub.makeDue(dispatch, hub.awaitNewest(webhook, "pending", 1).at("/id").asText());
    hub.awaitNewest(webhook, "failed", 2);
    assertThat(hub.webhook(webhook).at("/successRate").asDouble()).isZero();
    assertThat(hub.deliveries(webhook, "").body().at("/stats").toString())
        .isEqualTo("{\"succeeded\":0,\"failed\":1,\"pending\":0}");
  }

  @Test
  void withoutRetriesTheFirstFailureIsTheLast() {
    String webhook = hub.webhookTo(receiver, "\"retry\": {\"enabled\": false}");
    receiver.answerAlways(Answer.status(500));
    hub.publish("{}");
    hub.awaitNewest(webhook, "failed", 1);
  }

  @Test
  void aRedirectIsAFailureAndNotFollowed() throws Exception {
    String webhook = hub.webhookTo(receiver, "\"retry\": {\"maxRetries\": 0}");
    receiver.answerNext(Answer.of(302, Map.of("Location", receiver.url("/elsewhere")), ""));
    hub.publish("{}");
    assertThat(hub.awaitNewest(webhook, "failed", 1).at("/error").asText()).isEqualTo("http_302");
    receiver.takeRequest();
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void goneDisablesTheWebhookAndItsDeliveriesWait() throws Exception {
    String webhook = hub.webhookTo(receiver, "");
    receiver.answerNext(Answer.status(500), Answer.status(410));
    hub.publish("{\"n\":1}");
    String first = hub.awaitNewest(webhook, "pending", 1).at("/id").asText();
    hub.publish("{\"n\":2}");
    hub.awaitNewest(webhook, "failed", 1);
    JsonNode disabled = hub.webhook(webhook);
    assertThat(disabled.at("/enabled").asBoolean()).isFalse();
    assertThat(disabled.at("/status").asText()).isEqualTo("disabled");
    assertThat(disabled.at("/disabled/reason").asText()).isEqualTo("gone");
    assertThat(disabled.at("/disabled/by").asText()).isEqualTo("hub");

    hub.makeDue(dispatch, first);
    assertThat(hub.retry(webhook, first).status()).isEqualTo(409);
    assertThat(hub.publish("{\"n\":3}").body().at("/deliveries").asInt()).isZero();
    // Another webhook's delivery shows that the dispatcher has been through.
    String other = hub.webhookTo(receiver, "");
    hub.publish("{\"n\":4}");
    hub.awaitNewest(other, "succeeded", 1);
    assertThat(hub.delivery(webhook, first).at("/status").asText()).isEqualTo("pending");
    assertThat(hub.delivery(webhook, first).at("/attempts")).hasSize(1);
  }

  @Test
  void tooManyRequestsPausesTheWholeWebhook() {
    String webhook = hub.webhookTo(receiver, "");
    receiver.answerNext(Answer.of(429, Map.of("Retry-After", "600"), ""));
    hub.publish("{\"n\":1}");
    hub.awaitNewest(webhook, "pending", 1);
    assertThat(hub.webhook(webhook).at("/pausedUntil").isNull()).isFalse();
    hub.publish("{\"n\":2}");
    String other = hub.webhookTo(receiver, "");
    hub.publish("{\"n\":3}");
    hub.awaitNewest(other, "succeeded", 1);
    hub.awaitNewest(webhook, "pending", 0);
    assertThat(
            hub.count(
                "SELECT count(*) FROM delivery WHERE organization_id = ?"
                    + " AND due_at > now() + interval '590 s'",
                org()))
        .isEqualTo(1);
  }

  @Test
  void aLongResponseIsCutAndSaysSo() {
    String webhook = hub.webhookTo(receiver, "");
    receiver.answerNext(Answer.of(200, Map.of(), "x".repeat(40 * 1024)));
    hub.publish("{}");
    String id = hub.awaitNewest(webhook, "succeeded", 1).at("/id").asText();
    JsonNode attempt = hub.delivery(webhook, id).at("/attempts/0");
    assertThat(attempt.at("/truncated").asBoolean()).isTrue();
    assertThat(attempt.at("/responseBody").asText()).hasSize(32 * 1024);
  }

  @Test
  void anAttemptTellsWhatItsTimeWentInto() {
    String webhook = hub.webhookTo(receiver, "");
    receiver.answerNext(Answer.late(Duration.ofMillis(300), Answer.status(200)));
    hub.publish("{}");
    String id = hub.awaitNewest(webhook, "succeeded", 1).at("/id").asText();
    JsonNode timing = hub.delivery(webhook, id).at("/attempts/0/timing");
    assertThat(timing.at("/dnsMs").isNull()).as("an address").isTrue();
    assertThat(timing.at("/connectMs").isNumber()).isTrue();
    assertThat(timing.at("/tlsMs").asDouble()).isPositive();
    assertThat(timing.at("/firstByteMs").asDouble()).isGreaterThan(100);
    assertThat(timing.at("/reused").isBoolean()).isTrue();
    assertThat(timing.at("/reused").asBoolean()).isFalse();
  }

  @Test
  void anAttemptFromBeforePhasesWereMeasuredTellsNothingOfThem() {
    String webhook = hub.webhookTo(receiver, "");
    hub.publish("{}");
    String id = hub.awaitNewest(webhook, "succeeded", 1).at("/id").asText();
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE attempt SET connection_reused = NULL WHERE organization_id = ?", org()));
    JsonNode attempt = hub.delivery(webhook, id).at("/attempts/0");
    assertThat(attempt.has("timing")).isTrue();
    assertThat(attempt.at("/timing").isNull()).isTrue();
  }

  @Test
  void aPrivateAddressIsAnAttemptThatWasBlocked() {
    String webhook = hub.webhookTo(receiver, "");
    // As if the operator's allow list had been longer when the webhook was created.
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE webhook SET url = 'https://10.0.0.1/' WHERE organization_id = ?", org()));
    hub.publish("{}");
    JsonNode delivery = hub.awaitNewest(webhook, "pending", 1);
    assertThat(delivery.at("/error").asText()).isEqualTo("blocked_address");
    assertThat(delivery.at("/responseCode").isNull()).isTrue();
    JsonNode detail = hub.delivery(webhook, delivery.at("/id").asText());
    assertThat(detail.at("/attempts/0/responseHeaders").isNull()).isTrue();
    assertThat(detail.at("/attempts/0/errorDetail").asText()).isNotEmpty();
  }

  @Test
  void deletingAWebhookCancelsWhatIsPending() throws Exception {
    String webhook = hub.webhookTo(receiver, "");
    var gate = new CountDownLatch(1);
    receiver.answerNext(Answer.after(gate, Answer.status(200)));
    hub.publish("{\"n\":1}");
    receiver.takeRequest();
    assertThat(hub.client().delete(WEBHOOKS + "/" + webhook).status()).isEqualTo(204);
    gate.countDown();
    assertThat(hub.count("SELECT count(*) FROM delivery WHERE organization_id = ?", org()))
        .isZero();
    assertThat(hub.client().delete(WEBHOOKS + "/" + webhook).status()).isEqualTo(404);
    assertThat(hub.client().get(WEBHOOKS + "/" + webhook + "/deliveries").status()).isEqualTo(404);
  }

  @Test
  void aSlowReceiverHoldsTenPlacesAndDelaysNobodyElse() throws Exception {
    String slow = hub.webhookTo(receiver, "");
    var gate = new CountDownLatch(1);
    receiver.answerAlways(Answer.after(gate, Answer.status(200)));
    for (int i = 0; i < 15; i++) {
      hub.publish("{\"n\":" + i + "}");
    }
    for (int i = 0; i < 10; i++) {
      receiver.takeRequest();
    }
    try (HttpsReceiver healthy = HttpsReceiver.start()) {
      String other = hub.webhookTo(healthy, "");
      hub.publish("{\"n\":\"other\"}");
      hub.awaitNewest(other, "succeeded", 1);
    }
    assertThat(receiver.requests()).isEmpty();
    gate.countDown();
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      rest.add(receiver.takeRequest().bodyText());
    }
    assertThat(rest).doesNotHaveDuplicates();
    hub.awaitNewest(slow, "succeeded", 1);
  }

  @Test
  void theCustomersHeadersAndSecretAreSealedAtRest() {
    hub.createWebhook(
        receiver.url("/hooks"), "\"headers\": [{\"name\": \"X-Token\", \"value\": \"geheim\"}]");
    byte[] sealed =
        jdbi.withHandle(
            handle ->
                handle
                    .select(
                        "SELECT headers || secret FROM webhook WHERE organization_id = ?", org())
                    .mapTo(byte[].class)
                    .one());
    assertThat(new String(sealed, UTF_8)).doesNotContain("geheim", "X-Token");
  }

  private UUID org() {
    return hub.client().organizationId();
  }

  private static HttpHeaders headers(ReceivedRequest request) {
    return HttpHeaders.of(
        request.headers().stream()
            .collect(
                Collectors.groupingBy(
                    header -> header.name(),
                    Collectors.mapping(header -> header.value(), Collectors.toList()))),
        (name, value) -> true);
  }
}
