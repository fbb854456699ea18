package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.platform.configuration.RetentionSettings;
import dev.integrationshub.platform.database.MigratedDatabase;
import dev.integrationshub.platform.ids.Ids;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a database of its own: what time passes here would drop others' days. */
class DropOldDaysTest {
  private static final Instant FIRST = Instant.parse("2031-05-04T00:00:00Z");
  private static final int RETENTION_DAYS = 30;

  private static MigratedDatabase database;
  private static Jdbi jdbi;

  @BeforeAll
  static void start() throws IOException {
    database = MigratedDatabase.start();
    jdbi = database.jdbi();
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
  }

  @BeforeEach
  void aWeekOfDays() {
    new DayPartitions(jdbi, InstantSource.fixed(FIRST)).createAhead();
  }

  @Test
  void aDayGoesWhenAllOfItIsOlderThanTheRetention() throws Exception {
    UUID event = insertEvent(FIRST.plus(Duration.ofHours(23)));
    UUID next = insertEvent(FIRST.plus(Duration.ofHours(25)));
    assertThat(dropAt(FIRST.plus(Duration.ofDays(RETENTION_DAYS + 1)).minusMillis(1))).isEmpty();
    assertThat(isThere(event)).isTrue();

    assertThat(dropAt(FIRST.plus(Duration.ofDays(RETENTION_DAYS + 1))))
        .containsExactly("event_2031_05_04", "attempt_2031_05_04");
    assertThat(isThere(event)).isFalse();
    assertThat(isThere(next)).isTrue();
    assertThat(dropAt(FIRST.plus(Duration.ofDays(RETENTION_DAYS + 1)))).isEmpty();
  }

  @Test
  void aDayThatAnUnfinishedDeliveryNeedsStaysUntilItHasEnded() throws Exception {
    UUID event = insertEvent(FIRST.plus(Duration.ofHours(1)));
    UUID delivery = insertDelivery(event);
    insertAttempt(delivery, event, FIRST.plus(Duration.ofHours(26)));
    Instant muchLater = FIRST.plus(Duration.ofDays(RETENTION_DAYS + 100));

    assertThat(dropAt(muchLater))
        .doesNotContain("event_2031_05_04", "attempt_2031_05_05")
        .contains("event_2031_05_05", "attempt_2031_05_04");
    assertThat(isThere(event)).isTrue();

    jdbi.useHandle(handle -> handle.execute("DELETE FROM delivery WHERE id = ?", delivery));
    assertThat(dropAt(muchLater)).containsExactly("event_2031_05_04", "attempt_2031_05_05");
  }

  @Test
  void aTableInUseIsWaitedForWithoutHoldingUpOthers() throws Exception {
    UUID event = insertEvent(FIRST);
    CompletableFuture<List<String>> dropping;
    try (var reader = jdbi.open()) {
      reader.begin();
      reader.select("SELECT count(*) FROM event").mapTo(Long.class).one();
      dropping =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return dropAt(FIRST.plus(Duration.ofDays(RETENTION_DAYS + 1)));
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      // Were the drop to wait in line until the reader ends, this one would wait behind it.
      for (int i = 0; i < 20; i++) {
        assertThat(isThere(event)).isTrue();
      }
      assertThat(dropping).isNotDone();
      reader.commit();
    }
    assertThat(dropping.get(30, TimeUnit.SECONDS)).contains("event_2031_05_04");
  }

  @Test
  void whatHasNoDayOfItsOwnAndMinutesOfOutcomesGoByAgeToo() throws Exception {
    UUID stray = insertEvent(FIRST.minus(Duration.ofDays(400)));
    UUID webhook = UUID.randomUUID();
    for (Instant minute : List.of(FIRST.minusSeconds(60), FIRST)) {
      jdbi.useHandle(
          handle ->
              handle.execute(
                  "INSERT INTO webhook_minute VALUES (?, ?, 1, 0, 1, 5)", webhook, minute));
    }
    dropAt(FIRST.plus(Duration.ofDays(RETENTION_DAYS)));
    assertThat(isThere(stray)).isFalse();
    List<Instant> left =
        jdbi.withHandle(
            handle ->
                handle
                    .select("SELECT minute FROM webhook_minute WHERE webhook_id = ?", webhook)
                    .mapTo(Instant.class)
                    .list());
    assertThat(left).containsExactly(FIRST);
  }

  private List<String> dropAt(Instant now) throws InterruptedException {
    return new DropOldDays(jdbi, InstantSource.fixed(now), new RetentionSettings(RETENTION_DAYS))
        .drop();
  }

  private UUID insertEvent(Instant at) {
    UUID id = new Ids(InstantSource.fixed(at)).next();
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO event (id, organization_id, type, payload, accepted_at)"
                    + " VALUES (?, ?, 'user.created', '', ?)",
                id,
                id,
                at));
    return id;
  }

  private UUID insertDelivery(UUID event) {
    UUID id = new Ids(InstantSource.fixed(Ids.createdAt(event))).next();
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO delivery"
                    + " (id, event_id, webhook_id, organization_id, attempts, due_at)"
                    + " VALUES (?, ?, ?, ?, 1, now() + interval '1 day')",
                id,
                event,
                event,
                event));
    return id;
  }

  private void insertAttempt(UUID delivery, UUID event, Instant at) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO attempt
                  (id, delivery_id, event_id, webhook_id, organization_id, event_type, number,
                   trigger, started_at, duration_millis, succeeded, final, request_url,
                   request_headers, response_truncated)
                VALUES (?, ?, ?, ?, ?, 'user.created', 1, 'event', ?, 5, false, false, '', '[]',
                  false)
                """,
                new Ids(InstantSource.fixed(at)).next(),
                delivery,
                event,
                event,
                event,
                at));
  }

  private boolean isThere(UUID event) {
    return jdbi.withHandle(
        handle ->
            handle
                .select("SELECT EXISTS (SELECT 1 FROM event WHERE id = ?)", event)
                .mapTo(Boolean.class)
                .one());
  }
}
