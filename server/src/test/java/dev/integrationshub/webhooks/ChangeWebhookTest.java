package dev.integrationshub.webhooks;

import static dev.integrationshub.delivery.TestHub.WEBHOOKS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.integrationshub.delivery.DispatchDeliveries;
import dev.integrationshub.delivery.TestHub;
import dev.integrationshub.egress.Answer;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class ChangeWebhookTest {
  private static final String SECRET_HEADERS =
      "\"headers\": [{\"name\": \"X-Env\", \"value\": \"geheim\"},"
          + " {\"name\": \"X-Old\", \"value\": \"verborgen\"}]";

  @Inject Jdbi jdbi;
  @Inject DispatchDeliveries dispatch;

  private TestHub hub;
  private HttpsReceiver receiver;
  private String id;

  @BeforeEach
  void aWebhook() {
    hub = TestHub.inNewOrganization(jdbi);
    receiver = HttpsReceiver.start();
    id = hub.webhookTo(receiver, SECRET_HEADERS);
  }

  @AfterEach
  void close() throws Exception {
    receiver.close();
  }

  @Test
  void whatIsAbsentStaysAndWhatIsSaidChanges() {
    JsonNode before = hub.webhook(id);
    JsonNode after =
        changed(
            "{\"name\": \"Invoices\", \"retry\": {\"maxRetries\": 3}, \"events\": [\"user.created\"]}");
    assertThat(after).isEqualTo(hub.webhook(id));
    assertThat(after.at("/name").asText()).isEqualTo("Invoices");
    assertThat(after.at("/events").toString()).isEqualTo("[\"user.created\"]");
    assertThat(after.at("/retry").toString())
        .isEqualTo("{\"enabled\":true,\"maxRetries\":3,\"timeoutSeconds\":15}");
    for (String same : new String[] {"/id", "/url", "/headers", "/enabled", "/createdAt"}) {
      assertThat(after.at(same)).as(same).isEqualTo(before.at(same));
    }
    assertThat(changed("{}")).isEqualTo(after);
  }

  @Test
  void aFilterIsSetKeptAndTakenAwayByNull() {
    String filter = "{\"durationSeconds\":{\"$gte\":60}}";
    assertThat(changed("{\"filter\": " + filter + "}").at("/filter").toString()).isEqualTo(filter);
    assertThat(changed("{\"name\": \"Invoices\"}").at("/filter").toString()).isEqualTo(filter);
    hub.publish("{\"durationSeconds\": 59}");
    hub.publish("{\"durationSeconds\": 60}");
    assertThat(hub.deliveries(id, "").body().at("/data")).hasSize(1);
    assertThat(changed("{\"filter\": null}").at("/filter").isNull()).isTrue();
    var refused =
        hub.client().patch(TestHub.WEBHOOKS + "/" + id, "{\"filter\": {\"a\": {\"$near\": 1}}}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/errors/0/pointer")).startsWith("/filter");
  }

  @Test
  void theAuditTellsFromAndToOfEachChangedFieldAndNothingWhenNothingChanged() {
    changed("{\"name\": \"Billing\", \"enabled\": true}");
    assertThat(changes()).isEmpty();
    changed("{\"name\": \"Invoices\", \"retry\": {\"timeoutSeconds\": 5}}");
    assertThat(changes().at("/0/detail").toString())
        .isEqualTo(
            "{\"name\":{\"to\":\"Invoices\",\"from\":\"Billing\"},\"retry\":"
                + "{\"to\":{\"enabled\":true,\"maxRetries\":7,\"timeoutSeconds\":5},"
                + "\"from\":{\"enabled\":true,\"maxRetries\":7,\"timeoutSeconds\":15}}}");
  }

  @Test
  void headersAreReplacedAndAnEntryWithoutValueKeepsTheStoredOne() throws Exception {
    JsonNode after =
        changed(
            "{\"headers\": [{\"name\": \"x-env\"}, {\"name\": \"X-New\", \"value\": \"topsecret\"}]}");
    assertThat(after.at("/headers").toString())
        .isEqualTo(
            "[{\"name\":\"x-env\",\"value\":\"***\"},{\"name\":\"X-New\",\"value\":\"***\"}]");
    hub.publish("{}");
    var request = receiver.takeRequest();
    assertThat(request.header("X-Env")).contains("geheim");
    assertThat(request.header("X-New")).contains("topsecret");
    assertThat(request.header("X-Old")).isEmpty();

    changed("{\"headers\": [{\"name\": \"x-env\", \"value\": \"anders\"}]}");
    assertThat(changes().at("/0/detail").toString())
        .isEqualTo(
            "{\"headers\":{\"to\":[\"x-env\"],\"from\":[\"x-env\",\"X-New\"]},"
                + "\"headerValues\":[\"x-env\"]}");
    assertThat(changes().toString()).doesNotContain("geheim", "topsecret", "anders", "verborgen");
    assertThat(changed("{\"headers\": []}").at("/headers")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\": \" \"}                              | /name",
        "{\"url\": \"https://10.0.0.1/\"}               | /url",
        "{\"url\": \"http://example.com\"}              | /url",
        "{\"events\": []}                               | /events",
        "{\"events\": [\"nothing\"]}                    | /events/0",
        "{\"headers\": [{\"name\": \"Host\", \"value\": \"a\"}]} | /headers/0/name",
        "{\"headers\": [{\"name\": \"X-Unknown\"}]}     | /headers/0/value",
        "{\"headers\": [{\"name\": \"X-Env\", \"value\": \"\"}]} | /headers/0/value",
        "{\"headers\": [{\"name\": \"X-Env\", \"value\": \"***\"}]} | /headers/0/value",
        "{\"headers\": [{\"name\": \"X-Env\"}, {\"name\": \"x-env\"}]} | /headers/1/name",
        "{\"headers\": [null]}                          | /headers/0/name",
        "{\"retry\": {\"maxRetries\": 11}}              | /retry/maxRetries",
        "{\"retry\": {\"timeoutSeconds\": 0}}           | /retry/timeoutSeconds",
        "{\"enabled\": \"false\"}                       | /enabled",
        "{\"secret\": \"whsec_x\"}                      | /secret",
      })
  void eachWrongFieldIsNamedAndNothingChanges(String body, String pointer) {
    JsonNode before = hub.webhook(id);
    HubClient.Answer answer = hub.client().patch(path(), body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/errors").findValuesAsText("pointer")).contains(pointer);
    assertThat(hub.webhook(id)).isEqualTo(before);
    assertThat(changes()).isEmpty();
  }

  @Test
  void othersWebhooksAndUnknownOnesAnswer404AndAReaderMayNot() {
    TestHub other = TestHub.inNewOrganization(jdbi);
    assertThat(other.client().patch(path(), "{\"name\": \"Mine\"}").status()).isEqualTo(404);
    assertThat(hub.client().patch(WEBHOOKS + "/wh_1", "{}").status()).isEqualTo(404);
    assertThat(hub.client().patch(path(), "null").status()).isEqualTo(400);
    HubClient reader =
        hub.client()
            .with(
                hub.client()
                    .createKey("reader", "\"scopes\": [\"organization:read\"]")
                    .text("/key"));
    assertThat(reader.patch(path(), "{\"name\": \"Mine\"}").status()).isEqualTo(403);
    assertThat(hub.webhook(id).at("/name").asText()).isEqualTo("Billing");
  }

  @Test
  void aDisabledWebhookSaysWhoDidSoAndItsDeliveriesWaitUntilItIsEnabled() throws Exception {
    receiver.answerNext(Answer.status(500));
    hub.publish("{\"n\":1}");
    String waiting = hub.awaitNewest(id, "pending", 1).at("/id").asText();
    JsonNode disabled = changed("{\"enabled\": false}");
    assertThat(disabled.at("/status").asText()).isEqualTo("disabled");
    assertThat(disabled.at("/disabled/reason").asText()).isEqualTo("manual");
    assertThat(disabled.at("/disabled/by").asText()).isNotEmpty();
    assertThat(hub.publish("{\"n\":2}").body().at("/deliveries").asInt()).isZero();

    hub.makeDue(dispatch, waiting);
    // Another webhook's delivery shows that the dispatcher has been through.
    String other = hub.webhookTo(receiver, "");
    hub.publish("{\"n\":3}");
    hub.awaitNewest(other, "succeeded", 1);
    assertThat(hub.delivery(id, waiting).at("/attempts")).hasSize(1);

    assertThat(changed("{\"enabled\": true}").at("/disabled").isNull()).isTrue();
    dispatch.signal();
    hub.awaitNewest(id, "succeeded", 2);
  }

  @Test
  void enablingForgetsWhyItWasDisabledTheFailuresInARowAndThePause() {
    receiver.answerNext(Answer.of(429, Map.of("Retry-After", "600"), ""), Answer.status(410));
    hub.publish("{}");
    String first = hub.awaitNewest(id, "pending", 1).at("/id").asText();
    assertThat(hub.webhook(id).at("/pausedUntil").isNull()).isFalse();
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE webhook_health SET failures_in_row = 12 WHERE webhook_id = ?", uuid()));
    assertThat(hub.webhook(id).at("/status").asText()).isEqualTo("failing");
    changed("{\"enabled\": false}");
    JsonNode again = changed("{\"enabled\": true}");
    assertThat(again.at("/status").asText()).isEqualTo("no_data");
    assertThat(again.at("/pausedUntil").isNull()).isTrue();
    assertThat(
            hub.count(
                "SELECT failures_in_row FROM webhook_health"
                    + " WHERE webhook_id = ? AND failing_since IS NULL",
                uuid()))
        .isZero();

    hub.makeDue(dispatch, first);
    hub.awaitNewest(id, "failed", 2);
    assertThat(changed("{\"enabled\": false}").at("/disabled/reason").asText()).isEqualTo("gone");
    assertThat(changed("{\"enabled\": true}").at("/disabled").isNull()).isTrue();
  }

  private JsonNode changed(String body) {
    HubClient.Answer answer = hub.client().patch(path(), body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  /** The newest first. */
  private JsonNode changes() {
    JsonNode entries =
        hub.client().get("/api/organizations/audit-log?target=" + id).body().at("/data");
    var changes = JsonNodeFactory.instance.arrayNode();
    entries.forEach(
        entry -> {
          if (entry.at("/action").asText().equals("webhook.changed")) {
            changes.add(entry);
          }
        });
    return changes;
  }

  private String path() {
    return WEBHOOKS + "/" + id;
  }

  private UUID uuid() {
    return IdKind.WEBHOOK.parse(id).orElseThrow();
  }
}
