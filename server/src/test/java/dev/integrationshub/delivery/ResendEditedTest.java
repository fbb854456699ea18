package dev.integrationshub.delivery;

import static dev.integrationshub.delivery.TestHub.WEBHOOKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.egress.Answer;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.egress.ReceivedRequest;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A payload sent again edited, on real sockets. */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class ResendEditedTest {
  private static final String MARK = "webhook-resent-from";

  @Inject Jdbi jdbi;
  @Inject DispatchDeliveries dispatch;

  private TestHub hub;
  private HttpsReceiver receiver;

  @BeforeEach
  void newOrganization() {
    hub = TestHub.inNewOrganization(jdbi);
    receiver = HttpsReceiver.start();
  }

  @AfterEach
  void close() throws Exception {
    receiver.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{ \"b\":1.0,\"a\" :1e2, \"a\":123456789012345678901234567890.10 }",
        "{\"text\":\t\"Grüße 世界 \\u00fc\\u0000\",\n \"nested\":{\"payload\":[{}]}}",
      })
  void theNewPayloadArrivesByteForByteSignedAndMarkedAsANewEvent(String payload) throws Exception {
    HubClient.Answer created = hub.createWebhook(receiver.url("/hooks"), "");
    String webhook = created.text("/id");
    JsonNode first = delivered(webhook);
    assertThat(receiver.takeRequest().header(MARK)).isEmpty();
    assertThat(hub.delivery(webhook, id(first)).get("resentFrom").isNull()).isTrue();

    HubClient.Answer resent = resend(webhook, id(first), "{\"payload\": " + payload + " }");
    assertThat(resent.status()).as(resent.body().toString()).isEqualTo(202);
    ReceivedRequest request = receiver.takeRequest();
    assertThat(request.header("webhook-id")).contains(resent.text("/eventId"));
    assertThat(request.header(MARK)).contains(first.at("/eventId").asText());
    assertThat(resent.text("/eventId")).isNotEqualTo(first.at("/eventId").asText());
    assertThat(request.bodyText())
        .startsWith("{\"type\":\"recording.completed\",\"timestamp\":\"")
        .endsWith("Z\",\"data\":" + payload + "}");
    var library = new com.standardwebhooks.Webhook(created.text("/secret"));
    assertThatCode(() -> library.verify(request.bodyText(), headers(request)))
        .doesNotThrowAnyException();

    JsonNode newest = hub.awaitNewest(webhook, "succeeded", 1);
    assertThat(id(newest)).isEqualTo(resent.text("/deliveryId"));
    JsonNode detail = hub.delivery(webhook, id(newest));
    assertThat(detail.at("/resentFrom")).isEqualTo(first.at("/eventId"));
    assertThat(detail.at("/request/body").asText()).isEqualTo(request.bodyText());
    assertThat(detail.at("/request/headers").findValuesAsText("name")).contains(MARK);
  }

  @Test
  void itIsRetriedWithTheSameBytesAndMarkAndCanBeResentAgain() throws Exception {
    String webhook = hub.webhookTo(receiver, "");
    JsonNode first = delivered(webhook);
    receiver.takeRequest();
    receiver.answerNext(Answer.status(500));
    HubClient.Answer resent = resend(webhook, id(first), "{\"payload\":{\"n\":2}}");
    hub.makeDue(dispatch, id(hub.awaitNewest(webhook, "pending", 1)));
    JsonNode second = hub.awaitNewest(webhook, "succeeded", 2);
    ReceivedRequest failed = receiver.takeRequest();
    ReceivedRequest retried = receiver.takeRequest();
    assertThat(retried.body()).isEqualTo(failed.body());
    assertThat(retried.header(MARK)).isEqualTo(failed.header(MARK)).isPresent();
    assertThat(retried.header("webhook-id")).contains(resent.text("/eventId"));

    assertThat(resend(webhook, id(second), "{\"payload\":{\"n\":3}}").status()).isEqualTo(202);
    assertThat(receiver.takeRequest().header(MARK)).contains(resent.text("/eventId"));
  }

  @Test
  void noOtherWebhookGetsItNorRecoversIt() throws Exception {
    String webhook = hub.webhookTo(receiver, "");
    try (HttpsReceiver otherReceiver = HttpsReceiver.start()) {
      String other = hub.webhookTo(otherReceiver, "");
      String picky = hub.webhookTo(otherReceiver, "\"filter\": {\"n\": 2}");
      JsonNode first = delivered(webhook);
      hub.awaitNewest(other, "succeeded", 1);
      assertThat(resend(webhook, id(first), "{\"payload\":{\"n\":2}}").status()).isEqualTo(202);
      receiver.takeRequest();
      receiver.takeRequest();
      hub.awaitNewest(webhook, "succeeded", 1);

      assertThat(recovered(other)).isZero();
      assertThat(recovered(webhook)).isZero();
      // Its filter would let the resent event through, and no other.
      assertThat(recovered(picky)).isZero();
      assertThat(hub.deliveries(other, "").body().at("/data")).hasSize(1);
      assertThat(hub.deliveries(picky, "").body().at("/data")).isEmpty();
      otherReceiver.takeRequest();
      assertThat(otherReceiver.requests()).isEmpty();
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void itIsSentWhateverTheWebhookAsksForByNow() throws Exception {
    String webhook = hub.webhookTo(receiver, "");
    JsonNode first = delivered(webhook);
    receiver.takeRequest();
    HubClient.Answer changed =
        hub.client()
            .patch(
                WEBHOOKS + "/" + webhook,
                "{\"events\": [\"user.created\"], \"filter\": {\"n\": 1}}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(resend(webhook, id(first), "{\"payload\":{\"n\":2}}").status()).isEqualTo(202);
    assertThat(receiver.takeRequest().bodyText()).endsWith("\"data\":{\"n\":2}}");
  }

  @Test
  void aPayloadThatBreaksItsTypesSchemaIsRefusedWithEachPlace() {
    String webhook = hub.webhookTo(receiver, "");
    JsonNode first = delivered(webhook);
    setSchema("{\"required\": [\"id\"], \"properties\": {\"id\": {\"type\": \"string\"}}}");
    try {
      HubClient.Answer refused = resend(webhook, id(first), "{\"payload\": {\"id\": 1}}");
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.body().at("/errors").findValuesAsText("pointer"))
          .containsExactly("/payload/id");
      assertThat(resend(webhook, id(first), "{\"payload\": {}}").text("/errors/0/pointer"))
          .isEqualTo("/payload");
      assertThat(events()).isEqualTo(1);
      assertThat(resend(webhook, id(first), "{\"payload\": {\"id\": \"1\"}}").status())
          .isEqualTo(202);
    } finally {
      setSchema(null);
    }
  }

  @Test
  void thePayloadsLimitIsExact() throws Exception {
    String webhook = hub.webhookTo(receiver, "");
    JsonNode first = delivered(webhook);
    receiver.takeRequest();
    int room = RawObject.MAX_DATA_BYTES - "{\"a\":\"\"}".length();
    String most = "{\"payload\": {\"a\":\"%s\"}}";
    assertThat(resend(webhook, id(first), most.formatted("x".repeat(room))).status())
        .isEqualTo(202);
    assertThat(receiver.takeRequest().body().length).isGreaterThan(RawObject.MAX_DATA_BYTES);
    HubClient.Answer refused = resend(webhook, id(first), most.formatted("x".repeat(room + 1)));
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.text("/detail")).contains("256 KiB");
    assertThat(events()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                  | /payload",
        "{\"payload\": null}                 | /payload",
        "{\"payload\": [1]}                  | /payload",
        "{\"payload\": \"{}\"}               | /payload",
        "{\"payload\": {}, \"type\": \"a\"}  | /type",
        "{\"payload\": {}                    | ''",
        "null                                | ''",
      })
  void whatIsNoSuchRequestIsRefusedAndNothingIsSent(String body, String pointer) {
    String webhook = hub.webhookTo(receiver, "");
    HubClient.Answer refused = resend(webhook, id(delivered(webhook)), body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/errors/0/pointer")).isEqualTo(pointer);
    assertThat(events()).isEqualTo(1);
  }

  @Test
  void aDisabledWebhookGetsNothing() {
    String webhook = hub.webhookTo(receiver, "");
    JsonNode first = delivered(webhook);
    hub.client().patch(WEBHOOKS + "/" + webhook, "{\"enabled\": false}");
    HubClient.Answer refused = resend(webhook, id(first), "{\"payload\": {}}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/detail")).contains("enable it first");
    assertThat(events()).isEqualTo(1);
  }

  @Test
  void anotherOrganizationsDeliveriesDoNotExist() {
    String webhook = hub.webhookTo(receiver, "");
    String delivery = id(delivered(webhook));
    String second = hub.webhookTo(receiver, "");
    TestHub stranger = TestHub.inNewOrganization(jdbi);
    String strangers = stranger.webhookTo(receiver, "");
    String body = "{\"payload\": {}}";
    assertThat(stranger.client().post(path(webhook, delivery), body).status()).isEqualTo(404);
    assertThat(stranger.client().post(path(strangers, delivery), body).status()).isEqualTo(404);
    assertThat(resend(second, delivery, body).status()).isEqualTo(404);
    assertThat(resend(webhook, IdKind.DELIVERY.format(new UUID(0, 1)), body).status())
        .isEqualTo(404);
    assertThat(resend(webhook, "nothing", body).status()).isEqualTo(404);
    assertThat(events()).isEqualTo(1);
  }

  @Test
  void itIsAuditedWithoutThePayload() {
    String webhook = hub.webhookTo(receiver, "");
    String delivery = id(delivered(webhook));
    HubClient.Answer resent = resend(webhook, delivery, "{\"payload\": {\"n\": \"private\"}}");
    JsonNode entry =
        hub.client().get("/api/organizations/audit-log?target=" + webhook).body().at("/data/0");
    assertThat(entry.at("/action").asText()).isEqualTo("delivery.resent");
    assertThat(entry.at("/detail/delivery").asText()).isEqualTo(delivery);
    assertThat(entry.at("/detail/resentAs").asText()).isEqualTo(resent.text("/deliveryId"));
    assertThat(entry.at("/detail/event").asText()).isEqualTo(resent.text("/eventId"));
    assertThat(entry.toString()).doesNotContain("private");
  }

  /** An event of which the webhook has its first delivery. */
  private JsonNode delivered(String webhook) {
    hub.publish("{\"n\": 1}");
    return hub.awaitNewest(webhook, "succeeded", 1);
  }

  private HubClient.Answer resend(String webhook, String delivery, String body) {
    return hub.client().post(path(webhook, delivery), body);
  }

  private static String path(String webhook, String delivery) {
    return WEBHOOKS + "/" + webhook + "/deliveries/" + delivery + "/resend";
  }

  private static String id(JsonNode delivery) {
    return delivery.at("/id").asText();
  }

  private int recovered(String webhook) {
    HubClient.Answer answer =
        hub.client()
            .post(WEBHOOKS + "/" + webhook + "/recover", "{\"since\": \"1970-01-01T00:00:00Z\"}");
    assertThat(answer.status()).isEqualTo(202);
    return answer.body().at("/count").asInt();
  }

  private void setSchema(@Nullable String schema) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE event_type SET schema = CAST(:schema AS json)"
                        + " WHERE name = 'recording.completed'")
                .bind("schema", schema)
                .execute());
  }

  /** Those of the product; the hub tells by its own that a webhook was disabled. */
  private long events() {
    return hub.count(
        "SELECT count(*) FROM event WHERE organization_id = ? AND type = 'recording.completed'",
        hub.client().organizationId());
  }

  private static HttpHeaders headers(ReceivedRequest request) {
    return HttpHeaders.of(
        Map.of(
            "webhook-id", List.of(request.header("webhook-id").orElseThrow()),
            "webhook-timestamp", List.of(request.header("webhook-timestamp").orElseThrow()),
            "webhook-signature", List.of(request.header("webhook-signature").orElseThrow())),
        (name, value) -> true);
  }
}
