package dev.integrationshub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.keys.HubClient;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;

/**
 * How long lists of API keys take over HTTP with 100,000 keys in the real PostgreSQL. No part of
 * the tests: {@code ./hub bench keys-list} runs it, and nothing here depends on how fast it is.
 */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class ListKeysBench {
  private static final String KEYS = "/api/organizations/api-keys";
  private static final int KEY_COUNT = 100_000;
  private static final int WARM_UP = 50;
  private static final int REQUESTS = 200;

  @Inject Jdbi jdbi;

  @Test
  void listsOfOneOrganizationWithAllKeys() throws IOException {
    measure("keys-list-1-organization", 1);
  }

  @Test
  void listsOfOneOrganizationAmongHundred() throws IOException {
    measure("keys-list-100-organizations", 100);
  }

  private void measure(String name, int organizationCount) throws IOException {
    List<HubClient> hubs = new ArrayList<>();
    for (int i = 0; i < organizationCount; i++) {
      hubs.add(HubClient.operatorOfNewOrganization(jdbi));
    }
    jdbi.useHandle(
        handle -> {
          handle.execute("TRUNCATE api_key CASCADE");
          FillKeys.fill(handle, hubs.stream().map(HubClient::organizationId).toList(), KEY_COUNT);
        });
    HubClient hub = hubs.getFirst();
    var report = new BenchReport(name, "ms");
    for (var request : requests(hub.organizationId()).entrySet()) {
      report.add(
          request.getKey(), millis(hub, request.getValue()), statements(hub, request.getValue()));
    }
    report.print();
  }

  private Map<String, String> requests(UUID organizationId) {
    Map<String, String> requests = new LinkedHashMap<>();
    requests.put("first page", KEYS);
    requests.put("first page of 100", KEYS + "?limit=100");
    requests.put("last page by cursor", KEYS + "?cursor=" + deepCursor(organizationId));
    requests.put("search that hits one name", KEYS + "?search=" + FillKeys.RARE_NAME);
    requests.put("search that hits all names", KEYS + "?search=service");
    requests.put("search by prefix", KEYS + "?search=" + oldestPrefix(organizationId));
    requests.put("search that hits nothing", KEYS + "?search=zebra");
    requests.put("search of one letter", KEYS + "?search=z");
    for (String status : List.of("active", "disabled", "expired", "revoked")) {
      requests.put("status " + status, KEYS + "?status=" + status);
    }
    for (String hygiene : List.of("never_expires", "idle", "expiring", "failed_attempts")) {
      requests.put("hygiene " + hygiene, KEYS + "?hygiene=" + hygiene);
    }
    requests.put("hygiene and search, nothing", KEYS + "?hygiene=failed_attempts&search=zebra");
    requests.put("hygiene counts", KEYS + "/hygiene");
    requests.put("statistics of one key", KEYS + "/" + busyKey(organizationId) + "/stats");
    requests.put(
        "statistics, Asia/Kathmandu",
        KEYS + "/" + busyKey(organizationId) + "/stats?timeZone=Asia/Kathmandu");
    return requests;
  }

  private static double[] millis(HubClient hub, String path) {
    for (int i = 0; i < WARM_UP; i++) {
      assertThat(hub.get(path).status()).as(path).isEqualTo(200);
    }
    double[] millis = new double[REQUESTS];
    for (int i = 0; i < REQUESTS; i++) {
      long start = System.nanoTime();
      hub.get(path);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    return millis;
  }

  /** The statements on keys and usage; those that prove the caller are the same for any request. */
  private int statements(HubClient hub, String path) {
    AtomicInteger statements = new AtomicInteger();
    SqlStatements config = jdbi.getConfig(SqlStatements.class);
    SqlLogger before = config.getSqlLogger();
    config.setSqlLogger(
        new SqlLogger() {
          @Override
          public void logBeforeExecution(StatementContext context) {
            String sql = context.getRenderedSql().stripLeading();
            if (Thread.currentThread().isVirtual()
                && sql.matches("(?s)(SELECT|WITH).*(api_key|usage_|rate_use).*")) {
              statements.incrementAndGet();
            }
          }
        });
    try {
      hub.get(path);
    } finally {
      config.setSqlLogger(before);
    }
    return statements.get();
  }

  private String deepCursor(UUID organizationId) {
    return IdKind.API_KEY.format(
        first(
            "SELECT id FROM api_key WHERE organization_id = ? ORDER BY id OFFSET 60 LIMIT 1",
            organizationId,
            UUID.class));
  }

  private String busyKey(UUID organizationId) {
    return IdKind.API_KEY.format(
        first(
            """
            SELECT key_id FROM usage_hour JOIN api_key ON id = key_id WHERE organization_id = ?
            GROUP BY key_id ORDER BY count(*) DESC, key_id LIMIT 1
            """,
            organizationId,
            UUID.class));
  }

  private String oldestPrefix(UUID organizationId) {
    return first(
        "SELECT prefix FROM api_key WHERE organization_id = ? ORDER BY id LIMIT 1",
        organizationId,
        String.class);
  }

  private <T> T first(String sql, UUID organizationId, Class<T> type) {
    return jdbi.withHandle(
        handle -> handle.createQuery(sql).bind(0, organizationId).mapTo(type).one());
  }
}
