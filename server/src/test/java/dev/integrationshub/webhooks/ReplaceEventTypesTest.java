package dev.integrationshub.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.integrationshub.delivery.TestHub;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class ReplaceEventTypesTest {
  private static final String TYPES = "/api/event-types";
  private static final String MINE =
      "{\"name\": \"mine.done\", \"description\": \"Mine is done.\", \"example\": {\"a\": 1}}";

  @Inject Jdbi jdbi;
  @Inject EventTypes eventTypes;

  private TestHub hub;
  private List<EventType> before;
  private List<EventType> products;

  @BeforeEach
  void remember() {
    hub = TestHub.inNewOrganization(jdbi);
    before = jdbi.withHandle(eventTypes::all);
    products = before.stream().filter(type -> !isHubsOwn(type)).toList();
  }

  @AfterEach
  void restore() {
    jdbi.useTransaction(
        handle -> {
          handle.execute(
              "DELETE FROM webhook WHERE organization_id = ?", hub.client().organizationId());
          EventTypeCatalogue.replace(
              handle,
              products.stream()
                  .map(
                      type ->
                          new NewEventType(
                              type.name(), type.description(), null, type.example().toString()))
                  .toList());
        });
  }

  @Test
  void theCatalogueIsWhatWasSentWithTheHubsOwnTypesBehind() {
    Answer added = put(with(MINE));
    assertThat(added.status()).as(added.body().toString()).isEqualTo(200);
    assertThat(added.body()).isEqualTo(hub.client().get(TYPES).body());
    assertThat(added.body().at("/data")).hasSize(before.size() + 1);
    assertThat(added.body().at("/data/" + products.size() + "/name").asText())
        .isEqualTo("mine.done");
    assertThat(hub.client().post("/api/events", hub.body("mine.done", "{}")).status())
        .isEqualTo(202);

    String changed = MINE.replace("\"example\"", "\"schema\": {\"minProperties\": 1}, \"example\"");
    Answer first = put(with().replace("[{", "[" + changed + ", {"));
    assertThat(first.status()).as(first.body().toString()).isEqualTo(200);
    assertThat(first.body().at("/data")).hasSize(before.size() + 1);
    assertThat(first.body().at("/data/0/name").asText()).isEqualTo("mine.done");
    assertThat(first.body().at("/data/0/schema").toString()).isEqualTo("{\"minProperties\":1}");
    assertThat(first.body().at("/data/0/example").toString()).isEqualTo("{\"a\":1}");
    assertThat(first.body().at("/data/" + (products.size() + 1) + "/name").asText())
        .isEqualTo("api_key.created");
  }

  @Test
  void aTypeThatEnabledWebhooksAskForStaysAndTheirNumberIsTold() {
    put(with(MINE));
    webhookFor("mine.done", true);
    webhookFor("mine.done\", \"user.created", true);
    hub.createWebhook("https://127.0.0.1:8443/", "");
    Answer refused = put(with());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/detail")).contains("mine.done (2 webhooks)");
    assertThat(hub.client().get(TYPES).body().at("/data")).hasSize(before.size() + 1);
  }

  @Test
  void disabledWebhooksAndThoseForAllHoldNothingBack() {
    put(with(MINE));
    webhookFor("mine.done", false);
    hub.createWebhook("https://127.0.0.1:8443/", "");
    assertThat(put(with()).status()).isEqualTo(200);
    assertThat(hub.client().post("/api/events", hub.body("mine.done", "{}")).status())
        .isEqualTo(422);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\": \"Mine.done\", \"description\": \"d\", \"example\": {}} | /name | lower-case",
        "{\"name\": \"mine..done\", \"description\": \"d\", \"example\": {}} | /name | lower-case",
        "{\"name\": \"mine.\", \"description\": \"d\", \"example\": {}} | /name | lower-case",
        "{\"name\": \"*\", \"description\": \"d\", \"example\": {}} | /name | lower-case",
        "{\"description\": \"d\", \"example\": {}} | /name | lower-case",
        "{\"name\": \"user.created\", \"description\": \"d\", \"example\": {}} | /name | repeats",
        "{\"name\": \"api_key.mine\", \"description\": \"d\", \"example\": {}} | /name | hub",
        "{\"name\": \"webhook.mine\", \"description\": \"d\", \"example\": {}} | /name | hub",
        "{\"name\": \"mine.done\", \"example\": {}} | /description | required",
        "{\"name\": \"mine.done\", \"description\": \"d\"} | /example | required",
        "{\"name\": \"mine.done\", \"description\": \"d\", \"example\": null} | /example | required",
        "{\"name\": \"mine.done\", \"description\": \"d\", \"example\": []} | /example | object",
        "{\"name\": \"mine.done\", \"description\": \"d\", \"example\": {}, \"schema\": true} | /schema | object",
        "{\"name\": \"mine.done\", \"description\": \"d\", \"example\": {}, \"schema\": {\"type\": 1}} | /schema/type | ``",
        "{\"name\": \"mine.done\", \"description\": \"d\", \"example\": {}, \"schema\": {\"$ref\": \"https://example.com\"}} | /schema/$ref | loads no other",
        "{\"name\": \"mine.done\", \"description\": \"d\", \"example\": {\"a\": 1}, \"schema\": {\"properties\": {\"a\": {\"minimum\": 2}}}} | /example/a | 2",
        "{\"name\": \"mine.done\", \"description\": \"d\", \"example\": {}, \"color\": 1} | /color | known",
        "null | `` | name, description and example",
      })
  void eachFaultIsToldWithItsPlace(String entry, String member, String detail) {
    Answer refused = put(with(entry));
    assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
    assertThat(refused.text("/errors/0/pointer")).isEqualTo("/data/" + products.size() + member);
    assertThat(refused.text("/errors/0/detail")).contains(detail);
    assertThat(hub.client().get(TYPES).body().at("/data")).hasSize(before.size());
  }

  @Test
  void theHubsOwnTypesCanNotBeClaimed() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO event_type (place, name, description, example, published_by_hub)
                VALUES (999, 'mine.own', 'd', '{}', true)
                """));
    try {
      Answer refused = put(with(MINE.replace("mine.done", "mine.own")));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text("/errors/0/pointer")).isEqualTo("/data/" + products.size() + "/name");
      assertThat(put(with()).body().toString()).contains("mine.own");
    } finally {
      jdbi.useHandle(handle -> handle.execute("DELETE FROM event_type WHERE name = 'mine.own'"));
    }
  }

  @Test
  void theLimitsAreNamed() {
    String[] many =
        IntStream.range(0, 201 - products.size())
            .mapToObj(i -> MINE.replace("mine.done", "mine.a" + i))
            .toArray(String[]::new);
    assertThat(put(with(many)).text("/detail")).contains("201 types", "1 to 200");
    String name = "mine." + "a".repeat(96);
    assertThat(put(with(MINE.replace("mine.done", name))).text("/detail")).contains("100");
    assertThat(put(with(MINE.replace("mine.done", name.substring(1)))).status()).isEqualTo(200);
    String large = "\"" + "x".repeat(32 * 1024) + "\"";
    assertThat(put(with(MINE.replace("1}", large + "}"))).text("/detail")).contains("32 KiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"data\": null}", "{\"data\": []}"})
  void anEmptyCatalogueIsRefused(String body) {
    assertThat(put(body).status()).isEqualTo(400);
  }

  @Test
  void onlyARootKeyReplacesTheCatalogue() {
    String key = hub.client().createKey("CI", "\"scopes\": [\"organization:write\"]").text("/key");
    assertThat(hub.client().with(key).put(TYPES, with(MINE)).status()).isEqualTo(403);
    assertThat(new HubClient(hub.client().hub(), Map.of()).put(TYPES, with(MINE)).status())
        .isEqualTo(401);
  }

  @Test
  void aWebhookUnderWayIsWaitedForAndKeepsItsType() {
    put(with(MINE));
    String id = webhookFor("user.created", true);
    CompletableFuture<Answer> removal =
        jdbi.inTransaction(
            handle -> {
              assertThat(eventTypes.unknown(handle, List.of("mine.done"))).isEmpty();
              var replacing = CompletableFuture.supplyAsync(() -> put(with()));
              awaitWaiting();
              handle.execute(
                  "UPDATE webhook SET events = '{mine.done}' WHERE organization_id = ?",
                  hub.client().organizationId());
              return replacing;
            });
    assertThat(removal.join().status()).isEqualTo(409);
    assertThat(hub.webhook(id).at("/events/0").asText()).isEqualTo("mine.done");
  }

  /** Until somebody waits for a lock of the catalogue. */
  private void awaitWaiting() {
    await()
        .until(
            () ->
                hub.count(
                        """
                        SELECT count(*) FROM pg_locks
                        WHERE relation = CAST('event_type' AS regclass) AND NOT granted
                        """)
                    > 0);
  }

  private Answer put(String body) {
    return hub.client().put(TYPES, body);
  }

  private String webhookFor(String type, boolean enabled) {
    Answer created =
        hub.client()
            .post(
                TestHub.WEBHOOKS,
                "{\"name\": \"n\", \"url\": \"https://127.0.0.1:8443/\", \"events\": [\"%s\"], \"enabled\": %s}"
                    .formatted(type, enabled));
    assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
    return created.text("/id");
  }

  /** The product's catalogue as it was, and these entries after it. */
  private String with(String... entries) {
    List<String> all = new ArrayList<>();
    products.forEach(
        type ->
            all.add(
                "{\"name\": \"%s\", \"description\": \"%s\", \"example\": %s}"
                    .formatted(type.name(), type.description(), type.example())));
    all.addAll(List.of(entries));
    return "{\"data\": [" + String.join(", ", all) + "]}";
  }

  private boolean isHubsOwn(EventType type) {
    return jdbi.withHandle(handle -> EventTypeCatalogue.names(handle, EventTypes.Publisher.HUB))
        .contains(type.name());
  }
}
