package dev.integrationshub.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.delivery.TestHub;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class PublishBatchTest {
  private static final String BATCH = "/api/events/batch";

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
  void theAnswerIsInTheOrderOfTheEvents() {
    hub.webhookTo(receiver, "");
    TestHub other = TestHub.inNewOrganization(jdbi);
    Answer published =
        publish(event("{\"n\": 0}"), other.body("user.created", "{\"n\": 1}"), event("{\"n\": 2}"));
    assertThat(published.status()).as(published.body().toString()).isEqualTo(202);
    assertThat(published.body().at("/data")).hasSize(3);
    for (int n = 0; n < 3; n++) {
      JsonNode event = published.body().at("/data/" + n);
      assertThat(event.at("/deliveries").asInt()).isEqualTo(n == 1 ? 0 : 1);
      assertThat(event.at("/createdAt").asText()).isNotEmpty();
      assertThat(payload(event.at("/id").asText())).isEqualTo("{\"n\": " + n + "}");
    }
  }

  @Test
  void dataIsStoredByteForByte() {
    List<String> data =
        List.of(
            "{ \"b\" : 1.0 ,\"a\":1e2, \"z\":-0 }",
            "{\"text\":\"Grüße, 世界 🌍\",\"nul\":\"\\u0000\"}",
            "{}",
            "{\"twice\":1,\"twice\":2,\"}{\":[\"\\\"}\"]}");
    Answer published = publish(data.stream().map(this::event).toArray(String[]::new));
    for (int i = 0; i < data.size(); i++) {
      assertThat(payload(published.text("/data/" + i + "/id"))).isEqualTo(data.get(i));
    }
  }

  @Test
  void aThousandEventsAreOneBatchAndOneMoreIsNone() {
    String[] thousand =
        IntStream.range(0, 1000).mapToObj(n -> event("{\"n\":" + n + "}")).toArray(String[]::new);
    Answer published = publish(thousand);
    assertThat(published.status()).isEqualTo(202);
    assertThat(payload(published.text("/data/999/id"))).isEqualTo("{\"n\":999}");
    assertThat(events()).isEqualTo(1000);
    String[] more = IntStream.range(0, 1001).mapToObj(n -> event("{}")).toArray(String[]::new);
    Answer refused = publish(more);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/detail")).contains("/events", "1001", "1 to 1,000");
    assertThat(events()).isEqualTo(1000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                  | /events",
        "{\"events\": []}                    | /events",
        "{\"events\": {}}                    | /events",
        "{\"events\": [GOOD], \"more\": 1}   | /more",
        "{\"events\": [GOOD], \"events\": [GOOD]} | /events",
        "{\"events\": [GOOD, 1]}             | /events/1",
        "{\"events\": [GOOD, [GOOD]]}        | /events/1",
        "{\"events\": [GOOD, {HEAD}]}        | /events/1/data",
        "{\"events\": [GOOD, {HEAD, \"data\": []}]} | /events/1/data",
        "{\"events\": [GOOD, {HEAD, \"data\": {}, \"a/b\": 1}]} | /events/1/a~1b",
        "{\"events\": [GOOD, {HEAD, \"data\": {}, \"data\": {}}]} | /events/1/data",
        "{\"events\": [{\"organizationId\": \"x\", \"type\": \"user.created\", \"data\": {}}]} | /events/0/organizationId",
      })
  void whatIsWrongIsToldWithItsPlaceAndStoresNothing(String body, String pointer) {
    String good = event("{}");
    String head = good.substring(1, good.indexOf(", \"data\""));
    Answer refused = hub.client().post(BATCH, body.replace("GOOD", good).replace("HEAD", head));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().at("/errors").findValuesAsText("pointer")).containsExactly(pointer);
    assertThat(events()).isZero();
  }

  @Test
  void allFaultsAreToldAtOnce() {
    Answer refused =
        publish(
            event("{}"),
            hub.body("user.vanished", "{}"),
            hub.body("api_key.revoked", "{}"),
            event("{}")
                .replace(
                    IdKind.ORGANIZATION.format(hub.client().organizationId()),
                    IdKind.ORGANIZATION.format(UUID.randomUUID())));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().at("/errors").findValuesAsText("pointer"))
        .containsExactly("/events/1/type", "/events/2/type", "/events/3/organizationId");
    assertThat(refused.body().at("/errors").toString()).contains("user.vanished", "hub alone");
    assertThat(events()).isZero();
  }

  @Test
  void anEventWithTooMuchDataIsNamedWithTheLimit() {
    Answer refused = publish(event("{}"), event("{\"a\":\"" + "x".repeat(256 * 1024) + "\"}"));
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.text("/detail")).contains("/events/1/data", "256 KiB");
    assertThat(events()).isZero();
  }

  @Test
  void theSameKeyAndBodyGetTheSameAnswer() {
    hub.webhookTo(receiver, "");
    String body = batch(event("{\"n\": 1}"), event("{\"n\": 2}"));
    String key = UUID.randomUUID().toString();
    Answer first = publishWith(key, body);
    assertThat(first.status()).isEqualTo(202);
    Answer second = publishWith(key, body);
    assertThat(second.status()).isEqualTo(202);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(events()).isEqualTo(2);
    Answer taken = publishWith(key, batch(event("{\"n\": 1}")));
    assertThat(taken.status()).isEqualTo(409);
    assertThat(events()).isEqualTo(2);
    expire(key);
    assertThat(publishWith(key, body).text("/data/0/id")).isNotEqualTo(first.text("/data/0/id"));
  }

  @Test
  void aRefusedBatchLeavesItsKeyFree() {
    String key = UUID.randomUUID().toString();
    assertThat(publishWith(key, batch(hub.body("user.vanished", "{}"))).status()).isEqualTo(422);
    assertThat(publishWith(key, batch(event("{}"))).status()).isEqualTo(202);
    assertThat(publishWith("two words", batch(event("{}"))).status()).isEqualTo(400);
  }

  @Test
  void keysThatAreOverMakeRoomForNewOnes() {
    String old = UUID.randomUUID().toString();
    publishWith(old, batch(event("{}")));
    expire(old);
    publishWith(UUID.randomUUID().toString(), batch(event("{}")));
    assertThat(hub.count("SELECT count(*) FROM batch_idempotency WHERE key = ?", old)).isZero();
  }

  @Test
  void ofConcurrentBatchesWithOneKeyOneIsPublished() throws Exception {
    String body = batch(event("{\"n\": 1}"), event("{\"n\": 2}"));
    String key = UUID.randomUUID().toString();
    Callable<Answer> publish = () -> publishWith(key, body);
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers = callers.invokeAll(Collections.nCopies(16, publish));
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).isEqualTo(202);
        assertThat(answer.get().body()).isEqualTo(answers.getFirst().get().body());
      }
    }
    assertThat(events()).isEqualTo(2);
  }

  @Test
  void onlyTheHostPublishes() {
    String key = hub.client().createKey("CI", "\"scopes\": [\"organization:write\"]").text("/key");
    assertThat(hub.client().with(key).post(BATCH, batch(event("{}"))).status()).isEqualTo(403);
  }

  private String event(String data) {
    return hub.body("user.created", data);
  }

  private static String batch(String... events) {
    return "{\"events\": [" + String.join(", ", events) + "]}";
  }

  private Answer publish(String... events) {
    return hub.client().post(BATCH, batch(events));
  }

  private Answer publishWith(String key, String body) {
    Map<String, String> headers = new HashMap<>(hub.client().headers());
    headers.put("Idempotency-Key", key);
    return new HubClient(hub.client().hub(), headers).post(BATCH, body);
  }

  private void expire(String key) {
    jdbi.useHandle(
        handle ->
            handle.execute("UPDATE batch_idempotency SET expires_at = now() WHERE key = ?", key));
  }

  private String payload(String eventId) {
    UUID id = IdKind.EVENT.parse(eventId).orElseThrow();
    return jdbi.withHandle(
        handle ->
            handle
                .select("SELECT convert_from(payload, 'UTF8') FROM event WHERE id = ?", id)
                .mapTo(String.class)
                .one());
  }

  private long events() {
    return hub.count(
        "SELECT count(*) FROM event WHERE organization_id = ?", hub.client().organizationId());
  }
}
