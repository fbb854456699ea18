package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.Ids;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class DayPartitionsTest {
  private static final String PARTITION_OF =
      "SELECT tableoid::regclass::text FROM event WHERE id = ?";

  @Inject Jdbi jdbi;
  @Inject InstantSource clock;

  @Test
  void todayAndAWeekAheadAreThereFromTheStart() {
    UUID today = insertEvent(new Ids(clock).next());
    UUID inAWeek = insertEvent(Ids.lowestAt(clock.instant().plus(java.time.Duration.ofDays(7))));
    assertThat(partitionOf(today)).isNotEqualTo("event_default").startsWith("event_20");
    assertThat(partitionOf(inAWeek)).isNotEqualTo("event_default").startsWith("event_20");
  }

  @Test
  void eachMomentOfADayFallsIntoItsPartition() {
    new DayPartitions(jdbi, at("2031-05-04T12:00:00Z")).createAhead();
    assertThat(partitionOf(eventAt("2031-05-04T00:00:00Z"))).isEqualTo("event_2031_05_04");
    assertThat(partitionOf(eventAt("2031-05-04T23:59:59.999Z"))).isEqualTo("event_2031_05_04");
    assertThat(partitionOf(eventAt("2031-05-05T00:00:00Z"))).isEqualTo("event_2031_05_05");
    assertThat(partitionOf(eventAt("2031-05-03T23:59:59.999Z"))).isEqualTo("event_default");
  }

  @Test
  void whatTheDefaultPartitionCaughtMovesToItsDay() {
    UUID early = eventAt("2032-05-04T12:00:00Z");
    assertThat(partitionOf(early)).isEqualTo("event_default");
    new DayPartitions(jdbi, at("2032-05-01T12:00:00Z")).createAhead();
    assertThat(partitionOf(early)).isEqualTo("event_2032_05_04");
  }

  @Test
  void nodesThatStartAtOnceDoNotCollide() throws Exception {
    Callable<Void> start =
        () -> {
          new DayPartitions(jdbi, at("2033-05-04T12:00:00Z")).createAhead();
          return null;
        };
    try (var nodes = Executors.newFixedThreadPool(4)) {
      for (Future<Void> node : nodes.invokeAll(List.of(start, start, start, start))) {
        node.get();
      }
    }
    assertThat(partitionOf(eventAt("2033-05-11T12:00:00Z"))).isEqualTo("event_2033_05_11");
  }

  private UUID eventAt(String time) {
    return insertEvent(new Ids(at(time)).next());
  }

  private UUID insertEvent(UUID id) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO event (id, organization_id, type, payload, accepted_at)"
                    + " VALUES (?, ?, 'user.created', '', now())",
                id,
                id));
    return id;
  }

  private String partitionOf(UUID id) {
    return jdbi.withHandle(handle -> handle.select(PARTITION_OF, id).mapTo(String.class).one());
  }

  private static InstantSource at(String time) {
    return InstantSource.fixed(Instant.parse(time));
  }
}
