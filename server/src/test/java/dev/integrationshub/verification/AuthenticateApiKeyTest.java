package dev.integrationshub.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class AuthenticateApiKeyTest {
  private static final String KEYS = "/api/organizations/api-keys";
  private static final String READ = "\"scopes\": [\"organization:read\"]";
  private static final String WRITE = "\"scopes\": [\"organization:read\", \"organization:write\"]";
  private static final String NEW_KEY = "{\"name\": \"child\", \"scopes\": [\"recordings:read\"]}";

  @Inject Jdbi jdbi;

  private HubClient hub;

  @BeforeEach
  void newOrganization() {
    hub = HubClient.operatorOfNewOrganization(jdbi);
  }

  @Test
  void keyActsInItsOwnOrganizationWithinItsScopes() {
    HubClient reader = hub.with(hub.createKey("reader", READ).text("/key"));
    HubClient.operatorOfNewOrganization(jdbi).createKey("other", READ);
    Answer list = reader.get(KEYS);
    assertThat(list.status()).isEqualTo(200);
    assertThat(list.body().at("/data")).hasSize(1);
    assertThat(reader.get("/api/scopes").status()).isEqualTo(200);
    assertThat(reader.post(KEYS, NEW_KEY).status()).isEqualTo(403);

    Answer writer = hub.createKey("writer", WRITE);
    Answer created = hub.with(writer.text("/key")).post(KEYS, NEW_KEY);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text("/createdBy/id")).isEqualTo(writer.text("/id"));
    assertThat(created.text("/createdBy/name")).isEqualTo("writer");
    assertThat(hub.with(created.text("/key")).get(KEYS).status()).isEqualTo(403);
  }

  @Test
  void limitIsToldOnEveryAnswerAndRefusesWithTheTimeToWait() {
    HubClient caller =
        hub.with(hub.createKey("CI", READ + ", \"rateLimitPerHour\": 3").text("/key"));
    Answer first = caller.get(KEYS);
    assertThat(first.header("RateLimit-Policy")).isEqualTo("\"hour\";q=3;w=3600");
    assertThat(first.header("RateLimit")).matches("\"hour\";r=2;t=36[0-6]\\d");
    assertThat(caller.get(KEYS + "/nonsense").header("RateLimit")).startsWith("\"hour\";r=1;");
    Answer forbidden = caller.post(KEYS, NEW_KEY);
    assertThat(forbidden.status()).isEqualTo(403);
    assertThat(forbidden.header("RateLimit")).startsWith("\"hour\";r=1;");
    assertThat(caller.get(KEYS).header("RateLimit")).startsWith("\"hour\";r=0;");
    Answer limited = caller.get(KEYS);
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.header("RateLimit")).startsWith("\"hour\";r=0;t=");
    assertThat(limited.header("RateLimit-Policy")).isEqualTo("\"hour\";q=3;w=3600");
    assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(3540, 3660);
    assertThat(hub.get(KEYS).headers().firstValue("RateLimit")).isEmpty();
  }

  @Test
  void keyThatIsNotGoodIsRefusedWithTheReason() {
    Answer created = hub.createKey("CI", READ);
    HubClient caller = hub.with(created.text("/key"));
    String path = KEYS + "/" + created.text("/id");
    hub.patch(path, "{\"ipAllowlist\": [\"203.0.113.0/24\"]}");
    assertThat(caller.get(KEYS).status()).isEqualTo(403);
    hub.patch(path, "{\"ipAllowlist\": [\"127.0.0.1\"], \"enabled\": false}");
    assertThat(caller.get(KEYS).status()).isEqualTo(401);
    assertThat(caller.get(KEYS).text("/detail")).contains("disabled");
    hub.patch(path, "{\"enabled\": true}");
    assertThat(caller.get(KEYS).status()).isEqualTo(200);
    hub.delete(path);
    Answer revoked = caller.get(KEYS);
    assertThat(revoked.status()).isEqualTo(401);
    assertThat(revoked.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(revoked.text("/detail")).contains("revoked");
    assertThat(hub.with("ihk_live_mistyped").get(KEYS).status()).isEqualTo(401);
  }
}
