package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.ids.IdKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;

/** What the tests of webhooks do again and again, in an organization of their own. */
public record TestHub(HubClient client, Jdbi jdbi) {
  public static final String WEBHOOKS = "/api/organizations/webhooks";

  public static TestHub inNewOrganization(Jdbi jdbi) {
    return new TestHub(HubClient.operatorOfNewOrganization(jdbi), jdbi);
  }

  /** The answer to the creation, 201 or not. */
  public Answer createWebhook(String url, String members) {
    return client.post(
        WEBHOOKS,
        "{\"name\": \"Billing\", \"url\": \"%s\", \"events\": [\"*\"]%s%s}"
            .formatted(url, members.isEmpty() ? "" : ", ", members));
  }

  public String webhookTo(HttpsReceiver receiver, String members) {
    Answer created = createWebhook(receiver.url("/hooks"), members);
    assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
    return created.text("/id");
  }

  public String body(String type, String data) {
    return "{\"organizationId\": \"%s\", \"type\": \"%s\", \"data\": %s}"
        .formatted(IdKind.ORGANIZATION.format(client.organizationId()), type, data);
  }

  /** Publishes and expects 202. */
  public Answer publish(String data) {
    Answer published = client.post("/api/events", body("recording.completed", data));
    assertThat(published.status()).as(published.body().toString()).isEqualTo(202);
    return published;
  }

  /** Publishes {@code {"n": from}} to before {@code {"n": until}} at once and expects 202. */
  public void publishBatch(int from, int until) {
    String events =
        IntStream.range(from, until)
            .mapToObj(n -> body("recording.completed", "{\"n\": %d}".formatted(n)))
            .collect(Collectors.joining(","));
    Answer published = client.post("/api/events/batch", "{\"events\":[" + events + "]}");
    assertThat(published.status()).as(published.body().toString()).isEqualTo(202);
  }

  public Answer publish(String body, String idempotencyKey) {
    Map<String, String> headers = new HashMap<>(client.headers());
    headers.put("Idempotency-Key", idempotencyKey);
    return new HubClient(client.hub(), headers).post("/api/events", body);
  }

  public Answer deliveries(String webhookId, String query) {
    Answer list = client.get(WEBHOOKS + "/" + webhookId + "/deliveries" + query);
    assertThat(list.status()).as(list.body().toString()).isEqualTo(200);
    return list;
  }

  public JsonNode delivery(String webhookId, String deliveryId) {
    return client.get(WEBHOOKS + "/" + webhookId + "/deliveries/" + deliveryId).body();
  }

  public Answer retry(String webhookId, String deliveryId) {
    return client.post(WEBHOOKS + "/" + webhookId + "/deliveries/" + deliveryId + "/retry", "{}");
  }

  public JsonNode webhook(String webhookId) {
    return client.get(WEBHOOKS + "/" + webhookId).body();
  }

  /** Waits until the webhook's newest delivery stands so, with as many attempts. */
  public JsonNode awaitNewest(String webhookId, String status, int attempts) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> deliveries(webhookId, "?limit=1").body().at("/data/0"),
            delivery ->
                delivery.at("/status").asText().equals(status)
                    && delivery.at("/attempts").asInt() == attempts);
  }

  /** Waits until the delivery stands so, with as many attempts. */
  public void awaitDelivery(String webhookId, String deliveryId, String status, int attempts) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> delivery(webhookId, deliveryId),
            delivery ->
                delivery.at("/status").asText().equals(status)
                    && delivery.at("/attempts").size() == attempts);
  }

  /** Lets the next attempt come due, as the time would. */
  public void makeDue(DispatchDeliveries dispatch, String deliveryId) {
    UUID id = IdKind.DELIVERY.parse(deliveryId).orElseThrow();
    jdbi.useHandle(handle -> handle.execute("UPDATE delivery SET due_at = now() WHERE id = ?", id));
    dispatch.signal();
  }

  public long count(String sql, Object... arguments) {
    return jdbi.withHandle(handle -> handle.select(sql, arguments).mapTo(Long.class).one());
  }
}
