package dev.integrationshub.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.integrationshub.client.Ask;
import dev.integrationshub.client.EndedCall;
import dev.integrationshub.client.Event;
import dev.integrationshub.client.FieldError;
import dev.integrationshub.client.HubClient;
import dev.integrationshub.client.HubProblemException;
import dev.integrationshub.client.PublishedEvent;
import dev.integrationshub.client.Verification;
import dev.integrationshub.client.VerificationCode;
import dev.integrationshub.client.WebhookVerifier;
import dev.integrationshub.delivery.TestHub;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.egress.ReceivedRequest;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Java client of {@code client/} against the hub itself. */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class JavaClientTest {
  @Inject Jdbi jdbi;

  private TestHub hub;
  private HubClient client;
  private String organizationId;

  @BeforeEach
  void newOrganization() {
    hub = TestHub.inNewOrganization(jdbi);
    client = HubClient.builder(hub.client().hub(), HubDatabase.ROOT_KEY).build();
    organizationId = IdKind.ORGANIZATION.format(hub.client().organizationId());
  }

  @Test
  void anEventIsPublishedOnceForItsKey() {
    Event event = Event.ofJson(organizationId, "user.created", "{\"n\": 1.0}");
    PublishedEvent first = client.publish(event, "row-7");
    assertThat(client.publish(event, "row-7")).isEqualTo(first);
    assertThat(client.publish(event).id()).isNotEqualTo(first.id());

    Event other = Event.of(organizationId, "user.created", Map.of("n", 2));
    HubProblemException conflict =
        catchThrowableOfType(HubProblemException.class, () -> client.publish(other, "row-7"));
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.detail().orElseThrow()).contains("Idempotency-Key");
  }

  @Test
  void whatIsPublishedArrivesSignedForTheVerifier() throws Exception {
    try (HttpsReceiver receiver = HttpsReceiver.start()) {
      Answer webhook = hub.client().post(TestHub.WEBHOOKS, webhook(receiver));
      assertThat(webhook.status()).isEqualTo(201);
      String data = "{ \"z\":1.0, \"name\":\"Zoë 🚀\" }";
      PublishedEvent published = client.publish(Event.ofJson(organizationId, "user.created", data));
      ReceivedRequest request = receiver.takeRequest();
      assertThat(request.bodyText()).endsWith("\"data\":" + data + "}");
      WebhookVerifier verifier = WebhookVerifier.of(webhook.text("/secret"));
      assertThat(verifier.verify(request.body(), name -> request.header(name).orElse(null)).id())
          .isEqualTo(published.id());
    }
  }

  @Test
  void aBatchIsPublishedOnceForItsKeyAndTellsEveryFault() {
    Event good = Event.of(organizationId, "user.created", Map.of("n", 1));
    Event bad = Event.of(organizationId, "user.vanished", Map.of());
    List<PublishedEvent> first = client.publishAll(List.of(good, good), "batch-1");
    assertThat(first).hasSize(2).doesNotHaveDuplicates();
    assertThat(client.publishAll(List.of(good, good), "batch-1")).isEqualTo(first);

    HubProblemException refused =
        catchThrowableOfType(
            HubProblemException.class, () -> client.publishAll(List.of(bad, good, bad)));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.errors())
        .extracting(FieldError::pointer)
        .containsExactly("/events/0/type", "/events/2/type");
  }

  @Test
  void aKeyIsVerifiedAndItsCallReported() {
    Answer created =
        hub.client().createKey("CI", "\"scopes\": [\"recordings:read\"], \"rateLimitPerHour\": 3");
    String key = created.text("/key");
    Verification valid = client.verify(key, Ask.scopes("recordings:read").costing(2));
    assertThat(valid.isValid()).isTrue();
    assertThat(valid.organizationId()).isEqualTo(organizationId);
    assertThat(valid.scopes()).containsExactly("recordings:read");
    assertThat(client.verify(key, Ask.scopes("users:write")).code())
        .isEqualTo(VerificationCode.INSUFFICIENT_SCOPE);
    assertThat(
            client
                .verify(key, Ask.nothing().costing(2).from(InetAddress.getLoopbackAddress()))
                .code())
        .isEqualTo(VerificationCode.RATE_LIMITED);
    assertThat(client.verify("nonsense", Ask.nothing()).code())
        .isEqualTo(VerificationCode.MALFORMED);

    EndedCall call = EndedCall.now(created.text("/id"), 200, Duration.ofNanos(1_234_567));
    assertThat(client.reportCalls(List.of(call, call))).isEqualTo(2);
  }

  @Test
  void aWrongRootKeyIsAProblemThatDoesNotShowIt() {
    String wrong = "wrong-root-key-0123456789-0123456789";
    HubClient stranger = HubClient.builder(hub.client().hub(), wrong).build();
    HubProblemException refused =
        catchThrowableOfType(
            HubProblemException.class, () -> stranger.verify("nonsense", Ask.nothing()));
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused).hasMessageNotContaining(wrong);
  }

  private static String webhook(HttpsReceiver receiver) {
    return "{\"name\":\"n\",\"url\":\"%s\",\"events\":[\"user.created\"]}"
        .formatted(receiver.url("/"));
  }
}
