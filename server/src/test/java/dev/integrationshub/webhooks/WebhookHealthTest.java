package dev.integrationshub.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an organization learns of a webhook that fails for days, and what then happens to it. */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class WebhookHealthTest {
  @Inject Jdbi jdbi;
  @Inject DispatchDeliveries dispatch;
  @Inject WatchFailingWebhooks watchFailing;

  private final ObjectMapper json = new ObjectMapper();
  private TestHub hub;
  private HttpsReceiver broken;
  private HttpsReceiver other;
  private String webhook;

  @BeforeEach
  void aFailingWebhookAndAnotherOne() throws Exception {
    hub = TestHub.inNewOrganization(jdbi);
    broken = HttpsReceiver.start();
    other = HttpsReceiver.start();
    broken.answerAlways(Answer.status(500));
    webhook = hub.webhookTo(broken, "");
    hub.webhookTo(other, "");
  }

  @AfterEach
  void close() throws Exception {
    broken.close();
    other.close();
  }

  @Test
  void theOtherWebhooksLearnOfItAtHalfAndAtNineTenthsAndAtTheEnd() throws Exception {
    failOnce();
    streakIsOld(Duration.ofHours(59));
    watchFailing.watch();
    streakIsOld(Duration.ofHours(61));
    watchFailing.watch();
    JsonNode half = next("webhook.failing");
    assertThat(half.at("/webhookId").asText()).isEqualTo(webhook);
    assertThat(half.at("/name").asText()).isEqualTo("Billing");
    assertThat(half.at("/share").asDouble()).isEqualTo(0.5);
    assertThat(half.at("/failuresInRow").asInt()).isEqualTo(1);
    assertThat(Instant.parse(half.at("/disableAt").asText()))
        .isEqualTo(Instant.parse(half.at("/failingSince").asText()).plus(Duration.ofDays(5)));

    watchFailing.watch();
    streakIsOld(Duration.ofHours(109));
    watchFailing.watch();
    assertThat(next("webhook.failing").at("/share").asDouble()).isEqualTo(0.9);

    streakIsOld(Duration.ofHours(121));
    watchFailing.watch();
    JsonNode end = next("webhook.disabled");
    assertThat(end.at("/by").asText()).isEqualTo("hub");
    assertThat(end.at("/reason").asText()).isEqualTo("failing");
    JsonNode disabled = hub.webhook(webhook);
    assertThat(disabled.at("/status").asText()).isEqualTo("disabled");
    assertThat(disabled.at("/disabled/by").asText()).isEqualTo("hub");
    assertThat(disabled.at("/disabled/reason").asText()).isEqualTo("failing");
    assertThat(disabled.at("/statusReason").asText())
        .startsWith("Every attempt since ")
        .contains(end.at("/failingSince").asText().substring(0, 10));
    assertThat(events("webhook.failing")).isEqualTo(2);
    assertThat(deliveriesOfTheFailingOne()).as("of events about itself").isEqualTo(1);

    JsonNode audited =
        hub.client().get("/api/organizations/audit-log?target=" + webhook).body().at("/data/0");
    assertThat(audited.at("/action").asText()).isEqualTo("webhook.disabled");
    assertThat(audited.at("/actor/kind").asText()).isEqualTo("hub");
    assertThat(audited.at("/detail/reason").asText()).isEqualTo("failing");
  }

  @Test
  void silenceDoesNotDisableItButTheNextFailureDoes() throws Exception {
    String delivery = failOnce();
    setHealth("last_failed_at = now() - interval '6 days'");
    streakIsOld(Duration.ofDays(6));
    watchFailing.watch();
    assertThat(next("webhook.failing").at("/share").asDouble()).isEqualTo(0.9);
    watchFailing.watch();
    assertThat(hub.webhook(webhook).at("/enabled").asBoolean()).isTrue();

    hub.makeDue(dispatch, delivery);
    hub.awaitNewest(webhook, "pending", 2);
    watchFailing.watch();
    assertThat(next("webhook.disabled").at("/reason").asText()).isEqualTo("failing");
  }

  @Test
  void aSuccessEndsTheStreakAndIsToldOnceIfTheFailureWas() throws Exception {
    String delivery = failOnce();
    streakIsOld(Duration.ofHours(61));
    watchFailing.watch();
    next("webhook.failing");
    broken.answerAlways(Answer.status(200));
    hub.makeDue(dispatch, delivery);
    JsonNode recovered = next("webhook.recovered");
    assertThat(recovered.at("/webhookId").asText()).isEqualTo(webhook);
    assertThat(recovered.at("/reason").asText()).isEqualTo("succeeded");

    hub.publish("{}");
    hub.awaitNewest(webhook, "succeeded", 1);
    next("recording.completed");
    watchFailing.tellOfRecovered();
    watchFailing.watch();
    assertThat(notices()).isZero();
    assertThat(events("webhook.recovered")).isEqualTo(1);
    assertThat(hub.webhook(webhook).at("/enabled").asBoolean()).isTrue();
  }

  @Test
  void aSuccessOfWhatNobodyWasToldOfIsNotToldOf() {
    String delivery = deliver();
    broken.answerAlways(Answer.status(200));
    hub.makeDue(dispatch, delivery);
    hub.awaitNewest(webhook, "succeeded", 2);
    watchFailing.tellOfRecovered();
    assertThat(notices() + events("webhook.recovered")).isZero();
  }

  @Test
  void goneIsToldOfAtOnce() throws Exception {
    broken.answerAlways(Answer.status(410));
    hub.publish("{}");
    next("recording.completed");
    JsonNode gone = next("webhook.disabled");
    assertThat(gone.at("/reason").asText()).isEqualTo("gone");
    assertThat(gone.at("/by").asText()).isEqualTo("hub");
    assertThat(hub.webhook(webhook).at("/enabled").asBoolean()).isFalse();
  }

  @Test
  void enablingIsToldOfAndBeginsAnew() throws Exception {
    failOnce();
    streakIsOld(Duration.ofHours(121));
    watchFailing.watch();
    next("webhook.disabled");
    broken.answerAlways(Answer.status(200));
    enable();
    assertThat(next("webhook.recovered").at("/reason").asText()).isEqualTo("enabled");
    assertThat(health("failures_in_row = 0 AND failing_since IS NULL AND noticed_since IS NULL"))
        .isTrue();
    hub.publish("{}");
    hub.awaitNewest(webhook, "succeeded", 1);
    watchFailing.tellOfRecovered();
    assertThat(notices()).isZero();
    assertThat(events("webhook.recovered")).isEqualTo(1);
  }

  @Test
  void eachEventHasTheFieldsOfItsExample() throws Exception {
    failOnce();
    streakIsOld(Duration.ofHours(61));
    watchFailing.watch();
    assertThat(fieldNames(next("webhook.failing"))).isEqualTo(exampleFields("webhook.failing"));
    streakIsOld(Duration.ofHours(121));
    watchFailing.watch();
    assertThat(fieldNames(next("webhook.disabled"))).isEqualTo(exampleFields("webhook.disabled"));
    enable();
    assertThat(fieldNames(next("webhook.recovered"))).isEqualTo(exampleFields("webhook.recovered"));
  }

  @Test
  void whatSomebodyRetriesByHandIsNoFailureOfTheWebhook() {
    broken.answerAlways(Answer.status(200));
    hub.publish("{}");
    String delivery = hub.awaitNewest(webhook, "succeeded", 1).at("/id").asText();
    broken.answerAlways(Answer.status(500));
    assertThat(hub.retry(webhook, delivery).status()).isEqualTo(202);
    hub.awaitNewest(webhook, "failed", 2);
    assertThat(health("failures_in_row = 0 AND failing_since IS NULL AND last_failed_at IS NULL"))
        .isTrue();
  }

  /** Publishes, and waits until the attempt has failed and the other webhook has its request. */
  private String failOnce() throws InterruptedException {
    String delivery = deliver();
    assertThat(other.takeRequest().bodyText()).contains("recording.completed");
    return delivery;
  }

  private String deliver() {
    hub.publish("{}");
    return hub.awaitNewest(webhook, "pending", 1).at("/id").asText();
  }

  /** As if the streak had begun then; what was told of it stays told. */
  private void streakIsOld(Duration age) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                UPDATE webhook_health
                SET failing_since = now() - make_interval(secs => ?),
                    noticed_since = CASE
                      WHEN noticed_since IS NOT NULL THEN now() - make_interval(secs => ?) END
                WHERE webhook_id = ?
                """,
                age.toSeconds(),
                age.toSeconds(),
                webhookId()));
  }

  private void setHealth(String assignment) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE webhook_health SET " + assignment + " WHERE webhook_id = ?", webhookId()));
  }

  private void enable() {
    jdbi.useHandle(
        handle -> handle.execute("UPDATE webhook SET enabled = true WHERE id = ?", webhookId()));
  }

  private boolean health(String condition) {
    return hub.count(
            "SELECT count(*) FROM webhook_health WHERE webhook_id = ? AND " + condition,
            webhookId())
        == 1;
  }

  /** The data of the next event that the other webhook gets. */
  private JsonNode next(String type) throws Exception {
    JsonNode event = json.readTree(other.takeRequest().bodyText());
    assertThat(event.at("/type").asText()).isEqualTo(type);
    return event.at("/data");
  }

  private long notices() {
    return hub.count("SELECT count(*) FROM webhook_notice WHERE webhook_id = ?", webhookId());
  }

  private long events(String type) {
    return hub.count(
        "SELECT count(*) FROM event WHERE organization_id = ? AND type = ?",
        hub.client().organizationId(),
        type);
  }

  private long deliveriesOfTheFailingOne() {
    return hub.count("SELECT count(*) FROM delivery WHERE webhook_id = ?", webhookId());
  }

  private List<String> exampleFields(String type) {
    for (JsonNode entry : hub.client().get("/api/event-types").body().at("/data")) {
      if (entry.at("/name").asText().equals(type)) {
        return fieldNames(entry.at("/example"));
      }
    }
    throw new AssertionError("no such type: " + type);
  }

  private static List<String> fieldNames(JsonNode object) {
    return object.properties().stream().map(field -> field.getKey()).toList();
  }

  private UUID webhookId() {
    return IdKind.WEBHOOK.parse(webhook).orElseThrow();
  }
}
