package dev.integrationshub.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
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
class ReplaceScopesTest {
  private static final String SCOPES = "/api/scopes";
  private static final String KEYS = "/api/organizations/api-keys";
  private static final String MINE = "{\"name\": \"mine:read\", \"description\": \"Read mine\"}";
  private static final String HOLDS_MINE = "\"scopes\": [\"mine:read\"]";

  @Inject Jdbi jdbi;
  @Inject Scopes scopes;

  private HubClient hub;
  private List<Scope> before;

  @BeforeEach
  void remember() {
    hub = HubClient.operatorOfNewOrganization(jdbi);
    before = jdbi.withHandle(scopes::list);
  }

  @AfterEach
  void restore() {
    jdbi.useTransaction(
        handle -> {
          handle.execute("DELETE FROM api_key WHERE organization_id = ?", hub.organizationId());
          scopes.replace(handle, before);
        });
  }

  @Test
  void theCatalogueIsWhatWasSent() {
    Answer added = hub.put(SCOPES, with(MINE));
    assertThat(added.status()).as(added.body().toString()).isEqualTo(200);
    assertThat(added.body()).isEqualTo(hub.get(SCOPES).body());
    assertThat(added.body().at("/data")).hasSize(before.size() + 1);
    assertThat(description("mine:read")).isEqualTo("Read mine");
    hub.createKey("CI", HOLDS_MINE);

    hub.put(SCOPES, with(MINE.replace("Read mine", "Look at mine")));
    assertThat(description("mine:read")).isEqualTo("Look at mine");
  }

  @Test
  void aScopeThatLiveKeysHoldStaysAndTheirNumberIsTold() {
    hub.put(SCOPES, with(MINE, "{\"name\": \"mine:write\", \"description\": \"Write mine\"}"));
    hub.createKey("one", HOLDS_MINE);
    String both = "\"scopes\": [\"mine:read\", \"mine:write\", \"users:read\"]";
    String disabled = hub.createKey("two", both).text("/id");
    hub.patch(KEYS + "/" + disabled, "{\"enabled\": false}");
    Answer refused = hub.put(SCOPES, with());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/detail"))
        .contains("mine:read (2 keys), mine:write (1 key)")
        .doesNotContain("users:read");
    assertThat(hub.get(SCOPES).body().at("/data")).hasSize(before.size() + 2);
  }

  @Test
  void revokedAndExpiredKeysHoldNothingBack() {
    hub.put(SCOPES, with(MINE));
    String revoked = hub.createKey("revoked", HOLDS_MINE).text("/id");
    hub.delete(KEYS + "/" + revoked);
    hub.createKey("expired", HOLDS_MINE + ", \"expiresIn\": \"7d\"");
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE api_key SET expires_at = now() WHERE organization_id = ?",
                hub.organizationId()));
    assertThat(hub.put(SCOPES, with()).status()).isEqualTo(200);
    assertThat(hub.post(KEYS, "{\"name\": \"CI\", " + HOLDS_MINE + "}").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\": \"Mine:read\", \"description\": \"d\"} | /name | lower-case",
        "{\"name\": \"mine\", \"description\": \"d\"} | /name | resource:action",
        "{\"name\": \"mine:\", \"description\": \"d\"} | /name | resource:action",
        "{\"name\": \"mine:a:b\", \"description\": \"d\"} | /name | resource:action",
        "{\"name\": \"mine:read \", \"description\": \"d\"} | /name | resource:action",
        "{\"description\": \"d\"} | /name | resource:action",
        "{\"name\": \"users:read\", \"description\": \"d\"} | /name | repeats users:read",
        "{\"name\": \"mine:read\", \"description\": \" \"} | /description | required",
        "{\"name\": \"mine:read\"} | /description | required",
        "{\"name\": \"mine:read\", \"description\": \"d\", \"color\": 1} | /color | known",
        "null | '' | name and description",
      })
  void eachFaultIsToldWithItsPlace(String entry, String member, String detail) {
    Answer refused = hub.put(SCOPES, with(entry));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().at("/errors")).hasSize(1);
    assertThat(refused.text("/errors/0/pointer")).isEqualTo("/data/" + before.size() + member);
    assertThat(refused.text("/errors/0/detail")).contains(detail);
    assertThat(hub.get(SCOPES).body().at("/data")).hasSize(before.size());
  }

  @Test
  void theLimitsAreNamed() {
    String[] many =
        IntStream.range(0, 101 - before.size())
            .mapToObj(i -> scope("mine:a" + i, "d"))
            .toArray(String[]::new);
    assertThat(hub.put(SCOPES, with(many)).text("/detail")).contains("101 scopes", "1 to 100");
    String name = "mine:" + "a".repeat(60);
    assertThat(hub.put(SCOPES, with(scope(name, "d"))).text("/detail")).contains("64");
    assertThat(hub.put(SCOPES, with(scope("mine:read", "d".repeat(201)))).text("/detail"))
        .contains("200");
    String longest = scope(name.substring(1), "d".repeat(200));
    assertThat(hub.put(SCOPES, with(longest)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"data\": null}", "{\"data\": []}"})
  void anEmptyCatalogueIsRefused(String body) {
    assertThat(hub.put(SCOPES, body).status()).isEqualTo(400);
  }

  @Test
  void theHubsOwnScopesStay() {
    Answer refused = hub.put(SCOPES, "{\"data\": [" + MINE + "]}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().at("/errors").toString())
        .contains("organization:read", "organization:write");
  }

  @Test
  void onlyARootKeyReplacesTheCatalogue() {
    String key = hub.createKey("CI", "\"scopes\": [\"organization:write\"]").text("/key");
    assertThat(hub.with(key).put(SCOPES, with(MINE)).status()).isEqualTo(403);
    assertThat(new HubClient(hub.hub(), Map.of()).put(SCOPES, with(MINE)).status()).isEqualTo(401);
  }

  @Test
  void aKeyUnderWayIsWaitedForAndKeepsItsScope() {
    hub.put(SCOPES, with(MINE));
    String id = hub.createKey("CI", "\"scopes\": [\"users:read\"]").text("/id");
    CompletableFuture<Answer> removal =
        jdbi.inTransaction(
            handle -> {
              assertThat(scopes.namesForUse(handle)).contains("mine:read");
              var replacing = CompletableFuture.supplyAsync(() -> hub.put(SCOPES, with()));
              awaitWaiting();
              handle.execute(
                  "UPDATE api_key SET scopes = '{mine:read}' WHERE organization_id = ?",
                  hub.organizationId());
              return replacing;
            });
    assertThat(removal.join().status()).isEqualTo(409);
    assertThat(hub.get(KEYS + "/" + id).text("/scopes/0")).isEqualTo("mine:read");
  }

  @Test
  void aKeyAskedForDuringARemovalIsJudgedByWhatIsLeft() {
    hub.put(SCOPES, with(MINE));
    CompletableFuture<Answer> creation =
        jdbi.inTransaction(
            handle -> {
              scopes.lockForReplacing(handle);
              var creating =
                  CompletableFuture.supplyAsync(
                      () -> hub.post(KEYS, "{\"name\": \"CI\", " + HOLDS_MINE + "}"));
              awaitWaiting();
              scopes.replace(handle, before);
              return creating;
            });
    assertThat(creation.join().status()).isEqualTo(400);
    assertThat(creation.join().text("/errors/0/pointer")).isEqualTo("/scopes/0");
  }

  /** Until somebody waits for a lock of the catalogue. */
  private void awaitWaiting() {
    await()
        .until(
            () ->
                jdbi.withHandle(
                    handle ->
                        handle
                            .select(
                                """
                                SELECT EXISTS (SELECT 1 FROM pg_locks
                                WHERE relation = CAST('scope' AS regclass) AND NOT granted)
                                """)
                            .mapTo(boolean.class)
                            .one()));
  }

  /** The catalogue as it was, and these entries after it. */
  private String with(String... entries) {
    List<String> all = new ArrayList<>();
    before.forEach(scope -> all.add(scope(scope.name(), scope.description())));
    all.addAll(List.of(entries));
    return "{\"data\": [" + String.join(", ", all) + "]}";
  }

  private static String scope(String name, String description) {
    return "{\"name\": \"%s\", \"description\": \"%s\"}".formatted(name, description);
  }

  private String description(String name) {
    for (JsonNode scope : hub.get(SCOPES).body().at("/data")) {
      if (scope.at("/name").asText().equals(name)) {
        return scope.at("/description").asText();
      }
    }
    throw new AssertionError("no scope " + name);
  }
}
