package dev.integrationshub.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.integrationshub.delivery.TestHub;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an organization's webhooks are told of its keys, from the change to the receiver. */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class AnnounceKeyTest {
  private static final String KEYS = "/api/organizations/api-keys";
  private static final String SCOPES = "\"scopes\": [\"recordings:read\"]";

  @Inject Jdbi jdbi;
  @Inject ObjectMapper json;
  @Inject AnnounceKey announce;

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
  void aNewKeyIsAnnouncedWithoutItsSecret() throws Exception {
    hub.webhookTo(receiver, "");
    Answer created = hub.client().createKey("CI", SCOPES + ", \"expiresIn\": \"90d\"");
    JsonNode event = received();
    assertThat(event.at("/type").asText()).isEqualTo("api_key.created");
    assertSaysOfTheKey(event, created);
    assertThat(event.at("/data/replaces").isNull()).isTrue();
    assertThat(event.toString()).doesNotContain(created.text("/key").substring(20));
    assertThat(fieldNames(event.at("/data")))
        .containsExactlyElementsOf(exampleFields("api_key.created"));
  }

  @Test
  void aRevocationIsAnnouncedOnce() throws Exception {
    Answer created = hub.client().createKey("CI", SCOPES);
    String path = KEYS + "/" + created.text("/id");
    hub.webhookTo(receiver, "");
    hub.client().delete(path);
    hub.client().delete(path);
    JsonNode event = received();
    assertThat(event.at("/type").asText()).isEqualTo("api_key.revoked");
    assertSaysOfTheKey(event, created);
    assertThat(event.at("/data/expiresAt").isNull()).isTrue();
    assertThat(fieldNames(event.at("/data")))
        .containsExactlyElementsOf(exampleFields("api_key.revoked"));
    assertThat(events("api_key.revoked")).isEqualTo(1);
  }

  @Test
  void whatIsRefusedIsNotAnnounced() {
    hub.client().post(KEYS, "{\"name\": \"CI\", \"scopes\": [\"moon:read\"]}");
    String foreign =
        HubClient.operatorOfNewOrganization(jdbi).createKey("other", SCOPES).text("/id");
    hub.client().delete(KEYS + "/" + foreign);
    assertThat(events("api_key.created")).isZero();
    assertThat(events("api_key.revoked")).isZero();
  }

  @Test
  void aKeyIsAnnouncedAsExpiringSevenDaysBeforeAndOnlyOnce() throws Exception {
    Answer created = hub.client().createKey("CI", SCOPES + ", \"expiresIn\": \"90d\"");
    Instant due = Instant.parse(created.text("/expiresAt")).minus(Duration.ofDays(7));
    hub.webhookTo(receiver, "");
    announceAt(due.minusMillis(1));
    assertThat(events("api_key.expiring")).isZero();
    announceAt(due);
    announceAt(due.plusSeconds(60));
    JsonNode event = received();
    assertThat(event.at("/type").asText()).isEqualTo("api_key.expiring");
    assertSaysOfTheKey(event, created);
    assertThat(fieldNames(event.at("/data")))
        .containsExactlyElementsOf(exampleFields("api_key.expiring"));
    assertThat(events("api_key.expiring")).isEqualTo(1);
  }

  @Test
  void aShortLivedKeyIsAnnouncedInItsLastQuarter() {
    Answer created = hub.client().createKey("CI", SCOPES + ", \"expiresIn\": \"7d\"");
    Instant due = Instant.parse(created.text("/expiresAt")).minus(Duration.ofHours(42));
    announceAt(due.minusMillis(1));
    assertThat(events("api_key.expiring")).isZero();
    announceAt(due);
    assertThat(events("api_key.expiring")).isEqualTo(1);
  }

  @Test
  void keysThatNobodyReliesOnAreNotAnnouncedAsExpiring() {
    String expiring = SCOPES + ", \"expiresIn\": \"30d\"";
    Answer revoked = hub.client().createKey("revoked", expiring);
    hub.client().delete(KEYS + "/" + revoked.text("/id"));
    Answer disabled = hub.client().createKey("disabled", expiring);
    hub.client().patch(KEYS + "/" + disabled.text("/id"), "{\"enabled\": false}");
    Answer replaced = hub.client().createKey("replaced", expiring);
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE api_key SET replaced_by = ? WHERE id = ?",
                UUID.randomUUID(),
                IdKind.API_KEY.parse(replaced.text("/id")).orElseThrow()));
    hub.client().createKey("endless", SCOPES);
    Instant expiresAt = Instant.parse(replaced.text("/expiresAt"));
    announceAt(expiresAt.minusSeconds(1));
    assertThat(events("api_key.expiring")).isZero();

    hub.client().patch(KEYS + "/" + disabled.text("/id"), "{\"enabled\": true}");
    announceAt(expiresAt.plusSeconds(60));
    assertThat(events("api_key.expiring")).as("of keys that expired long since").isZero();
    announceAt(expiresAt.minusSeconds(1));
    assertThat(events("api_key.expiring")).as("of the key enabled again").isEqualTo(1);
  }

  @Test
  void manyNodesAtOnceAnnounceEachKeyOnce() throws Exception {
    int count = 3 * AnnounceExpiringKeys.BATCH / 2;
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO api_key (id, organization_id, name, prefix, hash, pepper, scopes,
                  ip_allowlist, expires_at, created_at, created_by_kind, created_by_id,
                  created_by_name)
                SELECT gen_random_uuid(), ?, 'CI', gen_random_uuid(), '\\x00', 1, '{}', '{}',
                  now() + interval '100 days', now(), 'operator', gen_random_uuid(), 'test'
                FROM generate_series(1, ?)
                """,
                hub.client().organizationId(),
                count));
    Instant due = Instant.now().plus(Duration.ofDays(95));
    Callable<Boolean> node =
        () -> {
          announceAt(due);
          return true;
        };
    try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> ends = nodes.invokeAll(Collections.nCopies(4, node));
      for (Future<Boolean> end : ends) {
        assertThat(end.get()).isTrue();
      }
    }
    assertThat(events("api_key.expiring")).isEqualTo(count);
  }

  /** Does what the hub does every minute, as if it were that time. */
  private void announceAt(Instant time) {
    var job = new AnnounceExpiringKeys(jdbi, announce, () -> time);
    while (job.announceBatch() > 0) {
      // Until none is left that no other node holds.
    }
  }

  private JsonNode received() throws Exception {
    return json.readTree(receiver.takeRequest().bodyText());
  }

  private static void assertSaysOfTheKey(JsonNode event, Answer created) {
    assertThat(event.at("/data/keyId").asText()).isEqualTo(created.text("/id"));
    assertThat(event.at("/data/name").asText()).isEqualTo("CI");
    assertThat(event.at("/data/prefix").asText()).isEqualTo(created.text("/prefix"));
    assertThat(event.at("/data/expiresAt")).isEqualTo(created.body().at("/expiresAt"));
  }

  private List<String> exampleFields(String type) {
    for (JsonNode entry : hub.client().get("/api/event-types").body().at("/data")) {
      if (entry.at("/name").asText().equals(type)) {
        return fieldNames(entry.at("/example"));
      }
    }
    throw new AssertionError("no such type: " + type);
  }

  private static List<String> fieldNames(JsonNode object) {
    return object.properties().stream().map(field -> field.getKey()).toList();
  }

  private long events(String type) {
    return hub.count(
        "SELECT count(*) FROM event WHERE organization_id = ? AND type = ?",
        hub.client().organizationId(),
        type);
  }
}
