package dev.integrationshub.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.delivery.TestHub;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class FilterDeliveriesTest {
  private static final String LONG = "\"filter\": {\"seconds\": {\"$gte\": 60}}";

  @Inject Jdbi jdbi;
  @Inject PublishOwnEvent publishOwn;

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
  void onlyWhatPassesTheFilterIsDelivered() throws Exception {
    String filtered = hub.webhookTo(receiver, LONG);
    assertThat(hub.publish("{\"seconds\": 59}").body().at("/deliveries").asInt()).isZero();
    assertThat(hub.publish("{\"seconds\": \"90\"}").body().at("/deliveries").asInt()).isZero();
    assertThat(hub.publish("{\"seconds\": 60.0}").body().at("/deliveries").asInt()).isEqualTo(1);
    assertThat(receiver.takeRequest().bodyText()).endsWith("\"data\":{\"seconds\": 60.0}}");
    hub.awaitNewest(filtered, "succeeded", 1);
    assertThat(hub.deliveries(filtered, "").body().at("/data")).hasSize(1);
  }

  @Test
  void webhooksWithAndWithoutFilterAreCountedTogether() {
    hub.webhookTo(receiver, "");
    hub.webhookTo(receiver, LONG);
    hub.webhookTo(receiver, "\"filter\": {\"kind\": \"talk\"}");
    hub.webhookTo(receiver, LONG + ", \"enabled\": false");
    assertThat(hub.publish("{}").body().at("/deliveries").asInt()).isEqualTo(1);
    assertThat(hub.publish("{\"seconds\": 60}").body().at("/deliveries").asInt()).isEqualTo(2);
    assertThat(
            hub.publish("{\"seconds\": 60, \"kind\": \"talk\"}").body().at("/deliveries").asInt())
        .isEqualTo(3);
  }

  @Test
  void eachEventOfABatchIsJudgedByItself() {
    hub.webhookTo(receiver, LONG);
    Answer published =
        hub.client()
            .post(
                "/api/events/batch",
                "{\"events\": [%s, %s, %s]}"
                    .formatted(
                        hub.body("user.created", "{\"seconds\": 1}"),
                        hub.body("user.created", "{\"seconds\": 61}"),
                        hub.body("user.created", "{\"seconds\": 1e999999999}")));
    assertThat(published.body().at("/data").findValuesAsText("deliveries"))
        .containsExactly("0", "1", "1");
  }

  @Test
  void theHubsOwnEventsAreFilteredToo() {
    hub.webhookTo(receiver, "\"filter\": {\"name\": \"CI\"}");
    jdbi.useTransaction(
        handle -> {
          for (String name : new String[] {"CI", "other"}) {
            publishOwn.publish(
                handle, hub.client().organizationId(), "api_key.revoked", Map.of("name", name));
          }
        });
    assertThat(
            hub.count(
                "SELECT (SELECT count(*) FROM delivery WHERE organization_id = ?)"
                    + " + (SELECT count(*) FROM attempt WHERE organization_id = ? AND final)",
                hub.client().organizationId(),
                hub.client().organizationId()))
        .isEqualTo(1);
  }

  @Test
  void theFilterIsShownAsItWasSetAndNullWithoutOne() {
    String id = hub.webhookTo(receiver, LONG);
    JsonNode webhook = hub.webhook(id);
    assertThat(webhook.at("/filter").toString()).isEqualTo("{\"seconds\":{\"$gte\":60}}");
    assertThat(hub.client().get(TestHub.WEBHOOKS).body().at("/data/0")).isEqualTo(webhook);
    JsonNode without = hub.createWebhook(receiver.url("/"), "\"filter\": null").body();
    assertThat(without.has("filter")).isTrue();
    assertThat(without.at("/filter").isNull()).isTrue();
  }

  @Test
  void whatIsWrongWithAFilterIsToldWithItsPlace() {
    Answer refused =
        hub.createWebhook(receiver.url("/"), "\"filter\": {\"$or\": [{\"a\": {\"$gt\": null}}]}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/errors/0/pointer")).isEqualTo("/filter/$or/0/a/$gt");
  }
}
