package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.bench.BenchReport;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.platform.configuration.RetentionSettings;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/**
 * How long the list of deliveries takes over HTTP with 1,000,000 of one webhook in the real
 * PostgreSQL. No part of the tests: {@code ./hub bench deliveries-list} runs it, and nothing here
 * depends on how fast it is.
 */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class ListDeliveriesBench {
  private static final int DELIVERIES = 1_000_000;
  private static final int WARM_UP = 20;
  private static final int REQUESTS = 100;
  private static final int RETENTION_DAYS = 30;
  private static final int DAYS_DROPPED = 20;

  @Inject Jdbi jdbi;
  @Inject InstantSource clock;

  @Test
  void listsOfOneWebhook() throws Exception {
    TestHub hub = TestHub.inNewOrganization(jdbi);
    UUID organizationId = hub.client().organizationId();
    String webhook;
    try (HttpsReceiver receiver = HttpsReceiver.start()) {
      webhook = hub.webhookTo(receiver, "");
    }
    UUID webhookId = IdKind.WEBHOOK.parse(webhook).orElseThrow();
    FillDeliveries.fill(jdbi, clock, organizationId, webhookId, DELIVERIES);

    var report = new BenchReport("deliveries-list", "ms");
    for (var request : requests(webhookId).entrySet()) {
      String path = TestHub.WEBHOOKS + "/" + webhook + "/deliveries" + request.getValue();
      report.add(request.getKey(), millis(hub.client(), path), null);
    }
    report.add("retention drops a day", dropDays(webhookId), null);
    report.print();
  }

  private Map<String, String> requests(UUID webhookId) {
    Found old = found(webhookId, "succeeded", 1_000);
    Found failed = found(webhookId, "NOT succeeded", 1_000);
    String deliveryId = IdKind.DELIVERY.format(old.deliveryId());
    String eventId = IdKind.EVENT.format(old.eventId());
    String weekAgo = "" + clock.instant().minus(7, ChronoUnit.DAYS);
    String hourLater = "" + clock.instant().minus(7 * 24 - 1, ChronoUnit.HOURS);
    Map<String, String> requests = new LinkedHashMap<>();
    requests.put("first page", "");
    requests.put("first page of 100", "?limit=100");
    requests.put("last page by cursor", "?cursor=" + deliveryId);
    for (String status : new String[] {"success", "failure", "pending"}) {
      requests.put("status " + status, "?status=" + status);
    }
    requests.put(
        "failures, last page by cursor",
        "?status=failure&cursor=" + IdKind.DELIVERY.format(failed.deliveryId()));
    requests.put("event type, of 70 %", "?event=" + FillDeliveries.COMMON_TYPE);
    requests.put("event type, of 0.01 %", "?event=" + FillDeliveries.RARE_TYPE);
    requests.put("event type that never came", "?event=user.created");
    requests.put("since a week ago", "?since=" + weekAgo);
    requests.put("an hour, a week ago", "?since=" + weekAgo + "&until=" + hourLater);
    requests.put("until a week ago", "?until=" + weekAgo);
    requests.put("response code 200", "?responseCode=200");
    requests.put("response code 503", "?responseCode=503");
    requests.put("response code of 0.01 %", "?responseCode=" + FillDeliveries.RARE_CODE);
    requests.put("response code that never came", "?responseCode=404");
    requests.put("search by delivery id", "?search=" + deliveryId);
    requests.put(
        "search by the first 12 characters of a delivery id",
        "?search=" + deliveryId.substring(0, 12));
    requests.put("search by event id", "?search=" + eventId);
    requests.put(
        "search by the first 12 characters of an event id", "?search=" + eventId.substring(0, 12));
    requests.put("search that hits nothing", "?search=zebra");
    requests.put(
        "failures of a type since a week ago",
        "?status=failure&event=" + FillDeliveries.COMMON_TYPE + "&since=" + weekAgo);
    requests.put(
        "type of 70 % and code of 0.01 %",
        "?event=" + FillDeliveries.COMMON_TYPE + "&responseCode=" + FillDeliveries.RARE_CODE);
    return requests;
  }

  record Found(UUID deliveryId, UUID eventId) {}

  /** One of the oldest. */
  private Found found(UUID webhookId, String condition, int place) {
    return jdbi.withHandle(
        handle ->
            handle
                .select(
                    "SELECT delivery_id, event_id FROM attempt WHERE webhook_id = ? AND final AND "
                        + condition
                        + " ORDER BY delivery_id OFFSET ? LIMIT 1",
                    webhookId,
                    place)
                .map(
                    (row, context) ->
                        new Found(
                            row.getObject("delivery_id", UUID.class),
                            row.getObject("event_id", UUID.class)))
                .one());
  }

  /** With 36,000 attempts each; unfinished deliveries would keep theirs. */
  private double[] dropDays(UUID webhookId) throws InterruptedException {
    jdbi.useHandle(
        handle -> handle.execute("DELETE FROM delivery WHERE webhook_id = ?", webhookId));
    double[] millis = new double[DAYS_DROPPED];
    for (int day = 0; day < DAYS_DROPPED; day++) {
      var later = InstantSource.fixed(clock.instant().plus(day + 1, ChronoUnit.DAYS));
      var dropOldDays = new DropOldDays(jdbi, later, new RetentionSettings(RETENTION_DAYS));
      long start = System.nanoTime();
      assertThat(dropOldDays.drop()).contains("attempt_" + day(later.instant()));
      millis[day] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    return millis;
  }

  /** The last day that is older than the retention, as partitions are named. */
  private static String day(Instant now) {
    LocalDate date = now.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(RETENTION_DAYS + 1);
    return date.toString().replace('-', '_');
  }

  private static double[] millis(HubClient hub, String path) {
    for (int i = 0; i < WARM_UP; i++) {
      assertThat(hub.get(path).status()).as(path).isEqualTo(200);
    }
    double[] millis = new double[REQUESTS];
    for (int i = 0; i < REQUESTS; i++) {
      long start = System.nanoTime();
      hub.get(path);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    return millis;
  }
}
