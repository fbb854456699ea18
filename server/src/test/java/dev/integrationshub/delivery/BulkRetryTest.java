package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.egress.Answer;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class BulkRetryTest {
  private static final String FAILED =
      """
      WITH published AS (
        INSERT INTO event (id, organization_id, type, payload, accepted_at)
        SELECT uuid_v7(now()), :organizationId, 'user.created', '{}', now()
        FROM generate_series(1, :count)
        RETURNING id)
      INSERT INTO attempt
        (id, delivery_id, event_id, webhook_id, organization_id, event_type, number, trigger,
         started_at, duration_millis, succeeded, final, status_code, request_url, request_headers,
         response_truncated)
      SELECT uuid_v7(now()), uuid_v7(now()), id, :webhookId, :organizationId, 'user.created', 1,
             'event', now(), 5, false, true, 500, 'https://example.com', '[]', false
      FROM published
      """;

  @Inject Jdbi jdbi;
  @Inject StepBulkRetries stepRetries;

  private TestHub hub;
  private HttpsReceiver receiver;
  private String webhook;

  @BeforeEach
  void newWebhook() {
    hub = TestHub.inNewOrganization(jdbi);
    receiver = HttpsReceiver.start();
    webhook = hub.webhookTo(receiver, "\"retry\": {\"maxRetries\": 0}");
  }

  @AfterEach
  void close() throws Exception {
    receiver.close();
  }

  @Test
  void exactlyThePreviewedSetIsSentOnceUnderItsIdsAndTheStatusStays() throws Exception {
    int failed = 2 * StepBulkRetries.AT_ONCE + 5;
    insertFailed(failed);
    JsonNode before = hub.webhook(webhook);
    HubClient.Answer preview = start("{\"status\": \"failure\", \"preview\": true}");
    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.body().toString()).isEqualTo("{\"count\":" + failed + "}");

    HubClient.Answer started = start("{\"status\": \"failure\"}");
    assertThat(started.status()).isEqualTo(202);
    assertThat(started.body().at("/count").asInt()).isEqualTo(failed);
    // What fails later is not part of it.
    insertFailed(1);
    JsonNode done = awaitStatus(started.text("/id"), "done");
    assertThat(done.at("/retried").asInt()).isEqualTo(failed);
    assertThat(done.at("/skipped").asInt()).isZero();

    Map<String, Integer> received = new HashMap<>();
    for (int i = 0; i < failed; i++) {
      received.merge(receiver.takeRequest().header("webhook-id").orElseThrow(), 1, Integer::sum);
    }
    assertThat(received).hasSize(failed);
    assertThat(receiver.requests()).isEmpty();
    assertThat(stats()).isEqualTo("{\"succeeded\":" + failed + ",\"failed\":1,\"pending\":0}");
    JsonNode after = hub.webhook(webhook);
    for (String unchanged : List.of("/status", "/statusReason", "/successRate", "/enabled")) {
      assertThat(after.at(unchanged)).isEqualTo(before.at(unchanged));
    }
  }

  @Test
  void whatWasInterruptedInTheMiddleGoesOnWithoutRepeating() throws Exception {
    int failed = StepBulkRetries.AT_ONCE + 20;
    insertFailed(failed);
    String id;
    // A node dies in its step: its transaction ends without a commit.
    try (var dying = jdbi.open()) {
      dying.begin();
      id = start("{}").text("/id");
      UUID retryId = IdKind.RETRY.parse(id).orElseThrow();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  dying
                      .select(
                          "SELECT 1 FROM bulk_retry WHERE id = ? FOR UPDATE SKIP LOCKED", retryId)
                      .mapTo(Integer.class)
                      .findOne()
                      .isPresent());
      dying.execute(
          """
          DELETE FROM bulk_retry_delivery WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM bulk_retry_delivery WHERE retry_id = ? LIMIT 10))
          """,
          retryId);
      stepRetries.step(StepBulkRetries.Which.ALL); // Another node passes the retry by.
      assertThat(progress(id).at("/status").asText()).isEqualTo("running");
      dying.rollback();
    }
    JsonNode done = awaitStatus(id, "done");
    assertThat(done.at("/retried").asInt()).isEqualTo(failed);
    List<String> received = new ArrayList<>();
    for (int i = 0; i < failed; i++) {
      received.add(receiver.takeRequest().header("webhook-id").orElseThrow());
    }
    assertThat(received).doesNotHaveDuplicates();
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void aCancelledRetrySendsNothingMore() {
    receiver.answerAlways(Answer.status(500));
    insertFailed(3 * StepBulkRetries.AT_ONCE);
    String id = start("{}").text("/id");
    String path = TestHub.WEBHOOKS + "/" + webhook + "/retries/" + id;
    HubClient.Answer cancelled = hub.client().delete(path);
    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.text("/status")).isEqualTo("cancelled");
    assertThat(hub.client().delete(path).text("/endedAt")).isEqualTo(cancelled.text("/endedAt"));
    assertThat(
            hub.count(
                "SELECT count(*) FROM bulk_retry_delivery WHERE retry_id = ?",
                IdKind.RETRY.parse(id).orElseThrow()))
        .isZero();
    assertThat(start("{\"preview\": true}").status()).isEqualTo(200);
    assertThat(start("{\"ids\": []}").status()).isEqualTo(202);
  }

  @Test
  void idsThatAreNoDeliveriesOfTheWebhookAreLeftOut() {
    insertFailed(2);
    String own = hub.deliveries(webhook, "?limit=1").body().at("/data/0/id").asText();
    String unknown = IdKind.DELIVERY.format(UUID.randomUUID());
    String ids = "\"ids\": [\"%s\", \"%s\", \"%s\"]".formatted(own, unknown, own);
    assertThat(start("{%s, \"preview\": true}".formatted(ids)).body().at("/count").asInt())
        .isEqualTo(1);
    HubClient.Answer started = start("{%s}".formatted(ids));
    assertThat(started.body().at("/count").asInt()).isEqualTo(1);
    awaitStatus(started.text("/id"), "done");
    hub.awaitDelivery(webhook, own, "succeeded", 2);
    assertThat(stats()).isEqualTo("{\"succeeded\":1,\"failed\":1,\"pending\":0}");
  }

  @Test
  void oneRetryOfAWebhookAtATimeAndNoneOfADisabledOne() {
    insertFailed(1);
    makePending();
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO bulk_retry
                  (id, organization_id, webhook_id, deliveries, under_way, created_at)
                SELECT gen_random_uuid(), organization_id, webhook_id, 1, ARRAY[delivery_id], now()
                FROM attempt WHERE webhook_id = ?
                """,
                webhookId()));
    assertThat(start("{}").status()).isEqualTo(409);
    jdbi.useHandle(
        handle -> handle.execute("UPDATE webhook SET enabled = false WHERE id = ?", webhookId()));
    assertThat(start("{}").status()).isEqualTo(409);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    for (String body :
        List.of(
            "{\"status\": \"broken\"}",
            "{\"since\": \"yesterday\"}",
            "{\"ids\": [\"evt_1\"]}",
            "{\"ids\": [], \"status\": \"failure\"}",
            "{\"responseCode\": 99}",
            "{\"event\": \"\\u0000\"}",
            "{\"ids\": [null]}",
            "{\"evnet\": \"user.created\"}")) {
      assertThat(start(body).status()).as(body).isEqualTo(400);
    }
    TestHub other = TestHub.inNewOrganization(jdbi);
    String id = start("{\"ids\": []}").text("/id");
    assertThat(other.client().get(TestHub.WEBHOOKS + "/" + webhook + "/retries/" + id).status())
        .isEqualTo(404);
    assertThat(
            other
                .client()
                .post(TestHub.WEBHOOKS + "/" + webhook + "/deliveries/retry", "{}")
                .status())
        .isEqualTo(404);
  }

  private HubClient.Answer start(String body) {
    return hub.client().post(TestHub.WEBHOOKS + "/" + webhook + "/deliveries/retry", body);
  }

  private JsonNode progress(String id) {
    return hub.client().get(TestHub.WEBHOOKS + "/" + webhook + "/retries/" + id).body();
  }

  private JsonNode awaitStatus(String id, String status) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> progress(id), retry -> retry.at("/status").asText().equals(status));
  }

  private String stats() {
    return hub.deliveries(webhook, "").body().at("/stats").toString();
  }

  private UUID webhookId() {
    return IdKind.WEBHOOK.parse(webhook).orElseThrow();
  }

  /** Deliveries that failed for good. */
  private void insertFailed(int count) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(FAILED)
                .bind("organizationId", hub.client().organizationId())
                .bind("webhookId", webhookId())
                .bind("count", count)
                .execute());
  }

  /** Retried by hand and waiting, so that a retry that has it under way does not end. */
  private void makePending() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO delivery
                  (id, event_id, webhook_id, organization_id, trigger, reopened, due_at)
                SELECT delivery_id, event_id, webhook_id, organization_id, 'manual', true,
                       now() + interval '1 day'
                FROM attempt WHERE webhook_id = ?
                """,
                webhookId()));
  }
}
