package dev.integrationshub.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class VerifyBatchTest {
  private static final String SCOPES = "\"scopes\": [\"recordings:read\"]";

  @Inject Jdbi jdbi;

  private HubClient hub;

  @BeforeEach
  void newOrganization() {
    hub = HubClient.operatorOfNewOrganization(jdbi);
  }

  @Test
  void eachKeyGetsItsOwnDecisionInOrder() {
    String good = hub.createKey("good", SCOPES).text("/key");
    String limited = hub.createKey("limited", SCOPES + ", \"rateLimitPerHour\": 2").text("/key");
    Answer revoked = hub.createKey("revoked", SCOPES);
    hub.delete("/api/organizations/api-keys/" + revoked.text("/id"));
    String wrong = HubClient.withChecksum(good.substring(0, 20) + "a".repeat(32));

    Answer answer =
        verify(
            entry(limited, ""),
            entry("nonsense", ""),
            entry(good, SCOPES),
            entry(wrong, ""),
            entry(good, "\"scopes\": [\"users:read\"]"),
            entry(limited, "\"cost\": 2"),
            entry(revoked.text("/key"), ""),
            entry(limited, ""));
    assertThat(answer.status()).isEqualTo(200);
    List<String> codes = new ArrayList<>();
    answer.body().at("/data").forEach(one -> codes.add(one.at("/code").asText()));
    assertThat(codes)
        .containsExactly(
            "VALID",
            "MALFORMED",
            "VALID",
            "NOT_FOUND",
            "INSUFFICIENT_SCOPE",
            "RATE_LIMITED",
            "REVOKED",
            "VALID");
    assertThat(answer.text("/data/0/name")).isEqualTo("limited");
    assertThat(answer.text("/data/7/rateLimit/remaining")).isEqualTo("0");
    assertThat(answer.body().at("/data/3"))
        .isEqualTo(
            verify(entry(HubClient.withChecksum("ihk_live_0123456789_" + "a".repeat(32)), ""))
                .body()
                .at("/data/0"));
  }

  @Test
  void hundredKeysAreTakenAndOneMoreIsRefusedWithTheLimit() {
    String key = hub.createKey("good", SCOPES).text("/key");
    String[] hundred = Collections.nCopies(100, entry(key, "")).toArray(String[]::new);
    assertThat(verify(hundred).body().at("/data")).hasSize(100);
    String[] more = Collections.nCopies(101, entry(key, "")).toArray(String[]::new);
    Answer refused = verify(more);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/errors/0/pointer")).isEqualTo("/keys");
    assertThat(refused.text("/errors/0/detail")).contains("101").contains("100");
  }

  @Test
  void oneWrongEntryRefusesAllAndCountsNothing() {
    String key = hub.createKey("limited", SCOPES + ", \"rateLimitPerHour\": 1").text("/key");
    Answer refused = verify(entry(key, ""), entry(key, "\"cost\": 0"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/errors/0/pointer")).isEqualTo("/keys/1/cost");
    assertThat(hub.code(key, "")).isEqualTo("VALID");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"keys\": []}", "{\"keys\": [null]}", "{\"keys\": [{}]}"})
  void unclearQuestionIsRefusedNotAnswered(String body) {
    assertThat(hub.post("/api/keys/verify/batch", body).status()).isEqualTo(400);
  }

  @Test
  void onlyTheOperatorMayVerify() {
    String key = hub.createKey("CI", "\"scopes\": [\"organization:write\"]").text("/key");
    String body = "{\"keys\": [" + entry(key, "") + "]}";
    assertThat(hub.with(key).post("/api/keys/verify/batch", body).status()).isEqualTo(403);
  }

  private Answer verify(String... entries) {
    return hub.post("/api/keys/verify/batch", "{\"keys\": [" + String.join(",", entries) + "]}");
  }

  private static String entry(String key, String members) {
    return "{\"key\": \"%s\"%s%s}".formatted(key, members.isEmpty() ? "" : ", ", members);
  }
}
