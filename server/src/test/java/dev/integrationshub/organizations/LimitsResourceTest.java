package dev.integrationshub.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class LimitsResourceTest {
  private static final String KEYS = "/api/organizations/api-keys";
  private static final String SCOPES = "\"scopes\": [\"recordings:read\"]";
  private static final String NEW_KEY = "{\"name\": \"CI\", " + SCOPES + "}";
  private static final String WEBHOOKS = "/api/organizations/webhooks";
  private static final String NEW_WEBHOOK =
      "{\"name\": \"CI\", \"url\": \"https://example.com/hooks\", \"events\": [\"*\"]}";

  @Inject Jdbi jdbi;

  /** Webhooks that nobody uses: making one by the API costs a request each. */
  private static final String FILL =
      """
      INSERT INTO webhook
        (id, organization_id, name, url, events, header_names, headers, signature_scheme, secret,
         retry_enabled, max_retries, timeout_seconds, enabled, created_at, updated_at)
      SELECT uuid_v7(now()), ?, 'filled', 'https://example.com', '{*}', '{}', '', 'v1', '', true, 5,
             15, false, now(), now()
      FROM generate_series(1, ?)
      """;

  private HubClient hub;

  @BeforeEach
  void newOrganization() {
    hub = HubClient.operatorOfNewOrganization(jdbi);
  }

  @Test
  void limitsAreTheUsualOnesUntilTheyAreSet() {
    assertThat(hub.get(limits()).body().toString())
        .isEqualTo("{\"apiKeys\":null,\"webhooks\":null}");
    Answer set = hub.put(limits(), "{\"apiKeys\": 5, \"webhooks\": 1000}");
    assertThat(set.status()).as(set.body().toString()).isEqualTo(200);
    assertThat(set.text("/apiKeys")).isEqualTo("5");
    assertThat(set.text("/webhooks")).isEqualTo("1000");
    assertThat(hub.get(limits()).body()).isEqualTo(set.body());
    hub.put(limits(), "{\"webhooks\": 1000}");
    assertThat(hub.get(limits()).body().toString())
        .as("what is left out is the usual one")
        .isEqualTo("{\"apiKeys\":null,\"webhooks\":1000}");
  }

  @Test
  void anOrganizationHasRoomForFiftyWebhooksAndForAsManyAsItIsLet() {
    jdbi.useHandle(handle -> handle.execute(FILL, hub.organizationId(), 49));
    assertThat(hub.post(WEBHOOKS, NEW_WEBHOOK).status()).as("the 50th").isEqualTo(201);
    Answer refused = hub.post(WEBHOOKS, NEW_WEBHOOK);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/detail")).contains("has 50 webhooks", "limit is 50");

    hub.put(limits(), "{\"webhooks\": 51}");
    assertThat(hub.post(WEBHOOKS, NEW_WEBHOOK).status()).as("the 51st").isEqualTo(201);
    assertThat(hub.post(WEBHOOKS, NEW_WEBHOOK).text("/detail")).contains("limit is 51");
  }

  @Test
  void aLowerLimitLeavesTheWebhooksThatAreThere() {
    String first = hub.post(WEBHOOKS, NEW_WEBHOOK).text("/id");
    hub.post(WEBHOOKS, NEW_WEBHOOK);
    hub.put(limits(), "{\"webhooks\": 1}");
    assertThat(hub.get(WEBHOOKS).body().at("/data")).hasSize(2);
    assertThat(hub.post(WEBHOOKS, NEW_WEBHOOK).text("/detail"))
        .contains("has 2 webhooks", "limit is 1");
    hub.delete(WEBHOOKS + "/" + first);
    assertThat(hub.post(WEBHOOKS, NEW_WEBHOOK).status()).as("as many as allowed").isEqualTo(409);
    HubClient other = HubClient.operatorOfNewOrganization(jdbi);
    other.post(WEBHOOKS, NEW_WEBHOOK);
    assertThat(other.post(WEBHOOKS, NEW_WEBHOOK).status())
        .as("of another organization")
        .isEqualTo(201);
  }

  @Test
  void onlyKeysThatStillWorkTakeUpRoom() {
    hub.put(limits(), "{\"apiKeys\": 2}");
    String first = hub.createKey("first", SCOPES).text("/id");
    String second = hub.createKey("second", SCOPES + ", \"expiresIn\": \"7d\"").text("/id");
    Answer refused = hub.post(KEYS, NEW_KEY);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/detail")).contains("has 2 API keys", "limit is 2");

    hub.patch(KEYS + "/" + first, "{\"enabled\": false}");
    assertThat(hub.post(KEYS, NEW_KEY).status()).as("beside a disabled key").isEqualTo(409);
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE api_key SET expires_at = now() WHERE id = ?",
                IdKind.API_KEY.parse(second).orElseThrow()));
    assertThat(hub.post(KEYS, NEW_KEY).status()).as("beside an expired key").isEqualTo(201);
    hub.delete(KEYS + "/" + first);
    assertThat(hub.post(KEYS, NEW_KEY).status()).as("beside a revoked key").isEqualTo(201);
  }

  @Test
  void aLowerLimitLeavesTheKeysThatAreThere() {
    hub.createKey("first", SCOPES);
    hub.createKey("second", SCOPES);
    hub.put(limits(), "{\"apiKeys\": 1}");
    assertThat(hub.get(KEYS + "?status=active").body().at("/data")).hasSize(2);
    assertThat(hub.post(KEYS, NEW_KEY).text("/detail")).contains("has 2 API keys", "limit is 1");
    hub.put(limits(), "{\"apiKeys\": 3}");
    hub.createKey("third", SCOPES);
  }

  @Test
  void oneOrganizationsLimitIsNoOthers() {
    HubClient other = HubClient.operatorOfNewOrganization(jdbi);
    hub.put(limits(), "{\"apiKeys\": 1}");
    other.createKey("first", SCOPES);
    other.createKey("second", SCOPES);
  }

  @Test
  void aChangeIsAuditedInThatOrganizationOnce() {
    HubClient elsewhere = HubClient.operatorOfNewOrganization(jdbi);
    elsewhere.put(limits(), "{\"apiKeys\": 5}");
    elsewhere.put(limits(), "{\"apiKeys\": 5}");
    Answer log = hub.get("/api/organizations/audit-log");
    assertThat(log.body().at("/data")).hasSize(1);
    assertThat(log.text("/data/0/action")).isEqualTo("organization.limits_changed");
    assertThat(log.text("/data/0/target")).isEqualTo(organization());
    assertThat(log.text("/data/0/actor/kind")).isEqualTo("operator");
    assertThat(log.body().at("/data/0/detail/apiKeys/from").isNull()).isTrue();
    assertThat(log.text("/data/0/detail/apiKeys/to")).isEqualTo("5");
    assertThat(log.body().at("/data/0/detail").has("webhooks")).as("what did not change").isFalse();
    elsewhere.put(limits(), "{\"apiKeys\": 5, \"webhooks\": 60}");
    Answer later = hub.get("/api/organizations/audit-log");
    assertThat(later.body().at("/data/0/detail").toString())
        .isEqualTo("{\"webhooks\":{\"to\":60,\"from\":null}}");
    assertThat(elsewhere.get("/api/organizations/audit-log").body().at("/data")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1000001", "1.5", "\"5\"", "[]"})
  void aLimitOutOfRangeIsRefusedWithItsPlace(String apiKeys) {
    Answer refused = hub.put(limits(), "{\"apiKeys\": " + apiKeys + "}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/errors/0/pointer")).isEqualTo("/apiKeys");
    assertThat(hub.get(limits()).body().at("/apiKeys").isNull()).isTrue();
    assertThat(hub.put(limits(), "null").status()).isEqualTo(400);
  }

  @Test
  void allLimitsOutOfRangeAreNamedAtOnce() {
    Answer refused = hub.put(limits(), "{\"apiKeys\": 0, \"webhooks\": 10001}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/errors/0/pointer")).isEqualTo("/apiKeys");
    assertThat(refused.text("/errors/1/pointer")).isEqualTo("/webhooks");
    assertThat(refused.text("/errors/1/detail"))
        .isEqualTo("must lie between 1 and 10000, or be null for the usual 50");
  }

  @Test
  void anUnknownOrganizationIsNotThere() {
    for (String id : new String[] {IdKind.ORGANIZATION.format(UUID.randomUUID()), "nonsense"}) {
      String path = "/api/admin/organizations/" + id + "/limits";
      assertThat(hub.get(path).status()).isEqualTo(404);
      assertThat(hub.put(path, "{\"apiKeys\": 5}").status()).isEqualTo(404);
    }
  }

  @Test
  void onlyARootKeySetsLimits() {
    HubClient key =
        hub.with(hub.createKey("CI", "\"scopes\": [\"organization:write\"]").text("/key"));
    assertThat(key.get(limits()).status()).isEqualTo(403);
    assertThat(key.put(limits(), "{\"apiKeys\": 5}").status()).isEqualTo(403);
  }

  private String organization() {
    return IdKind.ORGANIZATION.format(hub.organizationId());
  }

  private String limits() {
    return "/api/admin/organizations/" + organization() + "/limits";
  }
}
