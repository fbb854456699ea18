package dev.integrationshub.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Context;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;

/** What is answered on the event loop is what the route itself would answer. */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class VerifyAtOnceTest {
  private static final String KEYS = "/api/organizations/api-keys";
  private static final Map<String, String> PLAIN_HEADERS =
      Map.of("Authorization", "Bearer " + HubDatabase.ROOT_KEY, "Content-Type", "application/json");

  private static final int REQUESTS = 400;

  /** What no reader can foresee: the limit goes on, and the clock. */
  private static final String MOVING =
      "\"remaining\":\\d+|\"resetAt\":\"[^\"]+\"|error id [0-9a-f]+";

  @Inject Jdbi jdbi;
  @Inject CountVerifications counts;

  @Test
  void answersAreThoseOfTheRouteForWhateverIsAsked() {
    Map<String, String> keys = keys();
    var random = new Random(6);
    long before = counts.atOnce();
    for (int i = 0; i < REQUESTS; i++) {
      String body = body(random, keys);
      Map<String, String> headers = headers(random);
      RawAnswer atOnce = RawAnswer.of(headers, body, false);
      RawAnswer byTheRoute = RawAnswer.of(headers, body, true);
      assertThat(atOnce.without(MOVING))
          .as("request %d: %s %s", i, headers, body)
          .isEqualTo(byTheRoute.without(MOVING));
    }
    assertThat(counts.atOnce() - before).as("answered at once").isBetween(100L, REQUESTS - 100L);
  }

  @Test
  void eachPlainRequestIsAnsweredAtOnceAndCountsOnce() {
    HubClient hub = HubClient.operatorOfNewOrganization(jdbi);
    Answer created =
        hub.createKey("CI", "\"scopes\": [\"recordings:read\"], \"rateLimitPerHour\": 100000");
    String key = created.text("/key");
    HubClient product = hub.with(HubDatabase.ROOT_KEY);
    assertThat(product.verify(key, "").text("/rateLimit/remaining")).isEqualTo("99999");
    long before = counts.atOnce();
    for (int i = 0; i < 10; i++) {
      assertThat(product.verify(key, "\"cost\": 1").text("/rateLimit/remaining"))
          .isEqualTo(Integer.toString(99998 - i));
    }
    assertThat(product.code("ihk_live_mistyped", "")).isEqualTo("MALFORMED");
    assertThat(counts.atOnce() - before).isEqualTo(11);
  }

  @Test
  void noEventLoopEverAsksTheDatabase() {
    Queue<String> onEventLoops = new ConcurrentLinkedQueue<>();
    SqlStatements config = jdbi.getConfig(SqlStatements.class);
    SqlLogger before = config.getSqlLogger();
    config.setSqlLogger(
        new SqlLogger() {
          @Override
          public void logBeforeExecution(StatementContext context) {
            if (Context.isOnEventLoopThread()) {
              onEventLoops.add(context.getRenderedSql());
            }
          }
        });
    try {
      Map<String, String> keys = keys();
      long atOnce = counts.atOnce();
      for (int i = 0; i < 20; i++) {
        keys.values()
            .forEach(key -> RawAnswer.of(PLAIN_HEADERS, "{\"key\": \"" + key + "\"}", false));
      }
      assertThat(counts.atOnce()).isGreaterThan(atOnce + 100);
    } finally {
      config.setSqlLogger(before);
    }
    assertThat(onEventLoops).isEmpty();
  }

  /** By what they are; those with a limit have used it up, or not. */
  private Map<String, String> keys() {
    HubClient hub = HubClient.operatorOfNewOrganization(jdbi);
    String scopes = "\"scopes\": [\"recordings:read\", \"users:read\"]";
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("plain", hub.createKey("Tëst \\\"\\\\ 😀 </script>", scopes).text("/key"));
    keys.put("expiring", hub.createKey("CI", scopes + ", \"expiresIn\": \"7d\"").text("/key"));
    keys.put(
        "limited", hub.createKey("CI", scopes + ", \"rateLimitPerHour\": 1000000").text("/key"));
    String spent = hub.createKey("CI", scopes + ", \"rateLimitPerHour\": 1").text("/key");
    assertThat(hub.code(spent, "")).isEqualTo("VALID");
    keys.put("spent", spent);
    keys.put(
        "listed",
        hub.createKey("CI", scopes + ", \"ipAllowlist\": [\"203.0.113.0/24\"]").text("/key"));
    Answer disabled = hub.createKey("CI", scopes);
    hub.patch(KEYS + "/" + disabled.text("/id"), "{\"enabled\": false}");
    keys.put("disabled", disabled.text("/key"));
    Answer revoked = hub.createKey("CI", scopes + ", \"rateLimitPerHour\": 10");
    hub.delete(KEYS + "/" + revoked.text("/id"));
    keys.put("revoked", revoked.text("/key"));
    String plain = keys.get("plain");
    keys.put("wrong secret", HubClient.withChecksum(plain.substring(0, 20) + "a".repeat(32)));
    keys.put("unknown", HubClient.withChecksum("ihk_live_zzzzzzzzzz_" + "b".repeat(32)));
    keys.put("malformed", plain.substring(0, 57) + "_");
    keys.put("none", "");
    return keys;
  }

  private static Map<String, String> headers(Random random) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.putAll(PLAIN_HEADERS);
    if (random.nextInt(4) == 0) {
      switch (random.nextInt(10)) {
        case 0 -> headers.put("Authorization", "Bearer " + HubDatabase.ROOT_KEY.replace('f', 'g'));
        case 1 -> headers.remove("Authorization");
        case 2 -> headers.put("Authorization", "bearer  " + HubDatabase.ROOT_KEY);
        case 3 -> headers.put("X-API-Key", "unknown");
        case 4 -> headers.put("X-Organization-Id", "org_unknown");
        case 5 -> headers.put("Cookie", "hub_session=unknown");
        case 6 ->
            headers.put(
                "Content-Type",
                pick(random, "text/plain", "application/json; charset=utf-8", "application/xml"));
        case 7 ->
            headers.put(
                "Accept",
                pick(random, "*/*", "text/html", "application/json", "application/problem+json"));
        case 8 -> headers.put("Accept-Encoding", "gzip");
        default -> headers.put("X-Forwarded-For", "nonsense, 203.0.113.9");
      }
    }
    return headers;
  }

  /** Half of the bodies are as they should be. */
  private static String body(Random random, Map<String, String> keys) {
    boolean odd = random.nextBoolean();
    List<String> members = new ArrayList<>();
    String key = pick(random, keys.values().toArray(String[]::new));
    members.add("\"key\": \"" + key + "\"");
    if (random.nextBoolean()) {
      members.add(
          "\"scopes\":"
              + pick(
                  random,
                  "[]",
                  "[\"users:read\"]",
                  "[\"users:read\",\"recordings:read\",\"users:read\"]",
                  "[\"users:write\"]"));
    }
    if (random.nextBoolean()) {
      members.add(
          "\"ip\" : "
              + pick(
                  random,
                  "\"203.0.113.7\"",
                  "\"::ffff:203.0.113.7\"",
                  "\"2001:db8::1\"",
                  "\"198.51.100.7\""));
    }
    if (random.nextBoolean()) {
      members.add("\"cost\":" + pick(random, "1", "2", "1000000"));
    }
    if (odd) {
      members.set(random.nextInt(members.size()), oddMember(random, key));
    }
    String body = "{" + String.join(", ", members) + "}";
    return odd && random.nextInt(4) == 0 ? oddBody(random, body) : body;
  }

  private static String oddMember(Random random, String key) {
    return pick(
        random,
        "\"key\": null",
        "\"key\": 5",
        "\"key\": \"\\u0069hk_live\"",
        "\"key\": [\"" + key + "\"]",
        "\"scopes\": null",
        "\"scopes\": [null, \"users:read\"]",
        "\"scopes\": [1]",
        "\"scopes\": \"users:read\"",
        "\"scopes\": [" + "\"users:read\",".repeat(100) + "\"users:read\"]",
        "\"ip\": null",
        "\"ip\": \"\"",
        "\"ip\": \"203.0.113.07\"",
        "\"ip\": \"localhost\"",
        "\"ip\": 7",
        "\"cost\": 0",
        "\"cost\": -1",
        "\"cost\": 1000001",
        "\"cost\": 99999999999",
        "\"cost\": 1.0",
        "\"cost\": 1e2",
        "\"cost\": \"1\"",
        "\"cost\": true",
        "\"cost\": null",
        "\"Key\": \"" + key + "\"",
        "\"more\": {}",
        "\"ip\": \"203.0.113.7\", \"ip\": \"2001:db8::1\"");
  }

  private static String oddBody(Random random, String body) {
    return pick(
        random,
        "",
        "null",
        "[" + body + "]",
        body + body,
        body + " x",
        body.substring(0, body.length() - 1),
        "\ufeff" + body,
        " \n\t" + body + "\r\n ",
        body.replaceFirst("\\}$", " ".repeat(20_000) + "}"),
        "/* */" + body);
  }

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
