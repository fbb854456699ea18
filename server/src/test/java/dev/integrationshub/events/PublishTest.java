package dev.integrationshub.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.delivery.TestHub;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class PublishTest {
  private static final String EVENTS = "/api/events";

  @Inject Jdbi jdbi;
  @Inject AcceptEvents acceptEvents;

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
  void everyEnabledWebhookThatAsksForTheTypeGetsADelivery() {
    hub.webhookTo(receiver, "");
    String narrow = "{\"name\":\"n\",\"url\":\"%s\",\"events\":[\"%s\"]%s}";
    String url = receiver.url("/");
    for (String body :
        new String[] {
          narrow.formatted(url, "recording.completed\",\"user.created", ""),
          narrow.formatted(url, "user.created", ""),
          narrow.formatted(url, "recording.completed", ",\"enabled\":false")
        }) {
      assertThat(hub.client().post(TestHub.WEBHOOKS, body).status()).isEqualTo(201);
    }
    TestHub.inNewOrganization(jdbi).webhookTo(receiver, "");
    assertThat(hub.publish("{}").body().at("/deliveries").asInt()).isEqualTo(2);
  }

  @Test
  void anEventThatNobodyAsksForIsKeptAllTheSame() {
    Answer published = hub.publish("{\"a\": 1.0}");
    assertThat(published.body().at("/deliveries").asInt()).isZero();
    assertThat(
            hub.count(
                "SELECT count(*) FROM event WHERE id = ? AND payload = '{\"a\": 1.0}'",
                IdKind.EVENT.parse(published.text("/id")).orElseThrow()))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{\"data\":{}}", "x", "{\"a\":1", "\uFEFF{}"})
  void whatCannotBeReadIsABadRequestAndStoresNothing(String body) {
    Answer answer = hub.client().post(EVENTS, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(events()).isZero();
  }

  @Test
  void tooMuchDataIsRefusedByNameOfTheLimit() {
    String data = "{\"a\":\"" + "x".repeat(256 * 1024) + "\"}";
    Answer answer = hub.client().post(EVENTS, hub.body("user.created", data));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.text("/detail")).contains("256 KiB");
    assertThat(events()).isZero();
  }

  @Test
  void theLargestDataArrives() throws Exception {
    hub.webhookTo(receiver, "");
    String data = "{\"a\":\"" + "x".repeat(256 * 1024 - 8) + "\"}";
    hub.publish(data);
    assertThat(receiver.takeRequest().bodyText()).endsWith(data + "}");
  }

  @Test
  void anUnknownTypeOrOrganizationIsToldAndStoresNothing() {
    Answer type = hub.client().post(EVENTS, hub.body("user.vanished", "{}"));
    assertThat(type.status()).isEqualTo(422);
    assertThat(type.text("/detail")).contains("user.vanished");
    String elsewhere =
        hub.body("user.created", "{}")
            .replace(
                IdKind.ORGANIZATION.format(hub.client().organizationId()),
                IdKind.ORGANIZATION.format(UUID.randomUUID()));
    assertThat(hub.client().post(EVENTS, elsewhere).status()).isEqualTo(404);
    assertThat(events()).isZero();
  }

  @Test
  void onlyTheHostPublishes() {
    String key =
        hub.client()
            .createKey("CI", "\"scopes\": [\"organization:read\", \"organization:write\"]")
            .text("/key");
    assertThat(hub.client().with(key).post(EVENTS, hub.body("user.created", "{}")).status())
        .isEqualTo(403);
    assertThat(hub.client().with(key).get("/api/event-types").status()).isEqualTo(200);
  }

  @Test
  void theSameKeyAndBodyGetTheSameAnswer() throws Exception {
    hub.webhookTo(receiver, "");
    String body = hub.body("user.created", "{}");
    Answer first = hub.publish(body, "order-1");
    Answer second = hub.publish(body, "order-1");
    assertThat(first.status()).isEqualTo(202);
    assertThat(second.status()).isEqualTo(202);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(events()).isEqualTo(1);
    assertThat(hub.publish(body, "order-2").text("/id")).isNotEqualTo(first.text("/id"));
    assertThat(hub.publish(body + " ", "order-1").status()).isEqualTo(409);
    TestHub other = TestHub.inNewOrganization(jdbi);
    assertThat(other.publish(other.body("user.created", "{}"), "order-1").text("/id"))
        .isNotEqualTo(first.text("/id"));
  }

  @Test
  void aKeyIsForgottenAfterItsTime() {
    String body = hub.body("user.created", "{}");
    Answer first = hub.publish(body, "order-1");
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE idempotency SET expires_at = now() WHERE organization_id = ?",
                hub.client().organizationId()));
    assertThat(hub.publish(body, "order-1").text("/id")).isNotEqualTo(first.text("/id"));
    assertThat(events()).isEqualTo(2);
  }

  @Test
  void aKeyHasAtMost255VisibleCharacters() {
    String body = hub.body("user.created", "{}");
    assertThat(hub.publish(body, "k".repeat(255)).status()).isEqualTo(202);
    assertThat(hub.publish(body, "k".repeat(256)).status()).isEqualTo(400);
    assertThat(hub.publish(body, "two words").status()).isEqualTo(400);
  }

  @Test
  void ofConcurrentRequestsWithOneKeyOneIsPublished() throws Exception {
    String body = hub.body("user.created", "{}");
    Callable<Answer> publish = () -> hub.publish(body, "order-1");
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers = callers.invokeAll(Collections.nCopies(16, publish));
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).isEqualTo(202);
        assertThat(answer.get().body()).isEqualTo(answers.getFirst().get().body());
      }
    }
    assertThat(events()).isEqualTo(1);
  }

  @Test
  void ofSeveralPublicationsEachIsJudgedByItself() {
    hub.webhookTo(receiver, "");
    UUID organization = hub.client().organizationId();
    var once = new Publication.Once("order-1", new byte[] {1});
    var other = new Publication.Once("order-1", new byte[] {2});
    List<Acceptance> result =
        acceptEvents.accept(
            List.of(
                publication(organization, "user.created", null),
                publication(UUID.randomUUID(), "user.created", null),
                publication(organization, "user.vanished", null),
                publication(organization, "user.created", once),
                publication(organization, "user.created", once),
                publication(organization, "user.created", other)));
    assertThat(result.stream().map(Object::getClass).map(Class::getSimpleName))
        .containsExactly(
            "Accepted", "UnknownOrganization", "UnknownType", "Accepted", "Accepted", "KeyTaken");
    assertThat(result.get(4)).isEqualTo(result.get(3));
    assertThat(events()).isEqualTo(2);
  }

  private static Publication publication(
      UUID organization, String type, Publication.@Nullable Once once) {
    return new Publication(organization, type, new byte[] {'{', '}'}, once);
  }

  private long events() {
    return hub.count(
        "SELECT count(*) FROM event WHERE organization_id = ?", hub.client().organizationId());
  }
}
