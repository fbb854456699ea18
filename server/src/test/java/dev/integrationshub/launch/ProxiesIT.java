package dev.integrationshub.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.launch.GuardedApi.Arrival;
import dev.integrationshub.launch.ProxyProcess.Kind;
import dev.integrationshub.processes.Relay;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An API behind each of the proxies that the repository has a configuration for. */
class ProxiesIT {
  private static final String USERS = "\"scopes\": [\"users:read\"]";

  /** An address that no test comes from. */
  private static final String ELSEWHERE = "203.0.113.7";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static EmbeddedPostgres postgres;
  private static HubProcess hub;
  private static HubClient operator;
  private static GuardedApi api;

  @TempDir Path temp;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    postgres = EmbeddedPostgres.builder().start();
    hub =
        HubProcess.startReady(
            data,
            HubProcess.unattended(
                "HUB_DATABASE_URL",
                "postgres://postgres@127.0.0.1:" + postgres.getPort() + "/postgres",
                "HUB_TRUSTED_PROXIES",
                "127.0.0.1/32"));
    operator = hub.operator();
    api = GuardedApi.start();
  }

  @AfterAll
  static void stop() throws Exception {
    api.close();
    hub.close();
    postgres.close();
  }

  @ParameterizedTest
  @EnumSource
  void goodKeyPassesAndTheApiIsToldWhoseItIs(Kind kind) throws Exception {
    Answer key = operator.createKey("CI", USERS + ", \"rateLimitPerHour\": 10");
    try (ProxyProcess proxy = start(kind, hub.port())) {
      var request = as(key, proxy, "/users/7?full=true");
      HttpResponse<String> passed = send(request.POST(BodyPublishers.ofString("a body")));
      assertThat(passed.statusCode()).as(passed.body()).isEqualTo(200);
      assertThat(passed.body()).isEqualTo("of the API");
      assertThat(header(passed, "RateLimit")).startsWith("\"hour\";r=9;t=");
      assertThat(header(passed, "RateLimit-Policy")).isEqualTo("\"hour\";q=10;w=3600");
    }
    Arrival arrival = api.arrivals().getLast();
    assertThat(arrival.method()).isEqualTo("POST");
    assertThat(arrival.uri()).hasToString("/users/7?full=true");
    assertThat(arrival.body()).isEqualTo("a body");
    assertThat(arrival.headers().get("X-Hub-Key-Id")).containsExactly(key.text("/id"));
    assertThat(arrival.headers().get("X-Hub-Organization-Id"))
        .containsExactly(operator.headers().get("X-Organization-Id"));
    assertThat(arrival.headers().get("X-Hub-Scopes")).containsExactly("users:read");
    assertThat(arrival.headers().values().toString())
        .as("the key itself goes no further")
        .doesNotContain(key.text("/key"));
  }

  @ParameterizedTest
  @EnumSource
  void whatTheCallerClaimsOfItselfIsNotBelieved(Kind kind) throws Exception {
    Answer key = operator.createKey("CI", USERS);
    Answer elsewhere = operator.createKey("CI", USERS + allowing(ELSEWHERE));
    Answer here = operator.createKey("CI", USERS + allowing("127.0.0.1"));
    try (ProxyProcess proxy = start(kind, hub.port())) {
      var forged = as(key, proxy, "/").header("X-Forwarded-For", ELSEWHERE);
      for (String name :
          new String[] {"X-Hub-Key-Id", "X_Hub_Key_Id", "X-Hub_Scopes", "x_hub-organization_id"}) {
        forged.header(name, "forged");
      }
      assertThat(send(forged).statusCode()).isEqualTo(200);
      var headers = api.arrivals().getLast().headers();
      assertThat(headers.get("X-Hub-Key-Id")).containsExactly(key.text("/id"));
      assertThat(headers.values().toString()).doesNotContain("forged", ELSEWHERE);

      assertThat(status(as(elsewhere, proxy, "/").header("X-Forwarded-For", ELSEWHERE)))
          .as("an address that the caller made up")
          .isEqualTo(403);
      assertThat(status(as(here, proxy, "/").header("X-Forwarded-For", ELSEWHERE))).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theHubIsSentTheKeyAndTheAddressAndNothingElseOfTheRequest(Kind kind) throws Exception {
    Answer key = operator.createKey("CI", USERS);
    var witness = new ByteArrayOutputStream();
    try (Relay relay = Relay.to(hub.port(), witness);
        ProxyProcess proxy = start(kind, relay.port())) {
      var request = as(key, proxy, "/users/7?scope=none").header("Cookie", "session=of-the-API");
      request.header("X-Forwarded-For", ELSEWHERE).header("X-Organization-Id", "another");
      assertThat(status(request.PUT(BodyPublishers.ofString("a body")))).isEqualTo(200);
      String asked = witness.toString(StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
      assertThat(asked)
          .startsWith("get /api/forward-auth?scope=users:read http/1.1\r\n")
          .contains("authorization: bearer " + key.text("/key").toLowerCase(Locale.ROOT))
          .containsOnlyOnce("x-forwarded-for: 127.0.0.1\r\n")
          .doesNotContain(ELSEWHERE, "cookie", "content-length", "transfer-encoding", "another")
          .endsWith("\r\n\r\n");
    }
    assertThat(api.arrivals().getLast().body()).isEqualTo("a body");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoGoodKeyIsUnauthenticated(Kind kind) throws Exception {
    Answer revoked = operator.createKey("CI", USERS);
    operator.delete("/api/organizations/api-keys/" + revoked.text("/id"));
    int before = api.arrivals().size();
    try (ProxyProcess proxy = start(kind, hub.port())) {
      for (var request :
          new HttpRequest.Builder[] {
            HttpRequest.newBuilder(proxy.uri("/")),
            HttpRequest.newBuilder(proxy.uri("/")).header("X-API-Key", "nonsense"),
            HttpRequest.newBuilder(proxy.uri("/")).header("Authorization", "Basic YTpi"),
            as(revoked, proxy, "/")
          }) {
        HttpResponse<String> refused = send(request);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(header(refused, "WWW-Authenticate")).isEqualTo("Bearer");
      }
    }
    assertThat(api.arrivals()).hasSize(before);
  }

  @ParameterizedTest
  @EnumSource
  void keyNeedsTheScopeOfThePathHoweverThePathIsWritten(Kind kind) throws Exception {
    Answer key =
        operator.createKey("CI", "\"scopes\": [\"recordings:read\"], \"rateLimitPerHour\": 10");
    int before = api.arrivals().size();
    try (ProxyProcess proxy = start(kind, hub.port())) {
      HttpResponse<String> refused = send(as(key, proxy, "/users/7"));
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(header(refused, "RateLimit")).startsWith("\"hour\";r=10;t=");
      for (String path :
          new String[] {"//users/7", "/x/../users/7", "/x/%2e%2e/users/7", "/%75sers/7"}) {
        assertThat(status(as(key, proxy, path))).as(path).isIn(400, 403);
      }
      assertThat(api.arrivals()).hasSize(before);
      assertThat(status(as(key, proxy, "/recordings/7"))).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachRequestCostsOneUnitAndWithoutAnyTheCallerIsToldWhenToComeAgain(Kind kind)
      throws Exception {
    Answer key = operator.createKey("CI", USERS + ", \"rateLimitPerHour\": 2");
    try (ProxyProcess proxy = start(kind, hub.port())) {
      assertThat(header(send(as(key, proxy, "/")), "RateLimit")).startsWith("\"hour\";r=1;");
      assertThat(header(send(as(key, proxy, "/")), "RateLimit")).startsWith("\"hour\";r=0;");
      int before = api.arrivals().size();
      HttpResponse<String> limited =
          send(as(key, proxy, "/").POST(BodyPublishers.ofString("a body")));
      assertThat(limited.statusCode()).isEqualTo(429);
      assertThat(Integer.parseInt(header(limited, "Retry-After"))).isBetween(3_500, 3_600);
      assertThat(header(limited, "RateLimit")).startsWith("\"hour\";r=0;t=");
      assertThat(header(limited, "RateLimit-Policy")).isEqualTo("\"hour\";q=2;w=3600");
      assertThat(header(limited, "Content-Type")).startsWith("application/problem+json");
      assertThat(api.arrivals()).hasSize(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingPassesAndNobodyIsRefusedWhileTheHubCannotDecide(Kind kind) throws Exception {
    Answer key = operator.createKey("CI", USERS);
    int before = api.arrivals().size();
    Jdbi database = Jdbi.create(postgres.getPostgresDatabase());
    try (Relay relay = Relay.to(hub.port());
        ProxyProcess proxy = start(kind, relay.port())) {
      database.useHandle(handle -> handle.execute("ALTER TABLE api_key RENAME TO keys_lost"));
      try {
        assertComeAgain(send(as(key, proxy, "/")), "the hub without its table");
      } finally {
        database.useHandle(handle -> handle.execute("ALTER TABLE keys_lost RENAME TO api_key"));
      }
      relay.cut();
      assertComeAgain(send(as(key, proxy, "/")), "the hub that says nothing");
    }
    try (ProxyProcess proxy = start(kind, HubProcess.freePort())) {
      assertComeAgain(send(as(key, proxy, "/")), "no hub");
    }
    assertThat(api.arrivals()).hasSize(before);
  }

  @ParameterizedTest
  @EnumSource
  void whatTheApiItselfAnswersPassesAsItIs(Kind kind) throws Exception {
    Answer key = operator.createKey("CI", USERS);
    try (ProxyProcess proxy = start(kind, hub.port())) {
      for (int status : new int[] {401, 403, 429, 500, 503}) {
        HttpResponse<String> answer =
            send(as(key, proxy, "/").header(GuardedApi.ANSWER, Integer.toString(status)));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("of the API");
        assertThat(header(answer, "WWW-Authenticate")).isEmpty();
      }
    }
  }

  private static void assertComeAgain(HttpResponse<String> answer, String why) {
    assertThat(answer.statusCode()).as(why).isEqualTo(503);
    assertThat(header(answer, "Retry-After")).as(why).isEqualTo("1");
    assertThat(header(answer, "Content-Type")).as(why).startsWith("application/problem+json");
  }

  private ProxyProcess start(Kind kind, int hubPort) throws Exception {
    return ProxyProcess.start(kind, temp, hubPort, api.port());
  }

  private static String allowing(String address) {
    return ", \"ipAllowlist\": [\"" + address + "/32\"]";
  }

  private static HttpRequest.Builder as(Answer key, ProxyProcess proxy, String path) {
    return HttpRequest.newBuilder(proxy.uri(path))
        .header("Authorization", "Bearer " + key.text("/key"));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static int status(HttpRequest.Builder request) throws Exception {
    return send(request).statusCode();
  }

  private static String header(HttpResponse<?> answer, String name) {
    return String.join(" and ", answer.headers().allValues(name));
  }
}
