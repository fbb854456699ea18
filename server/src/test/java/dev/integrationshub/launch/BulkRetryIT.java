package dev.integrationshub.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.egress.ReceivedRequest;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.ids.IdKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A retry of many deliveries whose hub and database are killed in the middle. How many they are is
 * set by {@code -Dbulk.retry.deliveries=100000}.
 */
class BulkRetryIT {
  private static final int DELIVERIES = Integer.getInteger("bulk.retry.deliveries", 2_000);
  private static final int OTHERS = 50;

  /** As many attempts of one webhook are made at a time: their results may be lost by a kill. */
  private static final int UNNOTED = 10;

  /** Far slower than any machine that is at work. */
  private static final Duration PATIENCE = Duration.ofSeconds(60 + DELIVERIES / 20);

  private static final String WEBHOOKS = "/api/organizations/webhooks";
  private static final String WANTED_TYPE = "user.created";
  private static final String OTHER_TYPE = "user.deleted";

  private static final String ENDED =
      """
      WITH published AS (
        INSERT INTO event (id, organization_id, type, payload, accepted_at)
        SELECT uuid_v7(now()), :organizationId, :type, '{}', now()
        FROM generate_series(1, :count)
        RETURNING id)
      INSERT INTO attempt
        (id, delivery_id, event_id, webhook_id, organization_id, event_type, number, trigger,
         started_at, duration_millis, succeeded, final, status_code, request_url, request_headers,
         response_truncated)
      SELECT uuid_v7(now()), uuid_v7(now()), id, :webhookId, :organizationId, :type, 1,
             'event', now(), 5, :succeeded, true, CASE WHEN :succeeded THEN 200 ELSE 500 END,
             'https://example.com', '[]', false
      FROM published
      """;

  private static final String WANTED =
      """
      SELECT event_id FROM attempt
      WHERE webhook_id = ? AND event_type = ? AND final AND NOT succeeded
      """;

  private static final String SUCCEEDED =
      "SELECT count(*) FROM attempt WHERE webhook_id = ? AND final AND succeeded";

  @TempDir Path temp;

  @Test
  void exactlyThePreviewedSetIsSentThoughTheHubAndItsDatabaseAreKilledHalfWay() throws Exception {
    Path data = temp.resolve("data");
    Map<String, String> settings =
        HubProcess.unattended(
            "HUB_WEBHOOKS_ALLOW_ADDRESSES",
            "127.0.0.1/32",
            "HUB_WEBHOOKS_TRUSTED_CERTIFICATES",
            HttpsReceiver.CERTIFICATE.pem().toString());
    try (HttpsReceiver receiver = HttpsReceiver.start()) {
      Retry retry;
      try (HubProcess hub = HubProcess.startReady(data, settings)) {
        retry = begin(hub.operator(), database(data), receiver);
        await().atMost(PATIENCE).until(() -> receiver.requests().size() >= DELIVERIES / 2);
        hub.killWithItsDatabase();
      }
      assertThat(receiver.requests()).as("before the kill").hasSizeLessThan(DELIVERIES);
      try (HubProcess hub = HubProcess.startReady(data, settings)) {
        JsonNode done = awaitEnd(hub.operator(), retry);
        assertThat(done.at("/status").asText()).isEqualTo("done");
        assertThat(done.at("/retried").asInt()).isEqualTo(DELIVERIES);
        assertThat(done.at("/skipped").asInt()).isZero();
        int succeeded = database(data).withHandle(handle -> succeeded(handle, retry));
        assertThat(succeeded).isEqualTo(DELIVERIES + OTHERS);
      }
      assertExactly(retry.wanted, List.copyOf(receiver.requests()));
    }
  }

  private record Retry(String webhook, String id, Set<String> wanted) {}

  private static Retry begin(HubClient operator, Jdbi jdbi, HttpsReceiver receiver) {
    String webhook = createWebhook(operator, receiver.url("/wanted"));
    String other = createWebhook(operator, receiver.url("/other"));
    jdbi.useTransaction(
        handle -> {
          insert(handle, operator, webhook, WANTED_TYPE, false, DELIVERIES);
          insert(handle, operator, webhook, WANTED_TYPE, true, OTHERS);
          insert(handle, operator, webhook, OTHER_TYPE, false, OTHERS);
          insert(handle, operator, other, WANTED_TYPE, false, OTHERS);
        });
    jdbi.useHandle(handle -> handle.execute("ANALYZE attempt, event"));
    Set<String> wanted = jdbi.withHandle(handle -> wanted(handle, webhook));
    assertThat(wanted).hasSize(DELIVERIES);

    String path = WEBHOOKS + "/" + webhook + "/deliveries/retry";
    String filter = "\"status\": \"failure\", \"event\": \"" + WANTED_TYPE + "\"";
    Answer preview = operator.post(path, "{" + filter + ", \"preview\": true}");
    assertThat(preview.body().at("/count").asInt()).isEqualTo(DELIVERIES);
    Answer started = operator.post(path, "{" + filter + "}");
    assertThat(started.status()).isEqualTo(202);
    assertThat(started.body().at("/count").asInt()).isEqualTo(DELIVERIES);
    return new Retry(webhook, started.text("/id"), wanted);
  }

  private static JsonNode awaitEnd(HubClient operator, Retry retry) {
    String path = WEBHOOKS + "/" + retry.webhook + "/retries/" + retry.id;
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> operator.get(path).body(), body -> !body.at("/endedAt").isNull());
  }

  private static void assertExactly(Set<String> wanted, List<ReceivedRequest> received) {
    Set<String> ids = new HashSet<>();
    for (ReceivedRequest request : received) {
      assertThat(request.path()).isEqualTo("/wanted");
      ids.add(request.header("webhook-id").orElseThrow());
    }
    assertThat(ids.equals(wanted))
        .as("%d of %d arrived, whole set and nothing else", ids.size(), wanted.size())
        .isTrue();
    assertThat(received.size() - ids.size()).as("sent again").isLessThanOrEqualTo(UNNOTED);
  }

  private static String createWebhook(HubClient operator, String url) {
    Answer created =
        operator.post(
            WEBHOOKS, "{\"name\": \"Hook\", \"url\": \"%s\", \"events\": [\"*\"]}".formatted(url));
    assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
    return created.text("/id");
  }

  private static void insert(
      Handle handle,
      HubClient operator,
      String webhook,
      String type,
      boolean succeeded,
      int count) {
    handle
        .createUpdate(ENDED)
        .bind("organizationId", operator.organizationId())
        .bind("webhookId", uuid(webhook))
        .bind("type", type)
        .bind("succeeded", succeeded)
        .bind("count", count)
        .execute();
  }

  private static Set<String> wanted(Handle handle, String webhook) {
    return handle.select(WANTED, uuid(webhook), WANTED_TYPE).mapTo(UUID.class).stream()
        .map(IdKind.EVENT::format)
        .collect(Collectors.toSet());
  }

  private static int succeeded(Handle handle, Retry retry) {
    return handle.select(SUCCEEDED, uuid(retry.webhook)).mapTo(Integer.class).one();
  }

  private static UUID uuid(String webhook) {
    return IdKind.WEBHOOK.parse(webhook).orElseThrow();
  }

  /** The hub's own PostgreSQL, as it left its port and password in the data directory. */
  private static Jdbi database(Path data) throws IOException {
    String port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3).strip();
    String password = Files.readString(data.resolve("database-password")).strip();
    return Jdbi.create("jdbc:postgresql://127.0.0.1:" + port + "/hub", "hub", password);
  }
}
