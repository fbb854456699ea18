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
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class RetryByHandTest {
  @Inject Jdbi jdbi;

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
  void aFinishedDeliveryIsSentAgainUnderTheSameIdAndLeavesTheWebhooksStatusAlone()
      throws Exception {
    String webhook = hub.webhookTo(receiver, "\"retry\": {\"maxRetries\": 0}");
    receiver.answerNext(Answer.status(500), Answer.status(500));
    hub.publish("{}");
    String id = hub.awaitNewest(webhook, "failed", 1).at("/id").asText();
    JsonNode before = hub.webhook(webhook);

    assertThat(hub.retry(webhook, id).status()).isEqualTo(202);
    hub.awaitNewest(webhook, "failed", 2);
    assertThat(hub.retry(webhook, id).text("/status")).isEqualTo("pending");
    hub.awaitNewest(webhook, "succeeded", 3);
    assertThat(hub.retry(webhook, id).status()).isEqualTo(202);
    hub.awaitNewest(webhook, "succeeded", 4);

    String eventId = receiver.takeRequest().header("webhook-id").orElseThrow();
    for (int i = 0; i < 3; i++) {
      assertThat(receiver.takeRequest().header("webhook-id")).contains(eventId);
    }
    JsonNode attempts = hub.delivery(webhook, id).at("/attempts");
    assertThat(attempts).hasSize(4);
    assertThat(attempts.at("/3/trigger").asText()).isEqualTo("manual");
    JsonNode after = hub.webhook(webhook);
    for (String unchanged : new String[] {"/status", "/statusReason", "/successRate", "/enabled"}) {
      assertThat(after.at(unchanged)).isEqualTo(before.at(unchanged));
    }
    assertThat(
            hub.count(
                "SELECT failures_in_row FROM webhook_health WHERE webhook_id = ?",
                IdKind.WEBHOOK.parse(webhook).orElseThrow()))
        .isEqualTo(1);
    assertThat(hub.deliveries(webhook, "").body().at("/stats").toString())
        .isEqualTo("{\"succeeded\":1,\"failed\":0,\"pending\":0}");
  }

  @Test
  void aWaitingDeliveryIsSentNowAndItsScheduleGoesOn() {
    String webhook = hub.webhookTo(receiver, "");
    receiver.answerNext(Answer.status(500), Answer.status(500));
    hub.publish("{}");
    String id = hub.awaitNewest(webhook, "pending", 1).at("/id").asText();
    assertThat(hub.retry(webhook, id).status()).isEqualTo(202);
    JsonNode waiting = hub.awaitNewest(webhook, "pending", 2);
    assertThat(waiting.at("/nextAttemptAt").isNull()).isFalse();
    assertThat(
            hub.count(
                "SELECT retries FROM delivery WHERE id = ? AND trigger = 'schedule'",
                IdKind.DELIVERY.parse(id).orElseThrow()))
        .isEqualTo(1);
  }

  @Test
  void whileAnAttemptIsUnderWayThereIsNothingToRetry() throws Exception {
    String webhook = hub.webhookTo(receiver, "");
    var gate = new CountDownLatch(1);
    receiver.answerNext(Answer.after(gate, Answer.status(200)));
    hub.publish("{}");
    receiver.takeRequest();
    JsonNode underWay = hub.awaitNewest(webhook, "pending", 0);
    assertThat(underWay.at("/nextAttemptAt").isNull()).isTrue();
    assertThat(hub.retry(webhook, underWay.at("/id").asText()).status()).isEqualTo(409);
    gate.countDown();
    hub.awaitNewest(webhook, "succeeded", 1);
  }

  @Test
  void anotherOrganizationsDeliveriesDoNotExist() {
    String webhook = hub.webhookTo(receiver, "");
    hub.publish("{}");
    String id = hub.awaitNewest(webhook, "succeeded", 1).at("/id").asText();
    TestHub other = TestHub.inNewOrganization(jdbi);
    String path = TestHub.WEBHOOKS + "/" + webhook;
    assertThat(other.client().get(path).status()).isEqualTo(404);
    assertThat(other.client().get(path + "/secret").status()).isEqualTo(404);
    assertThat(other.client().delete(path).status()).isEqualTo(404);
    assertThat(other.client().get(path + "/deliveries").status()).isEqualTo(404);
    assertThat(other.client().get(path + "/deliveries/" + id).status()).isEqualTo(404);
    assertThat(other.retry(webhook, id).status()).isEqualTo(404);
    // Nor under a webhook of one's own.
    String own = other.webhookTo(receiver, "");
    assertThat(other.retry(own, id).status()).isEqualTo(404);
    assertThat(other.delivery(own, id).at("/status").asInt()).isEqualTo(404);
    assertThat(hub.retry(webhook, IdKind.DELIVERY.format(new UUID(0, 1))).status()).isEqualTo(404);
    assertThat(other.deliveries(own, "").body().at("/data")).isEmpty();
    assertThat(hub.webhook(webhook).at("/id").asText()).isEqualTo(webhook);
  }
}
