package dev.integrationshub.client;

import static dev.integrationshub.client.ScriptedHub.PUBLISHED;
import static dev.integrationshub.client.ScriptedHub.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubClientTest {
  private static final String KEY = "ihk_live_presented";
  private static final Event EVENT = Event.ofJson("org_1", "user.created", "{\"n\": 1.0}");

  record User(String name, int age) {}

  @Test
  void dataGivenAsTextIsSentCharacterByCharacter() {
    String data = "{\"z\" : 1.0,\n \"a\":1e2, \"n\": \"Zoë 🚀 \\u00eb\" }";
    try (var hub = new ScriptedHub(json(202, PUBLISHED))) {
      PublishedEvent published =
          hub.client().publish(Event.ofJson("org_1", "user.created", " " + data + "\n"), "row-7");
      assertThat(published)
          .isEqualTo(new PublishedEvent("evt_1", 2, Instant.parse("2100-01-01T00:00:00Z")));
      ScriptedHub.Request request = hub.requests().get(0);
      assertThat(request.path()).isEqualTo("/api/events");
      assertThat(request.body())
          .isEqualTo(
              "{\"organizationId\":\"org_1\",\"type\":\"user.created\",\"data\":" + data + "}");
      assertThat(request.header("Idempotency-key")).isEqualTo("row-7");
      assertThat(request.header("Content-type")).isEqualTo("application/json");
      assertThat(request.header("Authorization")).isEqualTo("Bearer " + ScriptedHub.ROOT_KEY);
    }
  }

  @Test
  void dataGivenAsAnObjectIsWrittenByTheClientsMapper() {
    try (var hub =
        new ScriptedHub(json(202, "{\"data\":[%s,%s]}".formatted(PUBLISHED, PUBLISHED)))) {
      HubClient client =
          hub.builder()
              .objectMapper(
                  new ObjectMapper()
                      .setPropertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE))
              .build();
      assertThat(
              client.publishAll(
                  List.of(
                      Event.of("org_1", "user.created", new User("Ada", 36)),
                      Event.of("org_1", "user.created", Map.of("name", "Ada")))))
          .hasSize(2);
      assertThat(hub.requests().get(0).path()).isEqualTo("/api/events/batch");
      assertThat(hub.requests().get(0).body())
          .startsWith("{\"events\":[{")
          .contains("\"data\":{\"Name\":\"Ada\",\"Age\":36}", "\"data\":{\"name\":\"Ada\"}")
          .endsWith("}]}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "1", "{\"a\":1", "{},\"type\":\"x\"", "{} {}", "null", "{a:1}"})
  void whatIsNoJsonObjectCannotBePublished(String data) {
    assertThatThrownBy(() -> Event.ofJson("org_1", "user.created", data))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatCannotBeSentIsRefusedBeforeAnythingIs() {
    try (var hub = new ScriptedHub()) {
      HubClient client = hub.client();
      String half = "{\"a\":\"\ud83d\"}";
      for (Event event :
          new Event[] {
            Event.of("org_1", "user.created", List.of()),
            Event.of("org_1", "user.created", new Object()),
            Event.ofJson("org_1", "user.created", half)
          }) {
        assertThatThrownBy(() -> client.publish(event))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThatThrownBy(() -> client.publishAll(List.of()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> client.publishAll(Collections.nCopies(1_001, EVENT)))
          .hasMessageContaining("1,000");
      assertThatThrownBy(() -> client.publish(EVENT, "two words"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(hub.requests()).isEmpty();
    }
  }

  @Test
  void aVerificationTellsAllThatTheHubDoes() throws Exception {
    String answer =
        """
        {"valid": false, "code": "RATE_LIMITED", "keyId": "key_1", "organizationId": "org_1",
         "name": "CI", "scopes": ["a", "b"], "expiresAt": "2100-01-01T00:00:00Z",
         "rateLimit": {"limit": 10, "remaining": 0, "resetAt": "2100-01-01T00:01:00.5Z"}}
        """;
    try (var hub = new ScriptedHub(json(200, answer))) {
      Verification verification =
          hub.client()
              .verify(
                  KEY + "\ud83dë",
                  Ask.scopes("a").from(InetAddress.getByName("fe80::1%1")).costing(3));
      assertThat(verification)
          .isEqualTo(
              new Verification(
                  VerificationCode.RATE_LIMITED,
                  "key_1",
                  "org_1",
                  "CI",
                  List.of("a", "b"),
                  Instant.parse("2100-01-01T00:00:00Z"),
                  new Verification.RateLimit(10, 0, Instant.parse("2100-01-01T00:01:00.5Z"))));
      assertThat(verification.isValid()).isFalse();
      assertThat(hub.requests().get(0).body())
          .isEqualToIgnoringCase(
              "{\"key\":\"ihk_live_presented\\ud83d\\u00eb\",\"scopes\":[\"a\"],\"ip\":\"fe80:0:0:0:0:0:0:1\",\"cost\":3}");
    }
  }

  @Test
  void aCodeOfANewerHubIsNotValid() {
    String answer = "{\"valid\":false,\"code\":\"ASLEEP\",\"keyId\":null,\"scopes\":[]}";
    try (var hub = new ScriptedHub(json(200, answer))) {
      Verification verification = hub.client().verify(KEY, Ask.nothing());
      assertThat(verification.code()).isEqualTo(VerificationCode.OTHER);
      assertThat(verification.isValid()).isFalse();
    }
  }

  @Test
  void callsAreReportedWithTheirLatencyToTheMicrosecond() {
    try (var hub = new ScriptedHub(json(202, "{\"accepted\":2}"))) {
      int accepted =
          hub.client()
              .reportCalls(
                  List.of(
                      EndedCall.now("key_1", 200, Duration.ofNanos(1_234_567)),
                      new EndedCall(
                          "key_1",
                          500,
                          Duration.ofHours(1),
                          Instant.parse("2100-01-01T00:00:00Z"))));
      assertThat(accepted).isEqualTo(2);
      assertThat(hub.requests().get(0).path()).isEqualTo("/api/keys/usage");
      assertThat(hub.requests().get(0).body())
          .contains("\"latencyMs\":1.234", "\"latencyMs\":3600000.000")
          .contains("\"at\":\"2100-01-01T00:00:00Z\"");
    }
  }

  @Test
  void aProblemCarriesWhatTheHubSays() {
    String problem =
        """
        {"type": "about:blank", "title": "Unprocessable Content", "status": 422,
         "detail": "2 fields are wrong: see errors",
         "errors": [{"pointer": "/events/0/type", "detail": "is x"},
                    {"pointer": "/events/1/data/a", "detail": "is missing"}]}
        """;
    try (var hub = new ScriptedHub(json(422, problem))) {
      HubProblemException e =
          catchThrowableOfType(
              HubProblemException.class, () -> hub.client().publishAll(List.of(EVENT)));
      assertThat(e.status()).isEqualTo(422);
      assertThat(e.title()).isEqualTo("Unprocessable Content");
      assertThat(e.detail()).contains("2 fields are wrong: see errors");
      assertThat(e.errors())
          .containsExactly(
              new FieldError("/events/0/type", "is x"),
              new FieldError("/events/1/data/a", "is missing"));
      assertThat(e).hasMessageContaining("/events/1/data/a is missing");
    }
  }

  @Test
  void anAnswerOfSomebodyElseIsToldByItsStatusAlone() {
    String echo = "<html>" + ScriptedHub.ROOT_KEY + "</html>";
    try (var hub = new ScriptedHub(json(400, echo), json(200, echo), json(200, "{}"))) {
      HubClient client = hub.client();
      assertThatThrownBy(() -> client.verify(KEY, Ask.nothing()))
          .isInstanceOf(HubProblemException.class)
          .hasMessage("the hub answered 400");
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> client.verify(KEY, Ask.nothing()))
            .isInstanceOf(HubUnreachableException.class)
            .hasNoCause()
            .hasMessageNotContaining(ScriptedHub.ROOT_KEY);
      }
    }
  }

  @Test
  void theRootKeyFollowsNoRedirect() {
    try (var elsewhere = new ScriptedHub();
        var hub =
            new ScriptedHub(
                new ScriptedHub.Answer.Status(
                    307, Map.of("Location", elsewhere.uri().toString()), ""))) {
      assertThatThrownBy(() -> hub.client().publish(EVENT)).hasMessage("the hub answered 307");
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void aHubBelowAPathIsFoundThere() {
    try (var hub = new ScriptedHub(json(202, PUBLISHED))) {
      HubClient.builder(hub.uri().resolve("/tools/hub/"), ScriptedHub.ROOT_KEY)
          .build()
          .publish(EVENT);
      assertThat(hub.requests().get(0).path()).isEqualTo("/tools/hub/api/events");
    }
  }

  @Test
  void nothingShowsASecret() {
    try (var hub = new ScriptedHub()) {
      HubClient client = hub.client();
      assertThat(
              List.of(
                  client.toString(),
                  hub.builder().toString(),
                  Event.ofJson("org_1", "t", "{\"s\":\"" + KEY + "\"}").toString()))
          .noneMatch(text -> text.contains(ScriptedHub.ROOT_KEY) || text.contains(KEY));
      assertThatThrownBy(() -> client.verify(KEY, Ask.nothing()))
          .hasMessageNotContaining(KEY)
          .hasMessageNotContaining(ScriptedHub.ROOT_KEY);
    }
    assertThatThrownBy(() -> HubClient.builder(URI.create("http://localhost"), "a\nhidden"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hub.example.com", "ftp://hub", "https://a:b@hub", "https://hub?x", "https:///x"})
  void anAddressThatIsNoHubsIsRefused(String address) {
    assertThatThrownBy(() -> HubClient.builder(URI.create(address), ScriptedHub.ROOT_KEY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("a:b");
  }
}
