package dev.integrationshub.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class AuditResourceTest {
  private static final String LOG = "/api/organizations/audit-log";
  private static final String KEYS = "/api/organizations/api-keys";
  private static final String SCOPES = "\"scopes\": [\"recordings:read\"]";

  @Inject Jdbi jdbi;
  @Inject RecordAudit audit;
  @Inject ObjectMapper mapper;

  private HubClient hub;

  @BeforeEach
  void newOrganization() {
    hub = HubClient.operatorOfNewOrganization(jdbi);
  }

  @Test
  void everyChangeOfAKeyTellsWhoWhenFromWhereAndWhat() throws Exception {
    Answer created = hub.createKey("CI", SCOPES + ", \"rateLimitPerHour\": 1000");
    String path = KEYS + "/" + created.text("/id");
    hub.patch(path, "{\"rateLimitPerHour\": 50, \"ipAllowlist\": [\"203.0.113.0/24\"]}");
    hub.patch(path, "{\"rateLimitPerHour\": null, \"enabled\": false}");
    hub.delete(path);
    JsonNode entries = hub.get(LOG).body().at("/data");
    assertThat(entries).hasSize(4);
    assertThat(entries)
        .allSatisfy(
            entry -> {
              assertThat(entry.at("/id").asText()).startsWith("aud_");
              assertThat(Instant.parse(entry.at("/at").asText()))
                  .isAfter(Instant.parse(created.text("/createdAt")).minus(Duration.ofSeconds(1)));
              assertThat(entry.at("/actor/kind").asText()).isEqualTo("operator");
              assertThat(entry.at("/actor/id").asText()).startsWith("rk_");
              assertThat(entry.at("/actor/name").asText()).isNotEmpty();
              assertThat(entry.at("/address").asText()).isEqualTo("127.0.0.1");
              assertThat(entry.at("/target").asText()).isEqualTo(created.text("/id"));
            });
    assertThat(entries)
        .extracting(entry -> entry.at("/action").asText())
        .containsExactly(
            "api_key.revoked", "api_key.changed", "api_key.changed", "api_key.created");
    assertThat(entries.get(0).at("/detail/name").asText()).isEqualTo("CI");
    assertThat(entries.get(1).at("/detail"))
        .isEqualTo(
            json(
                """
                {"enabled": {"from": true, "to": false},
                 "rateLimitPerHour": {"from": 50, "to": null}}
                """));
    assertThat(entries.get(2).at("/detail"))
        .isEqualTo(
            json(
                """
                {"ipAllowlist": {"from": [], "to": ["203.0.113.0/24"]},
                 "rateLimitPerHour": {"from": 1000, "to": 50}}
                """));
    assertThat(entries.get(3).at("/detail/rateLimitPerHour").asInt()).isEqualTo(1000);
    assertThat(entries.get(3).at("/detail/prefix").asText()).isEqualTo(created.text("/prefix"));
  }

  @Test
  void aKeysOwnChangesAreSetDownUnderItsName() throws Exception {
    Answer writer = hub.createKey("deployer", "\"scopes\": [\"organization:write\"]");
    String created =
        hub.with(writer.text("/key")).post(KEYS, "{\"name\": \"CI\", " + SCOPES + "}").text("/id");
    JsonNode entry = hub.get(LOG + "?target=" + created).body().at("/data/0");
    assertThat(entry.at("/actor"))
        .isEqualTo(
            json(
                "{\"kind\": \"api_key\", \"id\": \"%s\", \"name\": \"deployer\"}"
                    .formatted(writer.text("/id"))));
  }

  @Test
  void whatTheHubDidByItselfHasNeitherIdNorAddress() throws Exception {
    recordOfHub("key_1");
    JsonNode entry = hub.get(LOG).body().at("/data/0");
    assertThat(entry.at("/actor"))
        .isEqualTo(json("{\"kind\": \"hub\", \"id\": null, \"name\": \"Integrations Hub\"}"));
    assertThat(entry.at("/address").isNull()).isTrue();
  }

  @Test
  void aTargetsEntriesAreListedAlone() {
    String one = hub.createKey("one", SCOPES).text("/id");
    String other = hub.createKey("other", SCOPES).text("/id");
    hub.delete(KEYS + "/" + one);
    assertThat(hub.get(LOG + "?target=" + one).body().at("/data"))
        .hasSize(2)
        .allSatisfy(entry -> assertThat(entry.at("/target").asText()).isEqualTo(one));
    assertThat(hub.get(LOG + "?target=" + other).body().at("/data")).hasSize(1);
    assertThat(hub.get(LOG + "?target=key_unknown").body().at("/data")).isEmpty();
    assertThat(hub.get(LOG + "?target=%00").status()).isEqualTo(400);
  }

  @Test
  void pagesFollowOneAnotherNewestFirst() {
    for (int i = 0; i < 5; i++) {
      recordOfHub("key_" + i);
    }
    List<String> ids = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    do {
      Answer page = hub.get(LOG + "?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      page.body().at("/data").forEach(entry -> ids.add(entry.at("/id").asText()));
      cursor = page.body().at("/nextCursor").isNull() ? "" : page.text("/nextCursor");
      pages++;
    } while (!cursor.isEmpty());
    assertThat(pages).isEqualTo(3);
    assertThat(ids)
        .hasSize(5)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(hub.get(LOG + "?cursor=key_1").status()).isEqualTo(400);
    assertThat(hub.get(LOG + "?limit=101").status()).isEqualTo(400);
  }

  @Test
  void otherOrganizationsEntriesAreNotThere() {
    HubClient other = HubClient.operatorOfNewOrganization(jdbi);
    String id = hub.createKey("CI", SCOPES).text("/id");
    String entry = hub.get(LOG).text("/data/0/id");
    assertThat(other.get(LOG).body().at("/data")).isEmpty();
    assertThat(other.get(LOG + "?target=" + id).body().at("/data")).isEmpty();
    recordOfHub("key_1");
    assertThat(other.get(LOG + "?cursor=" + entry).body().at("/data")).isEmpty();
  }

  @Test
  void whoeverMayReadTheOrganizationMayReadTheLog() {
    String reader = hub.createKey("reader", "\"scopes\": [\"organization:read\"]").text("/key");
    String none = hub.createKey("none", SCOPES).text("/key");
    assertThat(hub.with(reader).get(LOG).status()).isEqualTo(200);
    assertThat(hub.with(none).get(LOG).status()).isEqualTo(403);
    assertThat(new HubClient(hub.hub(), Map.of()).get(LOG).status()).isEqualTo(401);
  }

  private void recordOfHub(String target) {
    jdbi.useTransaction(
        handle ->
            audit.recordOfHub(handle, hub.organizationId(), "api_key.leaked", target, Map.of()));
  }

  private JsonNode json(String text) throws JsonProcessingException {
    return mapper.readTree(text);
  }
}
