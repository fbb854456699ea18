package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.delivery.CircuitBreaker.Closed;
import dev.integrationshub.delivery.CircuitBreaker.Ending;
import dev.integrationshub.delivery.CircuitBreaker.Open;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private static final long NOW = Long.MAX_VALUE - 5;

  private static CircuitBreaker after(CircuitBreaker breaker, Ending ending, int times) {
    CircuitBreaker next = breaker;
    for (int i = 0; i < times; i++) {
      next = next.after(ending, NOW, 0.5);
    }
    return next;
  }

  private static Open broken() {
    return (Open) after(CircuitBreaker.healthy(), Ending.TROUBLED, CircuitBreaker.STRIKES);
  }

  @Test
  void strikesInARowHalveThePlacesAndThenBreakTheCircuit() {
    assertThat(after(CircuitBreaker.healthy(), Ending.TROUBLED, 2).places(NOW)).isEqualTo(2);
    assertThat(after(CircuitBreaker.healthy(), Ending.TROUBLED, CircuitBreaker.STRIKES - 1))
        .isInstanceOf(Closed.class);
    assertThat(broken().places(NOW)).isZero();
  }

  @Test
  void whatWasNeverSentChangesNothing() {
    CircuitBreaker struck = after(CircuitBreaker.healthy(), Ending.TROUBLED, 2);
    assertThat(struck.after(Ending.UNKNOWN, NOW, 0.5)).isEqualTo(struck);
    Open broken = broken();
    assertThat(broken.after(Ending.UNKNOWN, broken.untilNanos(), 0.5)).isEqualTo(broken);
  }

  @Test
  void twoTimeoutsAreEnough() {
    assertThat(after(CircuitBreaker.healthy(), Ending.TIMED_OUT, 1)).isInstanceOf(Closed.class);
    assertThat(after(CircuitBreaker.healthy(), Ending.TIMED_OUT, 2)).isInstanceOf(Open.class);
  }

  @Test
  void anAnswerInBetweenForgivesTheStrikes() {
    CircuitBreaker nearly =
        after(CircuitBreaker.healthy(), Ending.TROUBLED, CircuitBreaker.STRIKES - 1);
    CircuitBreaker forgiven = nearly.after(Ending.ANSWERED, NOW, 0.5);
    assertThat(after(forgiven, Ending.TROUBLED, CircuitBreaker.STRIKES - 1))
        .isInstanceOf(Closed.class);
  }

  @Test
  void afterTheRestOneAttemptAtATimeShowsWhetherTheReceiverIsBack() {
    Open broken = broken();
    assertThat(broken.places(broken.untilNanos() - 1)).isZero();
    assertThat(broken.places(broken.untilNanos())).isEqualTo(1);
    CircuitBreaker back = broken.after(Ending.ANSWERED, broken.untilNanos(), 0.5);
    assertThat(back.places(NOW)).isEqualTo(1);
    assertThat(after(back, Ending.ANSWERED, 9).isHealthy()).isTrue();
  }

  @Test
  void eachRestIsTwiceAsLongUpToTheLongest() {
    CircuitBreaker breaker = broken();
    long before = 0;
    for (int times = 1; times <= 12; times++) {
      Open open = (Open) breaker;
      breaker = open.after(Ending.TROUBLED, open.untilNanos(), 0.999999);
      long rest = ((Open) breaker).untilNanos() - open.untilNanos();
      assertThat(rest).isGreaterThanOrEqualTo(before);
      assertThat(Duration.ofNanos(rest)).isLessThanOrEqualTo(CircuitBreaker.LONGEST_REST);
      before = rest;
    }
    assertThat(Duration.ofNanos(before))
        .isGreaterThan(CircuitBreaker.LONGEST_REST.minusMillis(100));
  }

  @Test
  void whatWasUnderWayWhenItBrokeDoesNotProlongTheRest() {
    Open broken = broken();
    assertThat(after(broken, Ending.TIMED_OUT, 5)).isEqualTo(broken);
  }

  @Test
  void whoAsksForADeliveryNeedNotWaitForTheRest() {
    CircuitBreaker asked = broken().tryNow(NOW);
    assertThat(asked.places(NOW)).isEqualTo(1);
    assertThat(((Open) asked).times()).isEqualTo(broken().times());
  }
}
