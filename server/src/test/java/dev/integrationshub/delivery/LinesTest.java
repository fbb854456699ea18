package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.delivery.CircuitBreaker.Ending;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {
  private static final long WAIT = Lines.LONGEST_WAIT.toNanos();
  private static final long MILLI = 1_000_000;
  private static final int MOST = DispatchDeliveries.PLACES_PER_WEBHOOK;

  private final Places places = new Places(20, 10);
  private final Lines lines = new Lines(places, 30, 1_000);
  private final UUID webhook = UUID.randomUUID();

  private static List<Lines.Leased> leased(UUID webhookId, int count, long nanos) {
    return Stream.generate(() -> SampleDelivery.of(webhookId, 1))
        .limit(count)
        .map(delivery -> new Lines.Leased(delivery, nanos, nanos))
        .toList();
  }

  private Lines.Moves succeed(Lines.Begun begun, long nanos) {
    return lines.end(begun.attempt(), Ending.ANSWERED, true, nanos, 0.5);
  }

  @Test
  void whatHasNoPlaceWaitsInItsLineAndBeginsWhenAnAttemptEnds() {
    List<Lines.Leased> all = leased(webhook, MOST + 2, 0);
    Lines.Moves first = lines.add(all, 0);
    assertThat(first.begun()).hasSize(MOST);
    assertThat(succeed(first.begun().getFirst(), 1).begun())
        .extracting(Lines.Begun::leased)
        .containsExactly(all.get(MOST));
    assertThat(succeed(first.begun().getLast(), 1).begun())
        .extracting(Lines.Begun::leased)
        .containsExactly(all.get(MOST + 1));
  }

  @Test
  void webhooksTakeTurns() {
    List<Lines.Begun> others = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      others.addAll(lines.add(leased(UUID.randomUUID(), 1, 0), 0).begun());
    }
    UUID late = UUID.randomUUID();
    assertThat(lines.add(leased(webhook, 5, 0), 0).begun()).isEmpty();
    assertThat(lines.add(leased(late, 1, 0), 0).begun()).isEmpty();
    assertThat(Stream.of(0, 1).flatMap(i -> succeed(others.get(i), 0).begun().stream()))
        .extracting(begun -> begun.leased().delivery().webhookId())
        .containsExactly(webhook, late);
  }

  @Test
  void whatWaitsTooLongIsGivenBack() {
    Lines.Moves first = lines.add(leased(webhook, MOST + 2, 0), 0);
    assertThat(lines.sweep(WAIT)).isEmpty();
    assertThat(lines.sweep(WAIT + 1)).hasSize(2);
    assertThat(succeed(first.begun().getFirst(), WAIT + 1).begun()).isEmpty();
  }

  @Test
  void afterAFailureNothingOfItsWebhookGoesUnseen() {
    Lines.Moves first = lines.add(leased(webhook, MOST + 2, 0), 0);
    Lines.Moves moves =
        lines.end(first.begun().getFirst().attempt(), Ending.ANSWERED, false, 0, 0.5);
    assertThat(moves.begun()).isEmpty();
    assertThat(moves.tooLate()).hasSize(2);
    assertThat(lines.mayClaim(webhook, 0)).isTrue();
  }

  @Test
  void aQuickWebhookIsLeasedAheadOfItsPlacesAndASlowOneIsNot() {
    List<Lines.Begun> quick = lines.add(leased(webhook, 2, 0), 0).begun();
    succeed(quick.getFirst(), 25 * MILLI);
    // 25 ms each at ten places: a hundred in the quarter of a second that may be leased ahead.
    assertThat(lines.room(25 * MILLI).of(webhook)).isEqualTo(MOST - 1 + 100);

    UUID slowOne = UUID.randomUUID();
    List<Lines.Begun> slow = lines.add(leased(slowOne, 2, 0), 0).begun();
    succeed(slow.getFirst(), 900 * MILLI);
    assertThat(lines.room(900 * MILLI).of(slowOne)).isEqualTo(MOST - 1 + 2);
    assertThat(lines.room(WAIT).of(slowOne)).isZero();
  }

  @Test
  void whatIsNewDoesNotOvertakeWhatWaitsInTheDatabase() {
    lines.behind(Set.of(webhook));
    assertThat(lines.roomForNew(0).of(webhook)).isZero();
    Lines.Room room = lines.room(0);
    assertThat(room.of(webhook)).isEqualTo(MOST);
    assertThat(lines.mayClaim(0)).isTrue();
    lines.claimed(room, 128, List.of(SampleDelivery.of(webhook, 1)));
    assertThat(lines.roomForNew(0).of(webhook)).isEqualTo(MOST);
    assertThat(lines.mayClaim(0)).isFalse();
  }

  @Test
  void aClaimThatWasFilledMayHaveLeftSomething() {
    Lines.Room room = lines.room(0);
    lines.claimed(room, 1, List.of(SampleDelivery.of(webhook, 1)));
    assertThat(lines.mayClaim(0)).isTrue();
    lines.claimed(room, 2, List.of(SampleDelivery.of(webhook, 1)));
    assertThat(lines.mayClaim(0)).isFalse();
  }

  @Test
  void muchPayloadLeavesNoRoom() {
    var large = new Lines.Leased(SampleDelivery.of(webhook, 1_000), 0, 0);
    Lines.Begun begun = lines.add(List.of(large), 0).begun().getFirst();
    assertThat(lines.room(0).places()).isZero();
    succeed(begun, 0);
    assertThat(lines.room(0).places()).isEqualTo(20 + 30);
  }

  /** Everything leased begins or is given back, once, whatever the receivers do. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void nothingIsLostInALine(long seed) {
    var random = new Random(seed);
    List<Ending> endings = List.of(Ending.values());
    Set<UUID> inLine = new HashSet<>();
    List<Lines.Begun> underWay = new ArrayList<>();
    Map<UUID, Integer> places = new HashMap<>();
    long nanos = 0;
    for (int step = 0; step < 5_000; step++) {
      nanos += random.nextLong(WAIT / 20);
      UUID id = new UUID(seed, random.nextInt(8));
      int room = Math.min(lines.room(nanos).of(id), lines.room(nanos).places());
      Lines.Moves moves = Lines.Moves.NONE;
      if (room > 0 && random.nextBoolean()) {
        List<Lines.Leased> leased = leased(id, 1 + random.nextInt(room), nanos);
        leased.forEach(one -> inLine.add(one.delivery().id()));
        moves = lines.add(leased, nanos);
      } else if (!underWay.isEmpty()) {
        Lines.Begun begun = underWay.remove(random.nextInt(underWay.size()));
        places.merge(begun.attempt().webhookId(), -1, Integer::sum);
        Ending ending = endings.get(random.nextInt(endings.size()));
        moves =
            lines.end(
                begun.attempt(),
                ending,
                ending == Ending.ANSWERED && random.nextInt(10) > 0,
                nanos,
                random.nextDouble());
      }
      for (Lines.Begun begun : moves.begun()) {
        assertThat(inLine.remove(begun.leased().delivery().id())).isTrue();
        underWay.add(begun);
        assertThat(places.merge(begun.attempt().webhookId(), 1, Integer::sum))
            .isLessThanOrEqualTo(MOST);
      }
      moves.tooLate().forEach(late -> assertThat(inLine.remove(late.id())).isTrue());
      lines.sweep(nanos).forEach(late -> assertThat(inLine.remove(late.id())).isTrue());
    }
    long later = nanos + WAIT + 1;
    lines.sweep(later).forEach(late -> assertThat(inLine.remove(late.id())).isTrue());
    assertThat(inLine).isEmpty();
    for (Lines.Begun begun : underWay) {
      assertThat(lines.end(begun.attempt(), Ending.ANSWERED, true, later, 0.5).begun()).isEmpty();
    }
    assertThat(lines.room(later).places()).isEqualTo(20 + 30);
  }
}
