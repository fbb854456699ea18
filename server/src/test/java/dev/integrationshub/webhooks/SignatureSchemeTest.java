package dev.integrationshub.webhooks;

import static dev.integrationshub.delivery.TestHub.WEBHOOKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.delivery.TestHub;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.egress.ReceivedRequest;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.signing.VerifyV1a;
import dev.integrationshub.signing.WebhookSecret;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class SignatureSchemeTest {
  private static final String V1A = "\"signatureScheme\": \"v1a\"";

  @Inject Jdbi jdbi;

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

  @Test
  void aWebhookOfV1aIsVerifiedByThePublicKeyInItsJson() throws Exception {
    Answer created = hub.createWebhook(receiver.url("/hooks"), V1A);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text("/signatureScheme")).isEqualTo("v1a");
    String publicKey = created.text("/publicKey");
    assertThat(publicKey).startsWith("whpk_");
    assertThat(hub.webhook(created.text("/id")).at("/publicKey").asText()).isEqualTo(publicKey);

    hub.publish("{\"n\": 1}");
    ReceivedRequest delivered = receiver.takeRequest();
    assertThat(delivered.header("webhook-signature").orElseThrow()).matches("v1a,[^ ,]+");
    assertThat(isValid(publicKey, delivered)).isTrue();

    String test = WEBHOOKS + "/" + created.text("/id") + "/test";
    hub.client().post(test, "{\"event\": \"user.deleted\"}");
    assertThat(isValid(publicKey, receiver.takeRequest())).isTrue();
    hub.client().post(test, "{\"event\": \"user.deleted\", \"signature\": \"tampered\"}");
    assertThat(isValid(publicKey, receiver.takeRequest())).isFalse();
  }

  @Test
  void thePrivateHalfOfAKeyIsNeverShownThePublicOneStandsForTheSecret() {
    Answer created = hub.createWebhook(receiver.url("/hooks"), V1A);
    String publicKey = created.text("/publicKey");
    String path = WEBHOOKS + "/" + created.text("/id");
    assertThat(created.text("/secret")).isEqualTo(publicKey);
    assertThat(hub.client().get(path + "/secret").text("/secret")).isEqualTo(publicKey);
    Answer rotated = hub.client().post(path + "/rotate-secret", "{\"overlapHours\": 1}");
    assertThat(rotated.text("/signatureScheme")).isEqualTo("v1a");
    assertThat(rotated.text("/secret"))
        .isEqualTo(rotated.text("/publicKey"))
        .isNotEqualTo(publicKey);
  }

  @Test
  void withoutAChoiceAWebhookIsSignedByV1AndHasNoPublicKey() {
    Answer created = hub.createWebhook(receiver.url("/hooks"), "");
    assertThat(created.text("/signatureScheme")).isEqualTo("v1");
    assertThat(created.body().at("/publicKey").isNull()).isTrue();
    assertThat(WebhookSecret.parse(created.text("/secret"))).isPresent();
  }

  @Test
  void aRotationCanChangeTheSchemeAndBothSignDuringTheOverlap() throws Exception {
    Answer created = hub.createWebhook(receiver.url("/hooks"), "");
    String path = WEBHOOKS + "/" + created.text("/id") + "/rotate-secret";
    Answer rotated = hub.client().post(path, "{\"overlapHours\": 1, \"signatureScheme\": \"v1a\"}");
    assertThat(rotated.text("/signatureScheme")).isEqualTo("v1a");
    hub.publish("{\"n\": 1}");
    ReceivedRequest during = receiver.takeRequest();
    assertThat(during.header("webhook-signature").orElseThrow()).matches("v1a,[^ ]+ v1,[^ ]+");
    assertThat(isValid(rotated.text("/publicKey"), during)).isTrue();
    new com.standardwebhooks.Webhook(created.text("/secret"))
        .verify(during.bodyText(), headers(during));

    Answer back = hub.client().post(path, "{\"overlapHours\": 0, \"signatureScheme\": \"v1\"}");
    assertThat(back.body().at("/publicKey").isNull()).isTrue();
    hub.publish("{\"n\": 2}");
    ReceivedRequest after = receiver.takeRequest();
    assertThat(after.header("webhook-signature").orElseThrow()).matches("v1,[^ ]+");
    new com.standardwebhooks.Webhook(back.text("/secret")).verify(after.bodyText(), headers(after));
  }

  @Test
  void aSecretOfOnesOwnGoesWithV1Only() {
    Answer refused =
        hub.createWebhook(
            receiver.url("/hooks"),
            V1A + ", \"secret\": \"" + WebhookSecret.generate().text() + "\"");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/errors/0/pointer")).isEqualTo("/secret");
    assertThat(
            hub.createWebhook(receiver.url("/hooks"), "\"signatureScheme\": \"v2\"")
                .text("/errors/0/pointer"))
        .isEqualTo("/signatureScheme");
  }

  private static boolean isValid(String publicKey, ReceivedRequest request) {
    return VerifyV1a.isValid(
        publicKey,
        request.header("webhook-id").orElseThrow(),
        request.header("webhook-timestamp").orElseThrow(),
        request.body(),
        request.header("webhook-signature").orElseThrow());
  }

  private static HttpHeaders headers(ReceivedRequest request) {
    return HttpHeaders.of(
        request.headers().stream()
            .collect(Collectors.toMap(header -> header.name(), header -> List.of(header.value()))),
        (name, value) -> true);
  }
}
