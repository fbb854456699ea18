package dev.integrationshub.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class ListKeysTest {
  private static final String KEYS = "/api/organizations/api-keys";
  private static final String SCOPES = "\"scopes\": [\"recordings:read\"]";
  private static final Duration MOMENT = Duration.ofMinutes(1);

  @Inject Jdbi jdbi;
  @Inject ListKeys lists;

  private HubClient hub;
  private KeyRows rows;
  private Instant now;

  @BeforeEach
  void newOrganization() {
    hub = HubClient.operatorOfNewOrganization(jdbi);
    rows = new KeyRows(jdbi);
    now = Instant.now();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?limit=100",
        "?limit=100&status=active",
        "?limit=100&search=fill",
        "?limit=100&hygiene=never_expires",
        "/hygiene"
      })
  void listReadsKeysAndTheirCallsByOneStatementHoweverManyKeys(String query) {
    rows.fill(hub.organizationId(), 1);
    List<String> forOne = statementsOnKeysDuring(KEYS + query);
    rows.fill(hub.organizationId(), 99);
    List<String> forHundred = statementsOnKeysDuring(KEYS + query);
    assertThat(forOne).hasSize(1);
    assertThat(forHundred).isEqualTo(forOne);
  }

  @Test
  void listsArePlannedForTheOrganizationAtHand() {
    jdbi.useHandle(
        handle -> {
          for (int i = 0; i < 10; i++) {
            lists.page(handle, hub.organizationId(), new KeyFilter(), Optional.empty(), 51, now);
            lists.hygiene(handle, hub.organizationId(), now);
          }
          assertThat(
                  handle
                      .createQuery("SELECT statement FROM pg_prepared_statements")
                      .mapTo(String.class)
                      .list())
              .isNotEmpty()
              .noneMatch(statement -> statement.contains("calls_last_7_days"))
              .noneMatch(statement -> statement.contains("AS failed_attempts"));
        });
  }

  @Test
  void everyKeyShowsItsCallsOfSevenUtcDaysWithTodayLast() {
    String used = create("used");
    String unused = create("unused");
    Instant today = now.truncatedTo(ChronoUnit.DAYS);
    for (int daysAgo = 0; daysAgo < 9; daysAgo++) {
      rows.calls("usage_day", used, today.minus(Duration.ofDays(daysAgo)), "valid", 10 + daysAgo);
    }
    List.of("revoked", "disabled", "expired", "ip_not_allowed", "insufficient_scope")
        .forEach(column -> rows.calls("usage_day", used, today, column, 100));
    rows.calls("usage_day", used, today, "rate_limited", 1_000);
    rows.calls("usage_day", used, today, "wrong_secret", 50_000);
    rows.calls("usage_day", used, today, "reported_failed", 3);
    Answer list = hub.get(KEYS);
    assertThat(week(list, used)).isEqualTo("[16,15,14,13,12,11,1510]");
    assertThat(week(list, unused)).isEqualTo("[0,0,0,0,0,0,0]");
  }

  @Test
  void neverExpiresListsActiveKeysWithoutExpiry() {
    String eternal = create("eternal");
    hub.createKey("ending", SCOPES + ", \"expiresIn\": \"7d\"");
    hub.delete(KEYS + "/" + create("revoked"));
    hub.patch(KEYS + "/" + create("disabled"), "{\"enabled\": false}");
    assertThat(names("never_expires")).containsExactly("eternal");
    assertThat(hub.get(KEYS + "?hygiene=never_expires").text("/data/0/id")).isEqualTo(eternal);
    assertThat(counts()).isEqualTo("1 0 1 0");
  }

  @Test
  void idleListsActiveKeysWithoutUseForNinetyDays() {
    Instant longAgo = now.minus(Duration.ofDays(90)).minus(MOMENT);
    Instant lately = now.minus(Duration.ofDays(90)).plus(MOMENT);
    createdAndUsed("old and never used", longAgo, null);
    createdAndUsed("old and idle", longAgo.minus(MOMENT), longAgo);
    createdAndUsed("old and in use", longAgo, lately);
    createdAndUsed("new and never used", lately, null);
    String revoked = createdAndUsed("revoked", longAgo, null);
    hub.delete(KEYS + "/" + revoked);
    assertThat(names("idle")).containsExactlyInAnyOrder("old and never used", "old and idle");
    assertThat(counts()).isEqualTo("4 2 0 0");
  }

  @Test
  void expiringListsActiveKeysThatEndWithinSevenDays() {
    expiring("soon", now.plus(Duration.ofDays(7)));
    expiring("in a moment", now.plus(MOMENT));
    expiring("later", now.plus(Duration.ofDays(7)).plus(MOMENT));
    expiring("expired", now.minus(MOMENT));
    create("eternal");
    hub.patch(
        KEYS + "/" + expiring("disabled", now.plus(Duration.ofDays(3))), "{\"enabled\": false}");
    assertThat(names("expiring")).containsExactlyInAnyOrder("soon", "in a moment");
    assertThat(counts()).isEqualTo("1 0 2 0");
  }

  @Test
  void failedAttemptsListsActiveKeysTriedWithAWrongSecretWithinSevenDays() {
    failed("tried", now.minus(Duration.ofDays(7)).plus(MOMENT));
    failed("tried long ago", now.minus(Duration.ofDays(7)).minus(MOMENT));
    create("never tried");
    hub.delete(KEYS + "/" + failed("revoked", now));
    assertThat(names("failed_attempts")).containsExactly("tried");
    assertThat(counts()).isEqualTo("3 0 0 1");
  }

  @Test
  void filtersNarrowOneAnotherAndPageOn() {
    for (int i = 0; i < 5; i++) {
      create("nightly " + i);
    }
    create("weekly");
    String query = KEYS + "?hygiene=never_expires&status=active&search=NIGHT&limit=3";
    Answer first = hub.get(query);
    assertThat(first.body().at("/data")).hasSize(3);
    Answer second = hub.get(query + "&cursor=" + first.text("/nextCursor"));
    assertThat(second.body().at("/data")).hasSize(2);
    assertThat(second.body().at("/nextCursor").isNull()).isTrue();
    assertThat(hub.get(KEYS + "?hygiene=never_expires&status=revoked").body().at("/data"))
        .isEmpty();
  }

  @Test
  void searchFindsTheNewNameAndNotTheOld() {
    String id = create("Nightly");
    hub.patch(KEYS + "/" + id, "{\"name\": \"Weekly\"}");
    assertThat(hub.get(KEYS + "?search=week").body().at("/data")).hasSize(1);
    assertThat(hub.get(KEYS + "?search=night").body().at("/data")).isEmpty();
    assertThat(hub.get(KEYS + "?search=weekly%20ihk").body().at("/data")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?status=lost | status must be one of all, active, disabled, expired, revoked.",
        "?hygiene=old | hygiene must be one of never_expires, idle, expiring, failed_attempts.",
        "?search=a%0Ab | search must not contain control characters.",
        "?limit=101 | limit is 101; it must lie between 1 and 100.",
        "?cursor=whk_1 | cursor is not a nextCursor of this list.",
      })
  void unknownFiltersAreRefusedWithWhatIsAllowed(String query, String detail) {
    Answer answer = hub.get(KEYS + query);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/detail")).isEqualTo(detail);
  }

  @Test
  void searchIsLimitedToHundredCharacters() {
    assertThat(hub.get(KEYS + "?search=" + "a".repeat(100)).status()).isEqualTo(200);
    Answer refused = hub.get(KEYS + "?search=" + "a".repeat(101));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/detail")).contains("101 characters", "100 at most");
  }

  @Test
  void otherOrganizationsKeysAreNeitherListedNorCounted() {
    failed("tried", now);
    expiring("soon", now.plus(Duration.ofDays(1)));
    createdAndUsed("idle", now.minus(Duration.ofDays(100)), null);
    assertThat(counts()).isEqualTo("2 1 1 1");
    hub = HubClient.operatorOfNewOrganization(jdbi);
    assertThat(counts()).isEqualTo("0 0 0 0");
    for (KeyHygiene hygiene : KeyHygiene.values()) {
      assertThat(names(hygiene.name().toLowerCase(Locale.ROOT))).isEmpty();
    }
  }

  private String create(String name) {
    return hub.createKey(name, SCOPES).text("/id");
  }

  private String createdAndUsed(String name, Instant created, @Nullable Instant used) {
    String id = create(name);
    rows.set("api_key", id, "created_at", created);
    rows.set("api_key_use", id, "last_used_at", used);
    return id;
  }

  private String expiring(String name, Instant expiresAt) {
    String id = create(name);
    rows.set("api_key", id, "expires_at", expiresAt);
    return id;
  }

  private String failed(String name, Instant at) {
    String id = create(name);
    rows.set("api_key_use", id, "last_failed_at", at);
    return id;
  }

  private List<String> names(String hygiene) {
    List<String> names = new ArrayList<>();
    hub.get(KEYS + "?hygiene=" + hygiene)
        .body()
        .at("/data")
        .forEach(key -> names.add(key.at("/name").asText()));
    return names;
  }

  private String counts() {
    Answer counts = hub.get(KEYS + "/hygiene");
    return String.join(
        " ",
        counts.text("/neverExpires"),
        counts.text("/idle"),
        counts.text("/expiring"),
        counts.text("/failedAttempts"));
  }

  private static String week(Answer list, String id) {
    for (var key : list.body().at("/data")) {
      if (key.at("/id").asText().equals(id)) {
        return key.at("/callsLast7Days").toString();
      }
    }
    throw new AssertionError(id + " is not listed");
  }

  /** What the whole request reads of keys and usage, its authentication included. */
  private List<String> statementsOnKeysDuring(String path) {
    List<String> statements = Collections.synchronizedList(new ArrayList<>());
    SqlStatements config = jdbi.getConfig(SqlStatements.class);
    SqlLogger before = config.getSqlLogger();
    config.setSqlLogger(
        new SqlLogger() {
          @Override
          public void logBeforeExecution(StatementContext context) {
            String sql = context.getRenderedSql();
            // Requests have virtual threads; what the hub does by itself beside them has not.
            if (Thread.currentThread().isVirtual()
                && sql.stripLeading().matches("(?s)(SELECT|WITH).*(api_key|usage_).*")) {
              statements.add(sql);
            }
          }
        });
    try {
      assertThat(hub.get(path).status()).isEqualTo(200);
    } finally {
      config.setSqlLogger(before);
    }
    return statements;
  }
}
