package dev.integrationshub.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.usage.FlushUsage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class ApiKeyResourceTest {
  private static final String KEYS = "/api/organizations/api-keys";
  private static final String SCOPES = "\"scopes\": [\"recordings:read\"]";

  @Inject Jdbi jdbi;
  @Inject FlushUsage flush;

  private HubClient hub;

  @BeforeEach
  void newOrganization() {
    hub = HubClient.operatorOfNewOrganization(jdbi);
  }

  @Test
  void createdKeyIsShownOnceAndWhole() {
    Answer created =
        hub.createKey(
            "CI",
            """
            "scopes": ["recordings:read", "users:write"], "rateLimitPerHour": 1000,
            "ipAllowlist": ["203.0.113.0/24", "2001:DB8::/32", "10.1.2.3/8", "192.0.2.7"]
            """);
    String key = created.text("/key");
    String id = created.text("/id");
    assertThat(KeyFormat.parse(key)).isPresent();
    assertThat(created.text("/prefix")).isEqualTo(key.substring(0, 19));
    assertThat(created.header("Cache-Control")).isEqualTo("no-store");
    assertThat(created.header("Location")).endsWith(KEYS + "/" + id);
    assertThat(created.body().at("/scopes").toString())
        .isEqualTo("[\"recordings:read\",\"users:write\"]");
    assertThat(created.body().at("/ipAllowlist").toString())
        .isEqualTo("[\"203.0.113.0/24\",\"2001:db8::/32\",\"10.0.0.0/8\",\"192.0.2.7\"]");
    assertThat(created.text("/createdBy/id")).startsWith("rk_");
    assertThat(created.text("/createdBy/name")).isNotEmpty();
    assertThat(created.text("/status")).isEqualTo("active");
    for (String absent : List.of("/expiresAt", "/lastUsedAt", "/lastUsedIp")) {
      assertThat(created.body().at(absent).isNull()).as(absent).isTrue();
    }

    Answer read = hub.get(KEYS + "/" + id);
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.body().has("key")).isFalse();
    Answer list = hub.get(KEYS);
    ObjectNode listed = (ObjectNode) list.body().at("/data/0");
    assertThat(listed.remove("callsLast7Days")).hasSize(7);
    assertThat(listed).isEqualTo(read.body());
    assertThat(list.body().toString()).doesNotContain(key);
  }

  @Test
  void neitherKeyNorSecretIsStored() {
    String key = hub.createKey("CI", SCOPES).text("/key");
    hub.verify(key, "\"ip\": \"203.0.113.7\"");
    flush.flush();
    String rows =
        jdbi.withHandle(
                handle ->
                    handle
                        .createQuery(
                            """
                            SELECT CAST(k AS text) FROM api_key k
                            UNION ALL SELECT CAST(u AS text) FROM api_key_use u
                            UNION ALL SELECT CAST(m AS text) FROM usage_minute m
                            """)
                        .mapTo(String.class)
                        .list())
            .toString();
    assertThat(rows).contains(key.substring(0, 19));
    String secret = key.substring(20, 52);
    for (int i = 0; i + 6 <= secret.length(); i++) {
      assertThat(rows).doesNotContain(secret.substring(i, i + 6));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"scopes\": [\"users:read\"]} | /name",
        "{\"name\": \" \", \"scopes\": [\"users:read\"]} | /name",
        "{\"name\": \"a\"} | /scopes",
        "{\"name\": \"a\", \"scopes\": []} | /scopes",
        "{\"name\": \"a\", \"scopes\": [\"users:read\", \"moon:read\"]} | /scopes/1",
        "{\"name\": \"a\", \"scopes\": [\"users:read\", null]} | /scopes/1",
        "{\"name\": \"a\", \"scopes\": [\"users:read\", \"users:read\"]} | /scopes/1",
        "{\"name\": \"a\", \"scopes\": [\"users:read\"], \"rateLimitPerHour\": 0} | /rateLimitPerHour",
        "{\"name\": \"a\", \"scopes\": [\"users:read\"], \"rateLimitPerHour\": 1000001} | /rateLimitPerHour",
        "{\"name\": \"a\", \"scopes\": [\"users:read\"], \"ipAllowlist\": [\"not an address\"]} | /ipAllowlist/0",
        "{\"name\": \"a\", \"scopes\": [\"users:read\"], \"ipAllowlist\": [\"::/0\", \"1.2.3.4/33\"]} | /ipAllowlist/1",
        "{\"name\": \"a\", \"scopes\": [\"users:read\"], \"expiresIn\": \"2d\"} | /expiresIn",
        "{\"name\": \"a\", \"scopes\": [\"users:read\"], \"expiresAt\": \"2001-01-01T00:00:00Z\"} | /expiresAt",
        "{\"name\": \"a\", \"scopes\": [\"users:read\"], \"expiresAt\": \"+20001-01-01T00:00:00Z\"} | /expiresAt",
        "{\"name\": \"a\", \"scopes\": [\"users:read\"], \"expiresIn\": \"7d\", \"expiresAt\": \"2999-01-01T00:00:00Z\"} | /expiresAt",
        "{\"name\": \"a\", \"scopes\": [\"users:read\"], \"color\": \"red\"} | /color",
      })
  void invalidInputIsRefusedWithItsPlace(String body, String pointer) {
    Answer answer = hub.post(KEYS, body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.text("/errors/0/pointer")).as(answer.body().toString()).isEqualTo(pointer);
    assertThat(hub.get(KEYS).body().at("/data")).isEmpty();
  }

  @Test
  void limitsOfLengthAreEnforcedAndNamed() {
    String entries = "\"10.0.0.1\", ".repeat(100) + "\"10.0.0.1\"";
    Answer answer =
        hub.post(
            KEYS,
            "{\"name\": \"%s\", %s, \"ipAllowlist\": [%s]}"
                .formatted("n".repeat(101), SCOPES, entries));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/errors").toString())
        .contains("/name", "at most 100", "/ipAllowlist", "101 entries");
    hub.createKey("n".repeat(100), SCOPES + ", \"ipAllowlist\": [\"10.0.0.1\"]");
  }

  @Test
  void missingBodyIsRefused() {
    assertThat(hub.post(KEYS, "").status()).isIn(400, 415);
    assertThat(hub.post(KEYS, "null").status()).isEqualTo(400);
    String id = hub.createKey("CI", SCOPES).text("/id");
    assertThat(hub.patch(KEYS + "/" + id, "null").status()).isEqualTo(400);
  }

  @Test
  void lifetimesCountFromCreation() {
    for (var lifetime :
        List.of(
            new Lifetime("7d", Period.ofDays(7)),
            new Lifetime("30d", Period.ofDays(30)),
            new Lifetime("90d", Period.ofDays(90)),
            new Lifetime("1y", Period.ofYears(1)))) {
      Answer created = hub.createKey("CI", SCOPES + ", \"expiresIn\": \"" + lifetime.text() + "\"");
      Instant createdAt = Instant.parse(created.text("/createdAt"));
      assertThat(Instant.parse(created.text("/expiresAt")))
          .isEqualTo(createdAt.atOffset(ZoneOffset.UTC).plus(lifetime.period()).toInstant());
    }
    Answer eternal = hub.createKey("CI", SCOPES + ", \"expiresIn\": \"never\"");
    assertThat(eternal.body().at("/expiresAt").isNull()).isTrue();
  }

  private record Lifetime(String text, Period period) {}

  @Test
  void listIsPagedNewestFirst() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.addFirst(hub.createKey("key " + i, SCOPES).text("/id"));
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    do {
      Answer page = hub.get(KEYS + "?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      page.body().at("/data").forEach(key -> seen.add(key.at("/id").asText()));
      cursor = page.body().at("/nextCursor").isNull() ? "" : page.text("/nextCursor");
      pages++;
    } while (!cursor.isEmpty());
    // Ids of one millisecond are in no particular order.
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(ids)
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void listShowsEachStatusAlone() {
    String active = hub.createKey("active", SCOPES).text("/id");
    String disabled = hub.createKey("disabled", SCOPES).text("/id");
    String expired = hub.createKey("expired", SCOPES + ", \"expiresIn\": \"7d\"").text("/id");
    String revoked = hub.createKey("revoked", SCOPES).text("/id");
    hub.patch(KEYS + "/" + disabled, "{\"enabled\": false}");
    expire(expired);
    hub.delete(KEYS + "/" + revoked);
    for (String status : List.of("active", "disabled", "expired", "revoked")) {
      Answer list = hub.get(KEYS + "?status=" + status);
      assertThat(list.body().at("/data")).hasSize(1);
      assertThat(list.text("/data/0/name")).isEqualTo(status);
      assertThat(list.text("/data/0/status")).isEqualTo(status);
    }
    assertThat(hub.get(KEYS + "?status=all").body().at("/data")).hasSize(4);
    assertThat(hub.get(KEYS).body().at("/data")).hasSize(4);
    assertThat(hub.get(KEYS + "/" + active).text("/status")).isEqualTo("active");
    assertThat(hub.get(KEYS + "?status=lost").status()).isEqualTo(400);
  }

  @Test
  void searchTakesNameAndPrefixLiterally() {
    String prefix = hub.createKey("Nightly 100%_done\\\\", SCOPES).text("/prefix");
    hub.createKey("Nightly 100 x done", SCOPES);
    assertThat(searched("nightly")).hasSize(2);
    assertThat(searched("100%_")).hasSize(1);
    assertThat(searched("DONE\\")).hasSize(1);
    assertThat(searched("%")).hasSize(1);
    assertThat(searched(prefix)).hasSize(1);
    assertThat(searched(prefix.substring(9).toLowerCase(Locale.ROOT))).hasSize(1);
    assertThat(searched("weekly")).isEmpty();
    assertThat(hub.get(KEYS + "?search=%00").status()).isEqualTo(400);
  }

  @Test
  void otherOrganizationsKeysAreNotThere() {
    HubClient other = HubClient.operatorOfNewOrganization(jdbi);
    String id = hub.createKey("CI", SCOPES).text("/id");
    String unknown = IdKind.API_KEY.format(UUID.randomUUID());
    for (String path : List.of(KEYS + "/" + id, KEYS + "/" + unknown, KEYS + "/nonsense")) {
      assertThat(other.get(path).status()).isEqualTo(404);
      assertThat(other.delete(path).status()).isEqualTo(404);
      assertThat(other.patch(path, "{\"name\": \"stolen\"}").status()).isEqualTo(404);
    }
    assertThat(other.get(KEYS).body().at("/data")).isEmpty();
    assertThat(hub.get(KEYS + "/" + id).text("/name")).isEqualTo("CI");
    assertThat(hub.get(KEYS + "/" + id).text("/status")).isEqualTo("active");
  }

  @Test
  void changeLeavesAloneWhatItDoesNotName() {
    String path =
        KEYS
            + "/"
            + hub.createKey("CI", SCOPES + ", \"rateLimitPerHour\": 5, \"ipAllowlist\": [\"::1\"]")
                .text("/id");
    Answer renamed = hub.patch(path, "{\"name\": \"Nightly\"}");
    assertThat(renamed.status()).isEqualTo(200);
    assertThat(renamed.text("/name")).isEqualTo("Nightly");
    assertThat(renamed.text("/rateLimitPerHour")).isEqualTo("5");
    assertThat(renamed.text("/ipAllowlist/0")).isEqualTo("::1");
    assertThat(renamed.text("/scopes/0")).isEqualTo("recordings:read");
    Answer widened =
        hub.patch(
            path,
            "{\"rateLimitPerHour\": null, \"ipAllowlist\": [], \"scopes\": [\"users:read\"],"
                + " \"enabled\": false}");
    assertThat(widened.body().at("/rateLimitPerHour").isNull()).isTrue();
    assertThat(widened.body().at("/ipAllowlist")).isEmpty();
    assertThat(widened.text("/scopes/0")).isEqualTo("users:read");
    assertThat(widened.text("/name")).isEqualTo("Nightly");
    assertThat(widened.text("/status")).isEqualTo("disabled");
    assertThat(hub.patch(path, "{\"enabled\": true}").text("/status")).isEqualTo("active");
    for (String bad : List.of("1.5", "\"7\"", "0", "1000001", "99999999999", "[]")) {
      Answer refused = hub.patch(path, "{\"rateLimitPerHour\": " + bad + "}");
      assertThat(refused.status()).as(bad).isEqualTo(400);
      assertThat(refused.text("/errors/0/pointer")).isEqualTo("/rateLimitPerHour");
    }
  }

  @Test
  void revokingTwiceAnswersTheSameAndIsForGood() {
    Answer created = hub.createKey("CI", SCOPES);
    String path = KEYS + "/" + created.text("/id");
    Answer first = hub.delete(path);
    Answer second = hub.delete(path);
    assertThat(first.status()).isEqualTo(200);
    assertThat(second.status()).isEqualTo(200);
    assertThat(first.text("/status")).isEqualTo("revoked");
    assertThat(first.text("/propagation/nodes")).isEqualTo("1");
    assertThat(first.text("/propagation/acknowledged")).isEqualTo("1");
    assertThat(first.body().at("/propagation/millis").isIntegralNumber()).isTrue();
    assertThat(second.text("/id")).isEqualTo(first.text("/id"));
    assertThat(hub.code(created.text("/key"), "")).isEqualTo("REVOKED");
    assertThat(hub.patch(path, "{\"enabled\": true}").status()).isEqualTo(409);
  }

  @Test
  void changesAreAuditedOnceAndWithoutTheKey() {
    Answer created = hub.createKey("CI", SCOPES);
    String path = KEYS + "/" + created.text("/id");
    hub.patch(path, "{\"name\": \"Nightly\", \"enabled\": true}");
    hub.patch(path, "{\"name\": \"Nightly\"}");
    hub.delete(path);
    hub.delete(path);
    assertThat(audit())
        .hasSize(3)
        .allSatisfy(entry -> assertThat(entry).contains(created.text("/id")))
        .noneSatisfy(entry -> assertThat(entry).contains(created.text("/key").substring(20)))
        .satisfiesExactly(
            entry -> assertThat(entry).startsWith("api_key.created").contains("recordings:read"),
            entry ->
                assertThat(entry)
                    .startsWith("api_key.changed")
                    .endsWith(" {\"name\": {\"to\": \"Nightly\", \"from\": \"CI\"}}"),
            entry -> assertThat(entry).startsWith("api_key.revoked"));
  }

  @Test
  void limitOfKeysHoldsUnderConcurrentCreationAndRevokedKeysDoNotCount() throws Exception {
    String template = hub.createKey("first", SCOPES).text("/id");
    new KeyRows(jdbi).fill(hub.organizationId(), 1_000 - 6);
    List<Integer> statuses = new ArrayList<>();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> creations = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        creations.add(
            callers.submit(() -> hub.post(KEYS, "{\"name\": \"CI\", " + SCOPES + "}").status()));
      }
      for (Future<Integer> creation : creations) {
        statuses.add(creation.get());
      }
    }
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(5);
    assertThat(statuses.stream().filter(status -> status == 409)).hasSize(15);
    Answer refused = hub.post(KEYS, "{\"name\": \"CI\", " + SCOPES + "}");
    assertThat(refused.text("/detail")).contains("1000");
    hub.delete(KEYS + "/" + template);
    hub.createKey("room again", SCOPES);
  }

  @Test
  void scopesAreListedWithTheirMeaning() {
    Answer scopes = hub.get("/api/scopes");
    assertThat(scopes.status()).isEqualTo(200);
    assertThat(scopes.body().at("/data")).hasSize(8);
    assertThat(scopes.text("/data/0/name")).isEqualTo("analytics:read");
    assertThat(scopes.text("/data/0/description")).isNotEmpty();
    assertThat(scopes.body().at("/nextCursor").isNull()).isTrue();
  }

  private JsonNode searched(String text) {
    return hub.get(KEYS + "?search=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
        .body()
        .at("/data");
  }

  private List<String> audit() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT action || ' ' || target || ' ' || detail FROM audit_entry
                    WHERE organization_id = :organizationId ORDER BY id
                    """)
                .bind("organizationId", hub.organizationId())
                .mapTo(String.class)
                .list());
  }

  private void expire(String id) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE api_key SET expires_at = now() - interval '1 second' WHERE id = ?",
                IdKind.API_KEY.parse(id).orElseThrow()));
  }
}
