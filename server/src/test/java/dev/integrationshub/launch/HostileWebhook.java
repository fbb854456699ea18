package dev.integrationshub.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.SoftAssertions;

/** A webhook of the hub that leads to a case of the hostile receiver. */
record HostileWebhook(HubClient client, HostileTarget target, HostileOutcome expected, String id) {
  private static final String WEBHOOKS = "/api/organizations/webhooks";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MAX_BODY = 32 * 1024;
  private static final int MAX_HEADERS = 16 * 1024;

  /** Between the end of an attempt and its commit, on a machine that is busy. */
  private static final double SLACK_SECONDS = 5;

  static HostileWebhook create(HubClient client, HostileTarget target, boolean retries) {
    HostileOutcome expected = HostileOutcome.of(target.id());
    Answer created =
        client.post(
            WEBHOOKS,
            """
            {"name": "%s", "url": "%s", "events": ["recording.completed"],
             "retry": {"enabled": %s, "maxRetries": 3, "timeoutSeconds": %d}}
            """
                .formatted(target.id(), target.url(), retries, expected.isTimeout() ? 2 : 20));
    assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
    return new HostileWebhook(client, target, expected, created.text("/id"));
  }

  JsonNode view() {
    return client.get(WEBHOOKS + "/" + id).body();
  }

  /** The deliveries, newest first, with the counts. */
  JsonNode deliveries() {
    return client.get(WEBHOOKS + "/" + id + "/deliveries?limit=100").body();
  }

  JsonNode newest() {
    return deliveries().at("/data/0");
  }

  /** Waits for the first attempt's end, and for none to be under way. */
  JsonNode attempted() {
    return await(target.toString())
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(
            this::newest,
            delivery ->
                delivery.at("/attempts").asInt() > 0
                    && (!delivery.at("/status").asText().equals("pending")
                        || delivery.hasNonNull("nextAttemptAt")));
  }

  void check(SoftAssertions soft) {
    String deliveryId = attempted().at("/id").asText();
    JsonNode delivery = client.get(WEBHOOKS + "/" + id + "/deliveries/" + deliveryId).body();
    JsonNode first = delivery.at("/attempts/0");
    String what = target + ": " + first.at("/error") + " " + first.at("/errorDetail");
    soft.assertThat(first.at("/responseCode").asInt())
        .as(what)
        .isEqualTo(expected.status().orElse(0));
    soft.assertThat(first.at("/error").asText("")).as(what).isEqualTo(expected.error().orElse(""));
    soft.assertThat(first.at("/error").asText("success"))
        .as("what the kit expects of any sender: %s", what)
        .isIn(target.outcomes());
    // What came of a response that broke off is a part in any case, where any of it came.
    boolean brokeOff = expected.status().isEmpty() && first.hasNonNull("responseHeaders");
    soft.assertThat(first.at("/truncated").asBoolean())
        .as(what)
        .isEqualTo(expected.isCut() || brokeOff);
    checkBounds(soft, first);
    soft.assertThat(delivery.at("/status").asText())
        .as(what)
        .isEqualTo(
            expected.isSuccess() ? "succeeded" : expected.isRetried() ? "pending" : "failed");
    if (expected.isRetried()) {
      soft.assertThat(secondsToNext(delivery))
          .as("seconds until the next attempt after %s", what)
          .isBetween(expected.leastSeconds(), expected.mostSeconds() + SLACK_SECONDS)
          .isGreaterThanOrEqualTo(target.goodSender().at("/waitsSeconds").asDouble());
    }
  }

  private static void checkBounds(SoftAssertions soft, JsonNode attempt) {
    soft.assertThat(attempt.at("/responseBody").asText("").length()).isLessThanOrEqualTo(MAX_BODY);
    int headers = 0;
    for (JsonNode header : attempt.at("/responseHeaders")) {
      headers += header.at("/name").asText().length() + header.at("/value").asText().length();
    }
    soft.assertThat(headers).isLessThanOrEqualTo(MAX_HEADERS);
  }

  /** As planned, or as it was where the next attempt has been made meanwhile. */
  private static double secondsToNext(JsonNode delivery) {
    JsonNode first = delivery.at("/attempts/0");
    Instant ended =
        Instant.parse(first.at("/startedAt").asText()).plusMillis(first.at("/durationMs").asLong());
    JsonNode second = delivery.at("/attempts/1/startedAt");
    String next = second.isMissingNode() ? delivery.at("/nextAttemptAt").asText() : second.asText();
    return Duration.between(ended, Instant.parse(next)).toMillis() / 1000.0;
  }

  /** Sends a test, which must see the same as a delivery. */
  void checkTest(SoftAssertions soft) {
    JsonNode result =
        client.post(WEBHOOKS + "/" + id + "/test", "{\"event\": \"recording.completed\"}").body();
    soft.assertThat(result.at("/success").asBoolean())
        .as("%s: %s", target, result)
        .isEqualTo(expected.isSuccess());
    soft.assertThat(result.at("/error").asText(""))
        .as(target.toString())
        .isEqualTo(expected.error().orElse(""));
    soft.assertThat(result.at("/statusCode").asInt())
        .as(target.toString())
        .isEqualTo(expected.status().orElse(0));
    soft.assertThat(result.at("/response/body").asText("").length()).isLessThanOrEqualTo(MAX_BODY);
  }
}
