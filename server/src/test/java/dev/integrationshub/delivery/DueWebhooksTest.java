package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.delivery.DueWebhooks.Answers;
import dev.integrationshub.delivery.DueWebhooks.Asked;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DueWebhooksTest {
  private static final long NOW = Long.MAX_VALUE - 5;
  private static final UUID A = new UUID(0, 1);
  private static final UUID B = new UUID(0, 2);

  private final DueWebhooks due = new DueWebhooks(100);

  @Test
  void whoGaveAllThatWasAskedForIsAskedAgainAndWhoGaveLessIsNot() {
    due.cameDue(List.of(A, B));
    assertThat(next(10)).containsExactly(A, B);
    due.answered(asked(A, B), answers(Map.of(A, 10, B, 9), false));
    assertThat(next(10)).containsExactly(A);
    due.answered(asked(A), answers(Map.of(), false));
    assertThat(next(10)).isEmpty();
  }

  @Test
  void whoGivesOneAtATimeIsAskedAgainAfterEachOne() {
    due.cameDue(List.of(A));
    due.answered(asked(A), new Answers(Map.of(A, 1), Set.of(A), Map.of(), false));
    assertThat(next(10)).containsExactly(A);
  }

  @Test
  void whoIsClosedIsAskedWhenItsTimeHasComeAlsoWhereTheClockWraps() {
    due.cameDue(List.of(A));
    due.answered(asked(A), new Answers(Map.of(), Set.of(), Map.of(A, in(10)), false));
    due.cameDue(List.of(A));
    assertThat(next(10)).isEmpty();
    assertThat(due.nextOpening(NOW)).hasValue(in(10));
    assertThat(due.next(10, id -> 10, Set.of(), in(10))).containsExactly(new Asked(A, 10));
    assertThat(due.nextOpening(in(10))).isEmpty();
  }

  @Test
  void whoIsFoundToBeOpenNeedNotWaitForTheTimeOnceTold() {
    due.cameDue(List.of(A));
    due.answered(asked(A), new Answers(Map.of(), Set.of(), Map.of(A, in(10)), false));
    due.areDue(List.of(A));
    assertThat(next(10)).containsExactly(A);
  }

  @Test
  void whoCouldNotBeHeardGoesBeforeThoseWhoGaveSomething() {
    due.cameDue(List.of(A, B));
    due.answered(asked(A, B), answers(Map.of(A, 3), true));
    assertThat(next(10)).containsExactly(B, A);
  }

  @Test
  void whoHasNoPlaceIsPassedOverAndKept() {
    due.cameDue(List.of(A, B));
    assertThat(due.next(1, id -> id.equals(A) ? 0 : 7, Set.of(), NOW))
        .containsExactly(new Asked(B, 7));
    assertThat(next(1)).containsExactly(A);
    assertThat(due.next(10, id -> 10, Set.of(A), NOW)).containsExactly(new Asked(B, 10));
  }

  @Test
  void everyWebhookGetsItsTurnHoweverMuchTheOthersHave() {
    List<UUID> ids = Stream.generate(UUID::randomUUID).limit(50).toList();
    due.cameDue(ids);
    Map<UUID, Integer> turns = new HashMap<>();
    for (int round = 0; round < 50; round++) {
      List<Asked> asked = due.next(10, id -> 10, Set.of(), NOW);
      // Places are few: only the first four get some.
      Map<UUID, Integer> taken =
          asked.stream().limit(4).collect(Collectors.toMap(Asked::webhookId, one -> 10));
      taken.keySet().forEach(id -> turns.merge(id, 1, Integer::sum));
      due.answered(asked, answers(taken, true));
    }
    assertThat(turns.keySet()).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(turns.values()).containsOnly(4);
  }

  @Test
  void whereTooManyStandThoseWithoutAPlaceMakeRoom() {
    List<UUID> dead = Stream.generate(UUID::randomUUID).limit(150).toList();
    Set<UUID> without = new HashSet<>(dead);
    due.cameDue(dead);
    due.cameDue(List.of(A));
    assertThat(due.isFull()).isTrue();
    assertThat(due.next(10, id -> without.contains(id) ? 0 : 10, Set.of(), NOW))
        .containsExactly(new Asked(A, 10));
    assertThat(due.isFull()).isFalse();
  }

  private static long in(long nanos) {
    return NOW + nanos;
  }

  private List<UUID> next(int atOnce) {
    return due.next(atOnce, id -> 10, Set.of(), NOW).stream().map(Asked::webhookId).toList();
  }

  private static List<Asked> asked(UUID... ids) {
    return Stream.of(ids).map(id -> new Asked(id, 10)).toList();
  }

  private static Answers answers(Map<UUID, Integer> taken, boolean isFull) {
    return new Answers(taken, Set.of(), Map.of(), isFull);
  }
}
