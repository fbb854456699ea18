package dev.integrationshub.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class SessionTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY =
      """
      {"name": "CI", "scopes": ["recordings:read"]}
      """;

  @Inject Jdbi jdbi;

  @Test
  void aLoginSetsACookieThatScriptsCanNotReadAndTellsWhoOneIs() throws Exception {
    HttpResponse<String> login = logIn(HubDatabase.ADMIN_PASSWORD, Map.of());
    assertThat(login.statusCode()).isEqualTo(200);
    assertThat(login.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("hub_session=")
        .contains("HttpOnly", "SameSite=Lax", "Path=/");
    JsonNode session = JSON.readTree(login.body());
    assertThat(session.at("/organization/name").asText()).isEqualTo(HubDatabase.ORGANIZATION);
    assertThat(session.at("/role").asText()).isEqualTo("owner");

    HttpResponse<String> current = send("GET", "/api/session", "", Map.of("Cookie", cookie(login)));
    assertThat(JSON.readTree(current.body())).isEqualTo(session);
  }

  @Test
  void aWrongPasswordAndAnUnknownAccountAnswerAlike() throws Exception {
    HttpResponse<String> wrong = logIn("not the password", Map.of());
    HttpResponse<String> unknown =
        send("POST", "/api/session", loginBody("nobody@example.com", "whatever it is"), Map.of());
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(unknown.body()).isEqualTo(wrong.body());
  }

  @Test
  void guessingIsSlowedDownForThePairOfAccountAndAddressOnly() throws Exception {
    String body = loginBody("guessed@example.com", "guess guess guess");
    for (int i = 0; i < LoginThrottle.MAX_FAILURES; i++) {
      assertThat(send("POST", "/api/session", body, Map.of()).statusCode()).isEqualTo(401);
    }
    HttpResponse<String> refused = send("POST", "/api/session", body, Map.of());
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(logIn(HubDatabase.ADMIN_PASSWORD, Map.of()).statusCode()).isEqualTo(200);
  }

  @Test
  void aLoginRotatesTheSession() throws Exception {
    String first = cookie(logIn(HubDatabase.ADMIN_PASSWORD, Map.of()));
    String second = cookie(logIn(HubDatabase.ADMIN_PASSWORD, Map.of("Cookie", first)));
    assertThat(second).isNotEqualTo(first);
    assertThat(send("GET", "/api/session", "", Map.of("Cookie", first)).statusCode())
        .isEqualTo(401);
  }

  @Test
  void aWriteNeedsTheSessionsOwnTokenAndOrigin() throws Exception {
    HttpResponse<String> login = logIn(HubDatabase.ADMIN_PASSWORD, Map.of());
    String cookie = cookie(login);
    String token = JSON.readTree(login.body()).at("/csrfToken").asText();
    assertThat(create(Map.of("Cookie", cookie)).statusCode()).isEqualTo(403);
    assertThat(create(Map.of("Cookie", cookie, "X-CSRF-Token", "0" + token)).statusCode())
        .isEqualTo(403);
    assertThat(
            create(Map.of("Cookie", cookie, "X-CSRF-Token", token, "Sec-Fetch-Site", "cross-site"))
                .statusCode())
        .isEqualTo(403);
    assertThat(
            create(
                    Map.of(
                        "Cookie", cookie, "X-CSRF-Token", token, "Origin", "https://evil.example"))
                .statusCode())
        .isEqualTo(403);
    assertThat(create(Map.of("Cookie", cookie, "X-CSRF-Token", token)).statusCode()).isEqualTo(201);
  }

  @Test
  void aLogoutEndsTheSession() throws Exception {
    HttpResponse<String> login = logIn(HubDatabase.ADMIN_PASSWORD, Map.of());
    String cookie = cookie(login);
    String token = JSON.readTree(login.body()).at("/csrfToken").asText();
    HttpResponse<String> logout =
        send("DELETE", "/api/session", "", Map.of("Cookie", cookie, "X-CSRF-Token", token));
    assertThat(logout.statusCode()).isEqualTo(204);
    assertThat(send("GET", "/api/session", "", Map.of("Cookie", cookie)).statusCode())
        .isEqualTo(401);
  }

  @Test
  void aMemberReadsAndDoesNotWrite() throws Exception {
    HttpResponse<String> login = logIn(HubDatabase.ADMIN_PASSWORD, Map.of());
    String cookie = cookie(login);
    String token = JSON.readTree(login.body()).at("/csrfToken").asText();
    setRole("MEMBER");
    try {
      assertThat(
              send("GET", "/api/organizations/api-keys", "", Map.of("Cookie", cookie)).statusCode())
          .isEqualTo(200);
      assertThat(create(Map.of("Cookie", cookie, "X-CSRF-Token", token)).statusCode())
          .isEqualTo(403);
    } finally {
      setRole("OWNER");
    }
  }

  @Test
  void theHostApiTakesARootKeyAndNothingElse() throws Exception {
    String cookie = cookie(logIn(HubDatabase.ADMIN_PASSWORD, Map.of()));
    assertThat(organizations(Map.of()).statusCode()).isEqualTo(401);
    assertThat(organizations(Map.of("Cookie", cookie)).statusCode()).isEqualTo(403);
    assertThat(organizations(Map.of("Authorization", "Bearer wrong")).statusCode()).isEqualTo(401);
    assertThat(
            organizations(Map.of("Authorization", "Bearer " + HubDatabase.ROOT_KEY)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void theSetUpIsRefusedOnceThereIsAnOwner() throws Exception {
    String body =
        """
        {"token": "guess", "organization": "O", "name": "N", "email": "e@example.com",
         "password": "long enough for this"}
        """;
    assertThat(send("POST", "/api/setup", body, Map.of()).statusCode()).isEqualTo(403);
    assertThat(send("GET", "/api/setup", "", Map.of()).body()).contains("false");
  }

  @Test
  void theDatabaseHoldsNoTokenAndNoPassword() throws Exception {
    String token = cookie(logIn(HubDatabase.ADMIN_PASSWORD, Map.of())).split("=", 2)[1];
    String rows =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT string_agg(s::text || u::text, ' ') FROM session s, app_user u")
                    .mapTo(String.class)
                    .one());
    assertThat(rows).doesNotContain(token).doesNotContain(HubDatabase.ADMIN_PASSWORD);
    assertThat(rows).contains("$argon2id$");
  }

  private void setRole(String role) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE member SET role = ? WHERE user_id IN (SELECT id FROM app_user WHERE email = ?)",
                role,
                HubDatabase.ADMIN_EMAIL));
  }

  private static HttpResponse<String> create(Map<String, String> headers) throws Exception {
    return send("POST", "/api/organizations/api-keys", KEY, headers);
  }

  private static HttpResponse<String> organizations(Map<String, String> headers) throws Exception {
    return send("GET", "/api/admin/organizations", "", headers);
  }

  private static HttpResponse<String> logIn(String password, Map<String, String> headers)
      throws Exception {
    return send("POST", "/api/session", loginBody(HubDatabase.ADMIN_EMAIL, password), headers);
  }

  private static String loginBody(String email, String password) {
    return "{\"email\": \"" + email + "\", \"password\": \"" + password + "\"}";
  }

  private static String cookie(HttpResponse<String> login) {
    return login.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  private static HttpResponse<String> send(
      String method, String path, String body, Map<String, String> headers) throws Exception {
    URI hub = ConfigProvider.getConfig().getValue("test.url", URI.class);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(hub.resolve(path)).method(method, BodyPublishers.ofString(body));
    request.header("Content-Type", "application/json");
    headers.forEach(request::header);
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
