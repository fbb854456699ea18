package dev.integrationshub.delivery;

import static dev.integrationshub.delivery.TestHub.WEBHOOKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.integrationshub.egress.Answer;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.egress.ReceivedRequest;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.signing.WebhookSecret;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class TestSendResourceTest {
  private static final String EXAMPLE = "{\"event\": \"user.deleted\"}";

  @Inject Jdbi jdbi;

  private TestHub hub;
  private HttpsReceiver receiver;
  private String id;
  private String secret;

  @BeforeEach
  void aWebhook() {
    hub = TestHub.inNewOrganization(jdbi);
    receiver = HttpsReceiver.start();
    HubClient.Answer created =
        hub.createWebhook(
            receiver.url("/hooks"), "\"headers\": [{\"name\": \"X-A\", \"value\": \"geheim\"}]");
    id = created.text("/id");
    secret = created.text("/secret");
  }

  @AfterEach
  void close() throws Exception {
    receiver.close();
  }

  @Test
  void aTestIsADeliverysRequestWithAMarkAndTheTypesExample() throws Exception {
    receiver.answerNext(Answer.of(201, Map.of("X-Reply", "yes"), "Grüße ✓"));
    JsonNode result = tested(EXAMPLE);
    ReceivedRequest request = receiver.takeRequest();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.header("webhook-test")).contains("true");
    assertThat(request.header("webhook-id").orElseThrow()).startsWith("evt_");
    assertThat(request.header("content-type")).contains("application/json");
    assertThat(request.header("x-a")).contains("geheim");
    assertThat(request.bodyText())
        .startsWith("{\"type\":\"user.deleted\",\"timestamp\":\"20")
        .endsWith("\",\"data\":{\"userId\": \"usr_31Fz\"}}");
    assertThatCode(() -> verify(request)).doesNotThrowAnyException();

    List<String> members = new ArrayList<>();
    result.fieldNames().forEachRemaining(members::add);
    assertThat(members)
        .containsExactly(
            "success",
            "statusCode",
            "durationMs",
            "timing",
            "error",
            "errorDetail",
            "request",
            "response");
    assertThat(result.at("/success").asBoolean()).isTrue();
    assertThat(result.at("/statusCode").asInt()).isEqualTo(201);
    assertThat(result.at("/durationMs").isNumber()).isTrue();
    assertThat(result.at("/timing/tlsMs").isNumber()).isTrue();
    assertThat(result.at("/error").isNull()).isTrue();
    assertThat(result.at("/request/url").asText()).isEqualTo(receiver.url("/hooks"));
    assertThat(result.at("/request/body").asText()).isEqualTo(request.bodyText());
    assertThat(result.at("/request/headers").toString())
        .contains("{\"name\":\"webhook-test\",\"value\":\"true\"}")
        .contains("{\"name\":\"webhook-signature\",\"value\":\"***\"}")
        .contains("{\"name\":\"X-A\",\"value\":\"***\"}");
    assertThat(result.at("/response/body").asText()).isEqualTo("Grüße ✓");
    assertThat(result.at("/response/headers").toString())
        .contains("{\"name\":\"X-Reply\",\"value\":\"yes\"}");
    assertThat(result.at("/response/truncated").asBoolean()).isFalse();
    assertThat(result.toString()).doesNotContain("geheim", secret);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"b\":1,\"a\":2}",
        "{\"n\":1.0,\"m\":1e2,\"big\":123456789012345678901234567890.10}",
        "{ \"text\" :\t\"Grüße 世界 🚀 \\u00fc\\u0000\\/\" ,\n \"nested\":{\"data\":[{}, \"}\"]}}",
      })
  void thePayloadArrivesByteForByte(String payload) throws Exception {
    tested("{ \"payload\" :  " + payload + " , \"event\": \"user.deleted\"}");
    ReceivedRequest request = receiver.takeRequest();
    assertThat(request.bodyText()).endsWith(",\"data\":" + payload + "}");
    verify(request);
  }

  @Test
  void unsignedHasNoSignatureAndATamperedOneDoesNotVerify() throws Exception {
    tested("{\"event\": \"user.deleted\", \"signature\": \"unsigned\"}");
    assertThat(receiver.takeRequest().header("webhook-signature")).isEmpty();

    tested("{\"event\": \"user.deleted\", \"signature\": \"tampered\"}");
    ReceivedRequest tampered = receiver.takeRequest();
    assertThat(tampered.header("webhook-signature").orElseThrow()).startsWith("v1,");
    assertThatThrownBy(() -> verify(tampered)).isInstanceOf(WebhookVerificationException.class);

    tested("{\"event\": \"user.deleted\", \"signature\": \"signed\"}");
    verify(receiver.takeRequest());
  }

  @Test
  void duringARotationATestIsSignedAsDeliveriesAre() throws Exception {
    hub.client().post(WEBHOOKS + "/" + id + "/rotate-secret", "{\"overlapHours\": 1}");
    tested(EXAMPLE);
    ReceivedRequest request = receiver.takeRequest();
    assertThat(request.header("webhook-signature").orElseThrow().split(" ")).hasSize(2);
    verify(request);
  }

  @Test
  void aFailureIsTriedOnceAndLeavesNoTraceButTheAuditEntry() throws Exception {
    receiver.answerAlways(Answer.of(500, Map.of(), "x".repeat(40 * 1024)));
    JsonNode before = hub.webhook(id);
    JsonNode result = tested("{\"event\": \"user.deleted\", \"signature\": \"unsigned\"}");
    assertThat(result.at("/success").asBoolean()).isFalse();
    assertThat(result.at("/statusCode").asInt()).isEqualTo(500);
    assertThat(result.at("/error").asText()).isEqualTo("http_500");
    assertThat(result.at("/response/truncated").asBoolean()).isTrue();
    assertThat(result.at("/response/body").asText()).hasSize(32 * 1024);
    receiver.takeRequest();
    assertThat(receiver.requests()).isEmpty();

    assertThat(hub.webhook(id)).isEqualTo(before);
    assertThat(hub.deliveries(id, "").body().at("/data")).isEmpty();
    for (String table : List.of("event", "delivery", "attempt")) {
      assertThat(hub.count("SELECT count(*) FROM " + table + " WHERE organization_id = ?", org()))
          .as(table)
          .isZero();
    }
    JsonNode entry =
        hub.client().get("/api/organizations/audit-log?target=" + id).body().at("/data/0");
    assertThat(entry.at("/action").asText()).isEqualTo("webhook.tested");
    assertThat(entry.at("/detail/event").asText()).isEqualTo("user.deleted");
    assertThat(entry.at("/detail/signature").asText()).isEqualTo("unsigned");
    assertThat(entry.at("/detail/url").asText()).isEqualTo(receiver.url("/hooks"));
  }

  @Test
  void withoutAnAnswerThereIsAnErrorAndNoResponse() throws Exception {
    String url = receiver.url("/hooks");
    receiver.close();
    JsonNode result = unsaved("\"url\": \"" + url + "\"").body();
    assertThat(result.at("/success").asBoolean()).isFalse();
    assertThat(result.at("/statusCode").isNull()).isTrue();
    assertThat(result.at("/error").asText()).isEqualTo("connection_refused");
    assertThat(result.at("/errorDetail").asText()).isNotEmpty();
    assertThat(result.at("/response").isNull()).isTrue();
    assertThat(result.at("/request/body").asText()).contains("user.deleted");
  }

  @Test
  void aDisabledWebhookCanBeTested() throws Exception {
    hub.client().patch(WEBHOOKS + "/" + id, "{\"enabled\": false}");
    assertThat(tested(EXAMPLE).at("/success").asBoolean()).isTrue();
  }

  @Test
  void anUnsavedWebhookIsTestedWithItsOwnSecretHeadersAndTimeout() throws Exception {
    String own = WebhookSecret.generate().text();
    receiver.answerNext(Answer.hang());
    JsonNode result =
        unsaved(
                "\"url\": \"%s\", \"secret\": \"%s\", \"timeoutSeconds\": 1, \"headers\": [%s]"
                    .formatted(
                        receiver.url("/new"), own, "{\"name\": \"X-B\", \"value\": \"leise\"}"))
            .body();
    assertThat(result.at("/error").asText()).isEqualTo("timeout");
    ReceivedRequest request = receiver.takeRequest();
    assertThat(request.path()).isEqualTo("/new");
    assertThat(request.header("x-b")).contains("leise");
    assertThat(request.header("webhook-test")).contains("true");
    new com.standardwebhooks.Webhook(own).verify(request.bodyText(), headers(request));
    assertThat(result.toString()).doesNotContain("leise", own);
    assertThat(
            hub.count(
                "SELECT count(*) FROM audit_entry WHERE organization_id = ?"
                    + " AND action = 'webhook.tested' AND target = ?"
                    + " AND position('leise' IN detail::text) = 0",
                org(),
                IdKind.ORGANIZATION.format(org())))
        .isEqualTo(1);
    assertThat(unsaved("\"url\": \"" + receiver.url("/new") + "\"").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                            | /url",
        "{\"url\": \"https://10.0.0.1/\"}              | /url",
        "{\"url\": \"http://example.com/\"}            | /url",
        "{\"secret\": \"whsec_c2hvcnQ=\"}              | /secret",
        "{\"timeoutSeconds\": 31}                      | /timeoutSeconds",
        "{\"timeoutSeconds\": 0}                       | /timeoutSeconds",
        "{\"headers\": [{\"name\": \"webhook-test\", \"value\": \"false\"}]} | /headers/0/name",
        "{\"headers\": [{\"name\": \"X-A\"}]}          | /headers/0/value",
        "{}                                            | /event",
        "{\"event\": \"nothing\"}                      | /event",
        "{\"event\": \"user.deleted\", \"payload\": [1]}      | /payload",
        "{\"event\": \"user.deleted\", \"payload\": \"{}\"}   | /payload",
        "{\"event\": \"user.deleted\", \"signature\": \"v1\"} | /signature",
        "{\"colour\": \"red\"}                         | /colour",
      })
  void eachWrongFieldIsNamedAndNothingIsSent(String body, String pointer) {
    HubClient.Answer answer = hub.client().post(WEBHOOKS + "/test", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/errors").findValuesAsText("pointer")).contains(pointer);
    assertThat(tests()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"event\": ", "null", "[]", "{} {}", "{\"event\": \"user.deleted\"} x"})
  void whatIsNoJsonObjectIsRefused(String body) {
    assertThat(hub.client().post(path(), body).status()).isEqualTo(400);
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void thePayloadsLimitIsExact() throws Exception {
    int room = RawObject.MAX_DATA_BYTES - "{\"a\":\"\"}".length();
    String most = "{\"event\": \"user.deleted\", \"payload\": {\"a\":\"%s\"}}";
    tested(most.formatted("x".repeat(room)));
    assertThat(receiver.takeRequest().body().length).isGreaterThan(RawObject.MAX_DATA_BYTES);
    HubClient.Answer answer = hub.client().post(path(), most.formatted("x".repeat(room + 1)));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.text("/detail")).contains("256 KiB");
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void fiveTestsAtATimeAreTheLimitOfAnOrganization() throws Exception {
    var gate = new CountDownLatch(1);
    receiver.answerAlways(Answer.after(gate, Answer.status(200)));
    try (var callers = Executors.newFixedThreadPool(TestPlaces.PER_ORGANIZATION)) {
      List<Future<HubClient.Answer>> waiting = new ArrayList<>();
      for (int i = 0; i < TestPlaces.PER_ORGANIZATION; i++) {
        waiting.add(callers.submit(() -> hub.client().post(path(), EXAMPLE)));
      }
      for (int i = 0; i < TestPlaces.PER_ORGANIZATION; i++) {
        receiver.takeRequest();
      }
      HubClient.Answer refused = hub.client().post(path(), EXAMPLE);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("Retry-After")).isEqualTo("2");
      assertThat(refused.text("/detail")).contains("5 tests", "limit");
      assertThat(tests()).isEqualTo(TestPlaces.PER_ORGANIZATION);

      TestHub other = TestHub.inNewOrganization(jdbi);
      gate.countDown();
      String elsewhere = other.webhookTo(receiver, "");
      assertThat(other.client().post(path(elsewhere), EXAMPLE).status()).isEqualTo(200);
      for (Future<HubClient.Answer> answer : waiting) {
        assertThat(answer.get().status()).isEqualTo(200);
      }
    }
    assertThat(tested(EXAMPLE).at("/success").asBoolean()).isTrue();
  }

  @Test
  void othersWebhooksAnswer404AndAReaderMayNot() {
    TestHub other = TestHub.inNewOrganization(jdbi);
    assertThat(other.client().post(path(), EXAMPLE).status()).isEqualTo(404);
    HubClient reader =
        hub.client()
            .with(
                hub.client()
                    .createKey("reader", "\"scopes\": [\"organization:read\"]")
                    .text("/key"));
    assertThat(reader.post(path(), EXAMPLE).status()).isEqualTo(403);
    assertThat(reader.post(WEBHOOKS + "/test", EXAMPLE).status()).isEqualTo(403);
    assertThat(tests()).isZero();
  }

  private JsonNode tested(String body) {
    HubClient.Answer answer = hub.client().post(path(), body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private HubClient.Answer unsaved(String members) {
    return hub.client().post(WEBHOOKS + "/test", "{\"event\": \"user.deleted\", " + members + "}");
  }

  private long tests() {
    return hub.count(
        "SELECT count(*) FROM audit_entry WHERE organization_id = ? AND action = 'webhook.tested'",
        org());
  }

  private void verify(ReceivedRequest request) throws Exception {
    new com.standardwebhooks.Webhook(secret).verify(request.bodyText(), headers(request));
  }

  private static HttpHeaders headers(ReceivedRequest request) {
    return HttpHeaders.of(
        request.headers().stream()
            .collect(Collectors.toMap(header -> header.name(), header -> List.of(header.value()))),
        (name, value) -> true);
  }

  private UUID org() {
    return hub.client().organizationId();
  }

  private String path() {
    return path(id);
  }

  private static String path(String webhookId) {
    return WEBHOOKS + "/" + webhookId + "/test";
  }
}
