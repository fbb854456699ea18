package dev.integrationshub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.chaos.Oracle.Answer;
import dev.integrationshub.chaos.Oracle.Arrival;
import dev.integrationshub.chaos.ReadOutcome.Recorded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is wrong shows; event 0 of one organization goes to webhooks 0 and 1. */
class JudgeTest {
  private static final Subscriptions SUBSCRIPTIONS =
      new Subscriptions(List.of("org_1"), List.of(UUID.randomUUID(), UUID.randomUUID()));
  private static final Arrival FIRST = new Arrival(0, "evt_a");
  private static final Arrival SECOND = new Arrival(1, "evt_a");

  private final Oracle oracle = new Oracle();

  @Test
  void whatArrivesOnceEverywhereAndIsRecordedIsClean() {
    submit(new Answer.Accepted("evt_a"));
    take(FIRST);
    take(SECOND);
    Verdict verdict = verdict(0, FIRST, SECOND);
    assertThat(verdict.isClean()).isTrue();
    assertThat(verdict.accepted()).isEqualTo(1);
    assertThat(verdict.duplicated()).isEmpty();
  }

  @Test
  void anAcceptedEventThatOneOfItsWebhooksDidNotTakeIsLost() {
    submit(new Answer.Accepted("evt_a"));
    take(FIRST);
    oracle.received(SECOND, 0, 0);
    Verdict verdict = verdict(0, FIRST, SECOND);
    assertThat(verdict.lost()).singleElement().asString().contains(SECOND.toString());
    assertThat(verdict.isClean()).isFalse();
  }

  @Test
  void anEventOfUnknownAnswerMayArriveOrNotButUnderOneIdOnly() {
    submit(new Answer.Unknown("status 503"));
    assertThat(verdict(0).isClean()).isTrue();
    take(FIRST);
    take(SECOND);
    assertThat(verdict(0, FIRST, SECOND).isClean()).isTrue();
    Arrival underAnotherId = new Arrival(0, "evt_b");
    take(underAnotherId);
    assertThat(verdict(0, FIRST, SECOND, underAnotherId).invented()).isNotEmpty();
  }

  @Test
  void whatWasRefusedOrNeverSubmittedOrGoesElsewhereIsInvented() {
    submit(new Answer.Refused(422));
    submit(new Answer.Accepted("evt_a"));
    take(new Arrival(0, "evt_refused"), 0);
    take(new Arrival(0, "evt_b"), 1);
    take(new Arrival(1, "evt_a"), 1);
    take(new Arrival(0, "evt_c"), 7);
    assertThat(verdict(0).invented()).hasSize(4);
  }

  @Test
  void whatWasTakenMoreThanOnceIsCountedForEachTimeTooManyAndIsNoFault() {
    submit(new Answer.Accepted("evt_a"));
    take(FIRST);
    take(FIRST);
    take(FIRST);
    take(SECOND);
    Verdict verdict = verdict(0, FIRST, SECOND);
    assertThat(verdict.duplicated()).hasSize(2);
    assertThat(verdict.duplicatedUntold()).isEqualTo(2);
    assertThat(verdict.isClean()).isTrue();
  }

  @Test
  void whatCameAgainAfterAnAttemptThatIsWrittenDownIsNoFaultsDoing() {
    submit(new Answer.Accepted("evt_a"));
    take(FIRST);
    take(FIRST);
    take(SECOND);
    Verdict verdict =
        Judge.verdict(
            oracle,
            SUBSCRIPTIONS,
            new ReadOutcome.Outcome(
                0, Map.of(FIRST, new Recorded(2, 1), SECOND, new Recorded(1, 1))));
    assertThat(verdict.duplicated()).hasSize(1);
    assertThat(verdict.duplicatedUntold()).isZero();
  }

  @Test
  void moreThanOneFinalAttemptIsAFault() {
    submit(new Answer.Accepted("evt_a"));
    take(FIRST);
    take(SECOND);
    Verdict verdict =
        Judge.verdict(
            oracle,
            SUBSCRIPTIONS,
            new ReadOutcome.Outcome(
                0, Map.of(FIRST, new Recorded(2, 2), SECOND, new Recorded(1, 1))));
    assertThat(verdict.recordedTwice()).hasSize(1);
    assertThat(verdict.isClean()).isFalse();
  }

  @Test
  void whatWasTakenWithoutARecordIsUnrecordedAndWhatIsUnfinishedIsStuck() {
    submit(new Answer.Accepted("evt_a"));
    take(FIRST);
    take(SECOND);
    Verdict verdict = verdict(3, FIRST);
    assertThat(verdict.unrecorded()).singleElement().asString().contains(SECOND.toString());
    assertThat(verdict.stuck()).isEqualTo(3);
  }

  private void submit(Answer answer) {
    oracle.answered(oracle.submit(), answer);
  }

  private void take(Arrival arrival) {
    take(arrival, 0);
  }

  private void take(Arrival arrival, int number) {
    oracle.received(arrival, number, 0);
    oracle.taken(arrival);
  }

  private Verdict verdict(int unfinished, Arrival... recorded) {
    Map<Arrival, Recorded> attempts = new HashMap<>();
    for (Arrival arrival : recorded) {
      attempts.put(arrival, new Recorded(1, 1));
    }
    return Judge.verdict(oracle, SUBSCRIPTIONS, new ReadOutcome.Outcome(unfinished, attempts));
  }
}
