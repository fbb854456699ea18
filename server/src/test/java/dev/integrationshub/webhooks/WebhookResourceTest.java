package dev.integrationshub.webhooks;

import static dev.integrationshub.delivery.TestHub.WEBHOOKS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.delivery.TestHub;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.signing.WebhookSecret;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class WebhookResourceTest {
  private static final String URL = "https://127.0.0.1:8443/hooks";

  @Inject Jdbi jdbi;

  private TestHub hub;

  @BeforeEach
  void newOrganization() {
    hub = TestHub.inNewOrganization(jdbi);
  }

  @Test
  void theSecretIsInTheCreationsAnswerAndBehindItsOwnRouteOnly() {
    Answer created =
        hub.createWebhook(URL, "\"headers\": [{\"name\": \"X-Token\", \"value\": \"geheim\"}]");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Cache-Control")).isEqualTo("no-store");
    String secret = created.text("/secret");
    assertThat(WebhookSecret.parse(secret)).isPresent();
    String path = WEBHOOKS + "/" + created.text("/id");
    assertThat(created.header("Location")).endsWith(path);

    JsonNode read = hub.client().get(path).body();
    assertThat(read.has("secret")).isFalse();
    assertThat(read.toString()).doesNotContain("geheim");
    assertThat(read.at("/headers").toString())
        .isEqualTo("[{\"name\":\"X-Token\",\"value\":\"***\"}]");
    assertThat(hub.client().get(WEBHOOKS).body().at("/data/0")).isEqualTo(read);
    assertThat(created.body().toString()).doesNotContain("geheim");

    Answer shown = hub.client().get(path + "/secret");
    assertThat(shown.text("/secret")).isEqualTo(secret);
    assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
    assertThat(
            hub.count(
                "SELECT count(*) FROM audit_entry WHERE organization_id = ? AND target = ?"
                    + " AND action IN ('webhook.created', 'webhook.secret_shown')",
                hub.client().organizationId(),
                created.text("/id")))
        .isEqualTo(2);
  }

  @Test
  void whatIsNotSaidHasTheDocumentedDefaults() {
    JsonNode webhook = hub.createWebhook(URL, "").body();
    assertThat(webhook.at("/retry").toString())
        .isEqualTo("{\"enabled\":true,\"maxRetries\":7,\"timeoutSeconds\":15}");
    assertThat(webhook.at("/enabled").asBoolean()).isTrue();
    assertThat(webhook.at("/events").toString()).isEqualTo("[\"*\"]");
    assertThat(webhook.at("/status").asText()).isEqualTo("no_data");
    for (String absent : List.of("/lastTriggeredAt", "/successRate", "/disabled", "/pausedUntil")) {
      assertThat(webhook.at(absent).isNull()).as(absent).isTrue();
    }
  }

  @Test
  void aSecretOfOnesOwnIsTaken() {
    String secret = WebhookSecret.generate().text();
    assertThat(hub.createWebhook(URL, "\"secret\": \"" + secret + "\"").text("/secret"))
        .isEqualTo(secret);
  }

  @Test
  void aWebhookCreatedDisabledSaysWhoDidSo() {
    JsonNode webhook = hub.createWebhook(URL, "\"enabled\": false").body();
    assertThat(webhook.at("/status").asText()).isEqualTo("disabled");
    assertThat(webhook.at("/disabled/reason").asText()).isEqualTo("manual");
    assertThat(webhook.at("/disabled/by").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                             | /name",
        "{\"name\": \" \"}                              | /name",
        "{\"name\": \"a\\nb\"}                          | /name",
        "{}                                             | /url",
        "{\"url\": \"ftp://example.com\"}               | /url",
        "{\"url\": \"http://example.com\"}              | /url",
        "{\"url\": \"https://10.0.0.1/\"}               | /url",
        "{\"url\": \"https://a:b@example.com/\"}        | /url",
        "{}                                             | /events",
        "{\"events\": []}                               | /events",
        "{\"events\": [\"*\", \"user.created\"]}        | /events",
        "{\"events\": [\"user.created\", \"nothing\"]}  | /events/1",
        "{\"events\": [null]}                           | /events/0",
        "{\"headers\": [{\"name\": \"Host\", \"value\": \"a\"}]} | /headers/0/name",
        "{\"headers\": [{\"name\": \"X-A\"}]}           | /headers/0/value",
        "{\"retry\": {\"maxRetries\": 11}}              | /retry/maxRetries",
        "{\"retry\": {\"maxRetries\": -1}}              | /retry/maxRetries",
        "{\"retry\": {\"timeoutSeconds\": 0}}           | /retry/timeoutSeconds",
        "{\"retry\": {\"timeoutSeconds\": 31}}          | /retry/timeoutSeconds",
        "{\"retry\": {\"timeoutSeconds\": \"5\"}}       | /retry/timeoutSeconds",
        "{\"secret\": \"whsec_c2hvcnQ=\"}               | /secret",
        "{\"secret\": \"\"}                             | /secret",
        "{\"colour\": \"red\"}                          | /colour",
      })
  void eachWrongFieldIsNamed(String body, String pointer) {
    Answer answer = hub.client().post(WEBHOOKS, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/errors").findValuesAsText("pointer")).contains(pointer);
    assertThat(hub.client().get(WEBHOOKS).body().at("/data")).isEmpty();
  }

  @Test
  void theLimitsAreExact() {
    assertThat(hub.createWebhook(URL + "?" + "x".repeat(2048 - URL.length() - 1), "").status())
        .isEqualTo(201);
    assertThat(hub.createWebhook(URL + "?" + "x".repeat(2048 - URL.length()), "").status())
        .isEqualTo(400);
    for (int length : new int[] {100, 101}) {
      String body =
          "{\"name\":\"%s\",\"url\":\"%s\",\"events\":[\"user.created\"]}"
              .formatted("n".repeat(length), URL);
      assertThat(hub.client().post(WEBHOOKS, body).status()).isEqualTo(length == 100 ? 201 : 400);
    }
  }

  @Test
  void fiftyWebhooksAreTheLimitAlsoWhenAllAreCreatedAtOnce() throws Exception {
    List<Callable<Integer>> creations = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      creations.add(() -> hub.createWebhook(URL, "").status());
    }
    List<Integer> statuses = new ArrayList<>();
    try (var callers = Executors.newFixedThreadPool(8)) {
      for (Future<Integer> creation : callers.invokeAll(creations)) {
        statuses.add(creation.get());
      }
    }
    assertThat(statuses).containsOnly(201, 409);
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(50);
    JsonNode list = hub.client().get(WEBHOOKS + "?limit=100").body();
    assertThat(list.at("/data")).hasSize(50);
    hub.client().delete(WEBHOOKS + "/" + list.at("/data/0/id").asText());
    assertThat(hub.createWebhook(URL, "").status()).isEqualTo(201);
  }

  @Test
  void aKeyThatMayOnlyReadReachesNoSecretAndChangesNothing() {
    String id = hub.createWebhook(URL, "").text("/id");
    HubClient reader =
        hub.client()
            .with(
                hub.client()
                    .createKey("reader", "\"scopes\": [\"organization:read\"]")
                    .text("/key"));
    assertThat(reader.get(WEBHOOKS + "/" + id).status()).isEqualTo(200);
    assertThat(reader.get(WEBHOOKS + "/" + id + "/secret").status()).isEqualTo(403);
    assertThat(reader.delete(WEBHOOKS + "/" + id).status()).isEqualTo(403);
    assertThat(reader.post(WEBHOOKS, "{}").status()).isEqualTo(403);
  }

  @Test
  void theCatalogueShowsEachTypeWithAnExample() {
    JsonNode list = hub.client().get("/api/event-types").body();
    List<String> names = new ArrayList<>();
    list.at("/data").forEach(type -> names.add(type.at("/name").asText()));
    assertThat(names)
        .containsExactly(
            "recording.created",
            "recording.completed",
            "recording.failed",
            "recording.deleted",
            "user.created",
            "user.updated",
            "user.deleted",
            "analytics.report.ready",
            "organization.updated",
            "api_key.created",
            "api_key.expiring",
            "api_key.revoked",
            "api_key.leaked",
            "webhook.failing",
            "webhook.disabled",
            "webhook.recovered");
    for (JsonNode type : list.at("/data")) {
      assertThat(type.at("/example").isObject()).isTrue();
      assertThat(type.at("/description").asText()).isNotEmpty();
      assertThat(type.at("/schema").isNull()).isTrue();
    }
    assertThat(list.at("/nextCursor").isNull()).isTrue();
  }
}
