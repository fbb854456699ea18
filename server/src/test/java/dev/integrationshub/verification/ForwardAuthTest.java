package dev.integrationshub.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class ForwardAuthTest {
  private static final String PATH = "/api/forward-auth";
  private static final String SCOPES = "\"scopes\": [\"recordings:read\", \"users:read\"]";

  @Inject Jdbi jdbi;

  private HubClient hub;

  @BeforeEach
  void newOrganization() {
    hub = HubClient.operatorOfNewOrganization(jdbi);
  }

  @Test
  void goodKeyPassesAndTellsWhoseItIs() {
    Answer created = hub.createKey("CI", SCOPES);
    Answer passed =
        hub.with(created.text("/key")).get(PATH + "?scope=recordings:read&scope=users:read");
    assertThat(passed.status()).isEqualTo(204);
    assertThat(passed.header("X-Hub-Key-Id")).isEqualTo(created.text("/id"));
    assertThat(passed.header("X-Hub-Organization-Id"))
        .isEqualTo(IdKind.ORGANIZATION.format(hub.organizationId()));
    assertThat(passed.header("X-Hub-Scopes")).isEqualTo("recordings:read users:read");
    assertThat(passed.header("Cache-Control")).isEqualTo("no-store");
    assertThat(passed.headers().firstValue("RateLimit")).isEmpty();
    HubClient byOtherHeader = new HubClient(hub.hub(), Map.of("X-API-Key", created.text("/key")));
    assertThat(byOtherHeader.get(PATH).status()).isEqualTo(204);
  }

  @Test
  void callerIsToldItsLimitAndWhenItMayComeAgain() {
    HubClient caller =
        hub.with(hub.createKey("CI", SCOPES + ", \"rateLimitPerHour\": 1").text("/key"));
    Answer forbidden = caller.get(PATH + "?scope=users:write");
    assertThat(forbidden.status()).isEqualTo(403);
    assertThat(forbidden.text("/detail")).contains("users:write");
    assertThat(forbidden.header("RateLimit")).startsWith("\"hour\";r=1;");
    assertThat(caller.get(PATH).header("RateLimit")).startsWith("\"hour\";r=0;");
    Answer limited = caller.get(PATH);
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.header("RateLimit-Policy")).isEqualTo("\"hour\";q=1;w=3600");
    assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(3_500, 3_600);
  }

  @Test
  void whatIsNoGoodKeyIsUnauthenticated() {
    Answer created = hub.createKey("CI", SCOPES);
    hub.delete("/api/organizations/api-keys/" + created.text("/id"));
    for (String bearer : new String[] {created.text("/key"), "nonsense", HubDatabase.ROOT_KEY}) {
      Answer refused = hub.with(bearer).get(PATH);
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
    }
    assertThat(new HubClient(hub.hub(), Map.of()).get(PATH).status()).isEqualTo(401);
  }

  @Test
  void undecidableIsUnavailableNotRefused() {
    String key = hub.createKey("CI", SCOPES).text("/key");
    jdbi.useHandle(handle -> handle.execute("ALTER TABLE api_key RENAME TO keys_lost"));
    try {
      Answer answer = hub.with(key).get(PATH);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isEqualTo("1");
    } finally {
      jdbi.useHandle(handle -> handle.execute("ALTER TABLE keys_lost RENAME TO api_key"));
    }
  }
}
