package dev.integrationshub.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.delivery.DispatchDeliveries;
import dev.integrationshub.delivery.TestHub;
import dev.integrationshub.egress.Answer;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What attempts make of a webhook's status, by way of the tables. */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class WebhookStatusOverTimeTest {
  @Inject Jdbi jdbi;
  @Inject DispatchDeliveries dispatch;

  private TestHub hub;
  private HttpsReceiver receiver;
  private String webhook;

  @BeforeEach
  void newWebhook() {
    hub = TestHub.inNewOrganization(jdbi);
    receiver = HttpsReceiver.start();
    webhook = hub.webhookTo(receiver, "\"retry\": {\"maxRetries\": 10}");
  }

  @AfterEach
  void close() throws Exception {
    receiver.close();
  }

  @Test
  void attemptsThatFailMakeTheStreakAlsoWhileTheirDeliveryGoesOn() {
    receiver.answerAlways(Answer.status(500));
    hub.publish("{}");
    for (int attempts = 1; attempts <= 10; attempts++) {
      String delivery = hub.awaitNewest(webhook, "pending", attempts).at("/id").asText();
      JsonNode shown = hub.webhook(webhook);
      assertThat(shown.at("/status").asText())
          .as("after %d failures", attempts)
          .isEqualTo(attempts < 3 ? "no_data" : attempts < 10 ? "degraded" : "failing");
      assertThat(shown.at("/successRate").isNull()).isTrue();
      hub.makeDue(dispatch, delivery);
    }
    hub.awaitNewest(webhook, "failed", 11);
    assertThat(hub.webhook(webhook).at("/successRate").asDouble()).isZero();
    assertThat(hub.webhook(webhook).at("/statusReason").asText())
        .isEqualTo("The last 11 attempts failed.");
  }

  @Test
  void aSuccessEndsTheStreak() {
    receiver.answerAlways(Answer.status(500));
    hub.publish("{}");
    for (int attempts = 1; attempts <= 3; attempts++) {
      String delivery = hub.awaitNewest(webhook, "pending", attempts).at("/id").asText();
      if (attempts == 3) {
        assertThat(status()).isEqualTo("degraded");
        receiver.answerAlways(Answer.status(204));
      }
      hub.makeDue(dispatch, delivery);
    }
    hub.awaitNewest(webhook, "succeeded", 4);
    assertThat(status()).isEqualTo("no_data");
  }

  @Test
  void onlyTheLast24HoursCount() {
    finished(Duration.ofHours(24).plusMinutes(1), 0, 100);
    assertThat(status()).isEqualTo("no_data");
    finished(Duration.ofHours(24).minusMinutes(2), 4, 1);
    assertThat(status()).isEqualTo("degraded");
    assertThat(hub.webhook(webhook).at("/successRate").asDouble()).isEqualTo(0.8);
    finished(Duration.ZERO, 15, 0);
    assertThat(status()).isEqualTo("healthy");
    assertThat(hub.webhook(webhook).at("/statusReason").asText())
        .isEqualTo("19 of 20 deliveries of the last 24 hours succeeded.");
  }

  private String status() {
    return hub.webhook(webhook).at("/status").asText();
  }

  private void finished(Duration ago, int succeeded, int failed) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO webhook_minute
                  (webhook_id, minute, succeeded, failed, attempts, duration_millis)
                VALUES (?, date_trunc('minute', now() - make_interval(secs => ?)), ?, ?, ?, 0)
                """,
                IdKind.WEBHOOK.parse(webhook).orElseThrow(),
                ago.toSeconds(),
                succeeded,
                failed,
                succeeded + failed));
  }
}
