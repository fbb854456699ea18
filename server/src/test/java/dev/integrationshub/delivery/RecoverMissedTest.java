package dev.integrationshub.delivery;

import static dev.integrationshub.delivery.TestHub.WEBHOOKS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.egress.Answer;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.events.PublishOwnEvent;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class RecoverMissedTest {
  private static final String DISABLE =
      "UPDATE webhook SET enabled = false, disabled_at = now(), disabled_by = 'Ada',"
          + " disabled_reason = 'manual' WHERE id = ?";

  private static final String ENABLE =
      "UPDATE webhook SET enabled = true, disabled_at = NULL, disabled_by = NULL,"
          + " disabled_reason = NULL WHERE id = ?";

  @Inject Jdbi jdbi;
  @Inject DispatchDeliveries dispatch;
  @Inject PublishOwnEvent publishOwn;

  private TestHub hub;
  private HttpsReceiver receiver;
  private String webhook;

  @BeforeEach
  void newWebhook() {
    hub = TestHub.inNewOrganization(jdbi);
    receiver = HttpsReceiver.start();
    webhook = hub.webhookTo(receiver, "");
  }

  @AfterEach
  void close() throws Exception {
    receiver.close();
  }

  @Test
  void whatArrivedWhileItWasDisabledIsSentWhenAskedForAndOnlyThen() throws Exception {
    hub.publish("{\"n\": \"before\"}");
    receiver.takeRequest();
    disable();
    hub.publish("{\"n\": 1}");
    hub.publish("{\"n\": 2}");
    enable();
    hub.publish("{\"n\": \"after\"}");
    assertThat(receiver.takeRequest().bodyText()).contains("after");
    hub.awaitNewest(webhook, "succeeded", 1);

    HubClient.Answer recovered = recover("{}");
    assertThat(recovered.status()).isEqualTo(202);
    assertThat(recovered.body().at("/count").asInt()).isEqualTo(2);
    assertThat(recovered.body().at("/more").asBoolean()).isFalse();
    assertThat(List.of(receiver.takeRequest().bodyText(), receiver.takeRequest().bodyText()))
        .anyMatch(body -> body.contains("\"n\": 1"))
        .anyMatch(body -> body.contains("\"n\": 2"));
    assertThat(recover("{}").body().at("/count").asInt()).isZero();
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void whatIsPendingOrHasFailedIsNotSentTwice() {
    receiver.answerAlways(Answer.status(500));
    hub.publish("{\"n\": 1}");
    hub.awaitNewest(webhook, "pending", 1);
    execute("UPDATE webhook SET max_retries = 0 WHERE id = ?");
    hub.publish("{\"n\": 2}");
    hub.awaitNewest(webhook, "failed", 1);
    assertThat(count(sinceTheBeginning())).isZero();
  }

  @Test
  void onlyTypesThatItAsksForAndOnlyItsOwnOrganizationsEventsAreRecovered() {
    disable();
    hub.publish("{}");
    hub.client().post("/api/events", hub.body("user.created", "{}"));
    TestHub.inNewOrganization(jdbi).publish("{}");
    execute("UPDATE webhook SET events = '{user.created}' WHERE id = ?");
    enable();
    assertThat(count("{}")).isEqualTo(1);
    assertThat(hub.awaitNewest(webhook, "succeeded", 1).at("/event").asText())
        .isEqualTo("user.created");
  }

  @Test
  void onlyWhatItsFilterLetsThroughIsRecovered() throws Exception {
    String picky = hub.webhookTo(receiver, "\"filter\": {\"n\": {\"$gte\": 2}}");
    disable();
    execute(DISABLE, picky);
    for (int n = 0; n < 4; n++) {
      hub.publish("{\"n\": " + n + "}");
    }
    execute(ENABLE, picky);
    assertThat(recover(picky, "{}").body().at("/count").asInt()).isEqualTo(2);
    assertThat(List.of(receiver.takeRequest().bodyText(), receiver.takeRequest().bodyText()))
        .anyMatch(body -> body.contains("\"n\": 2"))
        .anyMatch(body -> body.contains("\"n\": 3"));
    assertThat(recover(picky, "{}").body().at("/count").asInt()).isZero();
  }

  @Test
  void anEventAboutTheWebhookItselfIsNeverSentToIt() {
    disable();
    jdbi.useTransaction(
        handle ->
            publishOwn.tell(
                handle, organization(), webhookId(), "webhook.failing", Map.of("share", 0.5)));
    enable();
    assertThat(count(sinceTheBeginning())).isZero();
  }

  @Test
  void sinceLimitsWhatIsRecovered() {
    disable();
    hub.publish("{\"n\": 1}");
    JsonNode second = hub.publish("{\"n\": 2}").body();
    enable();
    assertThat(count("{\"since\": \"%s\"}".formatted(second.at("/createdAt").asText())))
        .isEqualTo(1);
    assertThat(count("{}")).isEqualTo(1);
  }

  @Test
  void nothingFromBeforeTheWebhookIsRecovered() {
    hub.publish("{}");
    hub.awaitNewest(webhook, "succeeded", 1);
    String later = hub.webhookTo(receiver, "");
    assertThat(recover(later, sinceTheBeginning()).body().at("/count").asInt()).isZero();
  }

  @Test
  void recoveringTwiceAtOnceSendsNothingTwice() {
    disable();
    for (int i = 0; i < 20; i++) {
      hub.publish("{\"n\": " + i + "}");
    }
    enable();
    List<CompletableFuture<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      calls.add(CompletableFuture.supplyAsync(() -> count("{}")));
    }
    assertThat(calls.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(20);
  }

  @Test
  void eachRefusalSaysWhatToDo() {
    assertThat(recover("{}").text("/detail")).contains("never been disabled", "since when");
    assertThat(recover("{}").status()).isEqualTo(400);
    HubClient.Answer ahead = recover("{\"since\": \"2999-01-01T00:00:00Z\"}");
    assertThat(ahead.status()).isEqualTo(400);
    assertThat(recover("{\"until\": \"2999-01-01T00:00:00Z\"}").status()).isEqualTo(400);
    disable();
    assertThat(recover("{}").status()).isEqualTo(409);
    assertThat(recover("{}").text("/detail")).contains("enable it first");
    TestHub stranger = TestHub.inNewOrganization(jdbi);
    assertThat(stranger.client().post(path(webhook), "{}").status()).isEqualTo(404);
  }

  @Test
  void itIsAudited() {
    disable();
    hub.publish("{}");
    enable();
    count("{}");
    JsonNode entry =
        hub.client().get("/api/organizations/audit-log?target=" + webhook).body().at("/data/0");
    assertThat(entry.at("/action").asText()).isEqualTo("webhook.events_recovered");
    assertThat(entry.at("/detail/count").asInt()).isEqualTo(1);
    assertThat(Instant.parse(entry.at("/detail/since").asText())).isBefore(Instant.now());
  }

  private void disable() {
    execute(DISABLE);
  }

  private void enable() {
    execute(ENABLE);
  }

  private void execute(String sql) {
    execute(sql, webhook);
  }

  private void execute(String sql, String webhookId) {
    UUID id = IdKind.WEBHOOK.parse(webhookId).orElseThrow();
    jdbi.useHandle(handle -> handle.execute(sql, id));
  }

  private int count(String body) {
    HubClient.Answer recovered = recover(body);
    assertThat(recovered.status()).as(recovered.body().toString()).isEqualTo(202);
    return recovered.body().at("/count").asInt();
  }

  private HubClient.Answer recover(String body) {
    return recover(webhook, body);
  }

  private HubClient.Answer recover(String webhookId, String body) {
    return hub.client().post(path(webhookId), body);
  }

  private static String path(String webhookId) {
    return WEBHOOKS + "/" + webhookId + "/recover";
  }

  private static String sinceTheBeginning() {
    return "{\"since\": \"1970-01-01T00:00:00Z\"}";
  }

  private UUID webhookId() {
    return IdKind.WEBHOOK.parse(webhook).orElseThrow();
  }

  private UUID organization() {
    return hub.client().organizationId();
  }
}
