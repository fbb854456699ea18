package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.delivery.CircuitBreaker.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {
  private static final long SLOW = Places.SLOW_AFTER.toNanos();
  private static final int MOST = DispatchDeliveries.PLACES_PER_WEBHOOK;

  private final Places places = new Places(20, 10);
  private final UUID webhook = UUID.randomUUID();

  private int freeOf(UUID id, long nanos) {
    return places.free(id, nanos);
  }

  @Test
  void slowAttemptsMakeRoomForOthersUntilTheirOwnPlacesAreTaken() {
    for (int i = 0; i < 20; i++) {
      places.begin(UUID.randomUUID(), 1, 0);
    }
    assertThat(places.free(0)).isZero();
    assertThat(places.free(SLOW)).isEqualTo(10);
    for (int i = 0; i < 10; i++) {
      places.begin(UUID.randomUUID(), 1, SLOW);
    }
    assertThat(places.free(SLOW)).isZero();
    assertThat(places.free(10 * SLOW)).isZero();
  }

  @Test
  void aWebhookWithASlowAttemptGetsNoFurtherPlace() {
    Places.Attempt attempt = places.begin(webhook, 1, 0);
    assertThat(freeOf(webhook, 0)).isEqualTo(MOST - 1);
    assertThat(freeOf(webhook, SLOW)).isZero();
    places.end(attempt, Ending.ANSWERED, SLOW, 0.5);
    assertThat(freeOf(webhook, SLOW)).isEqualTo(MOST);
  }

  @Test
  void aBrokenCircuitIsRememberedAndAHealthyOneForgotten() {
    for (int i = 0; i < CircuitBreaker.STRIKES; i++) {
      places.end(places.begin(webhook, 1, 0), Ending.TROUBLED, 0, 0.5);
    }
    assertThat(freeOf(webhook, 0)).isZero();
    places.tryNow(webhook, 0);
    assertThat(freeOf(webhook, 0)).isEqualTo(1);
    for (int i = 0; i < MOST; i++) {
      places.end(places.begin(webhook, 1, 0), Ending.ANSWERED, 0, 0.5);
    }
    assertThat(places.known()).isEmpty();
  }

  /** Receivers that answer, fail and hang at random; the clock goes on by itself. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noMoreBeginsThanMayAndEveryReceiverIsTriedAgain(long seed) {
    var random = new Random(seed);
    List<Ending> endings = List.of(Ending.values());
    List<UUID> webhooks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      webhooks.add(new UUID(seed, i));
    }
    List<UUID> owners = new ArrayList<>();
    List<Places.Attempt> underWay = new ArrayList<>();
    long nanos = 0;
    for (int step = 0; step < 5_000; step++) {
      nanos += random.nextLong(SLOW / 4);
      UUID id = webhooks.get(random.nextInt(webhooks.size()));
      if (places.free(nanos) > 0 && freeOf(id, nanos) > 0) {
        underWay.add(places.begin(id, 1, nanos));
        owners.add(id);
      } else if (!underWay.isEmpty()) {
        int which = random.nextInt(underWay.size());
        Ending ending = endings.get(random.nextInt(endings.size()));
        places.end(underWay.remove(which), ending, nanos, random.nextDouble());
        owners.remove(which);
      }
      assertThat(places.underWay()).isEqualTo(underWay.size()).isLessThanOrEqualTo(30);
      assertThat(owners.stream().filter(id::equals).count()).isLessThanOrEqualTo(MOST);
    }
    for (Places.Attempt attempt : underWay) {
      places.end(attempt, Ending.TIMED_OUT, nanos, random.nextDouble());
    }
    long later = nanos + CircuitBreaker.LONGEST_REST.toNanos();
    assertThat(places.free(later)).isEqualTo(20);
    assertThat(webhooks).allMatch(id -> freeOf(id, later) > 0);
  }
}
