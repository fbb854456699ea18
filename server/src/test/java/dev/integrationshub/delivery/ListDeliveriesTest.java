package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.egress.Answer;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class ListDeliveriesTest {
  @Inject Jdbi jdbi;

  private TestHub hub;
  private HttpsReceiver receiver;
  private String webhook;

  @BeforeEach
  void oneOfEachStatus() {
    hub = TestHub.inNewOrganization(jdbi);
    receiver = HttpsReceiver.start();
    webhook = hub.webhookTo(receiver, "\"retry\": {\"maxRetries\": 1}");
    hub.publish("{}");
    hub.awaitNewest(webhook, "succeeded", 1);
    receiver.answerAlways(Answer.status(500));
    hub.publish("{}");
    String failing = hub.awaitNewest(webhook, "pending", 1).at("/id").asText();
    assertThat(hub.retry(webhook, failing).status()).isEqualTo(202);
    hub.awaitNewest(webhook, "pending", 2);
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE delivery SET reopened = true WHERE organization_id = ?",
                hub.client().organizationId()));
    assertThat(hub.retry(webhook, failing).status()).isEqualTo(202);
    hub.awaitNewest(webhook, "failed", 3);
    receiver.answerAlways(Answer.status(503));
    assertThat(hub.client().post("/api/events", hub.body("user.created", "{}")).status())
        .isEqualTo(202);
    hub.awaitNewest(webhook, "pending", 1);
  }

  @AfterEach
  void close() throws Exception {
    receiver.close();
  }

  @Test
  void eachFilterLetsInWhatItSays() {
    assertThat(statuses("")).containsExactly("pending", "failed", "succeeded");
    assertThat(statuses("?status=pending")).containsExactly("pending");
    assertThat(statuses("?status=failure")).containsExactly("failed");
    assertThat(statuses("?status=success")).containsExactly("succeeded");
    assertThat(statuses("?event=user.created")).containsExactly("pending");
    assertThat(statuses("?event=recording.completed")).containsExactly("failed", "succeeded");
    assertThat(statuses("?event=nothing")).isEmpty();
    assertThat(statuses("?responseCode=500")).containsExactly("failed");
    assertThat(statuses("?responseCode=503")).containsExactly("pending");
    assertThat(statuses("?status=success&responseCode=500")).isEmpty();

    JsonNode middle = hub.deliveries(webhook, "").body().at("/data/1");
    for (String field : List.of("/id", "/eventId")) {
      String id = middle.at(field).asText();
      assertThat(statuses("?search=" + id)).containsExactly("failed");
      assertThat(statuses("?search=" + id.substring(0, 8))).contains("failed");
    }
    assertThat(statuses("?search=dlv_0000")).isEmpty();
    assertThat(statuses("?search=dlv_")).hasSize(3);
    assertThat(statuses("?search=nonsense")).isEmpty();
    String created = middle.at("/createdAt").asText();
    assertThat(statuses("?since=" + created)).containsExactly("pending", "failed");
    assertThat(statuses("?until=" + created)).containsExactly("succeeded");
  }

  @Test
  void aPendingDeliveryAcceptedByAnOlderReleaseIsFoundByItsEventsType() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE delivery SET event_type = NULL WHERE organization_id = ?",
                hub.client().organizationId()));
    assertThat(statuses("?status=pending&event=user.created")).containsExactly("pending");
    assertThat(hub.deliveries(webhook, "").body().at("/data/0/event").asText())
        .isEqualTo("user.created");
  }

  @Test
  void aFinishedDeliveryHasOneFinalAttemptHoweverOftenItWasRetriedByHand() {
    receiver.answerAlways(Answer.status(200));
    JsonNode failed = hub.deliveries(webhook, "?status=failure").body().at("/data/0");
    String id = failed.at("/id").asText();
    for (int attempts = 4; attempts <= 5; attempts++) {
      assertThat(hub.retry(webhook, id).status()).isEqualTo(202);
      hub.awaitDelivery(webhook, id, "succeeded", attempts);
      assertThat(statuses("?status=failure")).isEmpty();
      assertThat(statuses("?status=success")).hasSize(2);
    }
    assertThat(
            hub.count(
                "SELECT count(*) FROM attempt WHERE delivery_id = ? AND final",
                IdKind.DELIVERY.parse(id).orElseThrow()))
        .isEqualTo(1);
  }

  @Test
  void countingEndsAtTenThousand() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO delivery (id, event_id, webhook_id, organization_id, event_type, due_at)
                SELECT uuid_v7(now()), gen_random_uuid(), ?, ?, 'many', now() + interval '1 day'
                FROM generate_series(1, ?)
                """,
                IdKind.WEBHOOK.parse(webhook).orElseThrow(),
                hub.client().organizationId(),
                ReadDeliveries.COUNTED_AT_MOST + 1));
    assertThat(hub.deliveries(webhook, "?event=many").body().at("/stats").toString())
        .isEqualTo("{\"succeeded\":0,\"failed\":0,\"pending\":10000}");
  }

  @Test
  void statsCountWhatTheFilterLetsInOfEveryStatus() {
    assertThat(hub.deliveries(webhook, "?status=success&limit=1").body().at("/stats").toString())
        .isEqualTo("{\"succeeded\":1,\"failed\":1,\"pending\":1}");
    assertThat(hub.deliveries(webhook, "?event=user.created").body().at("/stats").toString())
        .isEqualTo("{\"succeeded\":0,\"failed\":0,\"pending\":1}");
  }

  @Test
  void pagesShowEachDeliveryOnce() {
    List<String> ids = new ArrayList<>();
    String query = "?limit=1";
    for (int page = 1; page <= 3; page++) {
      JsonNode body = hub.deliveries(webhook, query).body();
      ids.add(body.at("/data/0/id").asText());
      assertThat(body.at("/nextCursor").isNull()).isEqualTo(page == 3);
      query = "?limit=1&cursor=" + body.at("/nextCursor").asText();
    }
    assertThat(ids).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?status=broken", "?responseCode=abc", "?responseCode=99", "?since=yesterday",
        "?until=1", "?limit=0", "?limit=101", "?cursor=x"
      })
  void aFilterThatMakesNoSenseIsABadRequest(String query) {
    assertThat(hub.client().get(TestHub.WEBHOOKS + "/" + webhook + "/deliveries" + query).status())
        .isEqualTo(400);
  }

  private List<String> statuses(String query) {
    return hub.deliveries(webhook, query).body().at("/data").findValuesAsText("status");
  }
}
