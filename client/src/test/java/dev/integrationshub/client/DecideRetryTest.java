package dev.integrationshub.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecideRetryTest {
  private static final Outcome BROKEN = new Outcome.Unanswered(new IOException());
  private static final Outcome NOT_SENT = new Outcome.NotSent(new IOException());
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final Instant NOW = Instant.parse("2100-01-01T00:00:00Z");

  @Test
  void pausesDoubleUpToFiveSecondsWithHalfOfThemJitter() {
    var random = new Random(1);
    for (int attempts = 1; attempts < 200; attempts++) {
      Duration full = Duration.ofMillis(attempts > 6 ? 5_000 : 100L << (attempts - 1));
      assertThat(DecideRetry.after(BROKEN, attempts, 200, true, AN_HOUR, random).orElseThrow())
          .isBetween(full.dividedBy(2), full);
    }
  }

  @Test
  void whatTheHubAskedForIsWaitedAtLeast() {
    Outcome later = answered(429, Optional.of(Duration.ofSeconds(7)));
    assertThat(DecideRetry.after(later, 1, 2, false, AN_HOUR, new Random(1)).orElseThrow())
        .isBetween(Duration.ofMillis(7_050), Duration.ofMillis(7_100));
  }

  @Test
  void noAttemptBeginsAfterTheDeadlineOrTheLastOne() {
    Outcome later = answered(503, Optional.of(Duration.ofSeconds(7)));
    assertThat(DecideRetry.after(later, 1, 2, true, Duration.ofSeconds(7), new Random(1)))
        .isEmpty();
    assertThat(DecideRetry.after(BROKEN, 1, 2, true, Duration.ofMillis(-1), new Random(1)))
        .isEmpty();
    assertThat(DecideRetry.after(BROKEN, 2, 2, true, AN_HOUR, new Random(1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 301, 400, 401, 403, 404, 409, 413, 422, 500})
  void anAnswerForGoodIsNotAskedForAgain(int status) {
    assertThat(isRepeated(answered(status, Optional.empty()), true)).isFalse();
  }

  @Test
  void whatTheHubMayHaveDoneIsRepeatedOnlyWhereThatDoesNoHarm() {
    for (Outcome doubtful : new Outcome[] {BROKEN, status(502), status(504)}) {
      assertThat(isRepeated(doubtful, true)).isTrue();
      assertThat(isRepeated(doubtful, false)).isFalse();
    }
    for (Outcome undone : new Outcome[] {NOT_SENT, status(429), status(503)}) {
      assertThat(isRepeated(undone, false)).isTrue();
    }
  }

  @Test
  void retryAfterIsSecondsOrADate() {
    assertThat(RetryAfter.parse(" 120 ", NOW)).contains(Duration.ofMinutes(2));
    assertThat(RetryAfter.parse("Fri, 01 Jan 2100 00:00:30 GMT", NOW))
        .contains(Duration.ofSeconds(30));
    assertThat(RetryAfter.parse("Thu, 31 Dec 2099 00:00:30 GMT", NOW)).contains(Duration.ZERO);
    for (String nonsense : new String[] {"", "-1", "soon", "9999999999", "1.5"}) {
      assertThat(RetryAfter.parse(nonsense, NOW)).isEmpty();
    }
  }

  private static boolean isRepeated(Outcome outcome, boolean repeatable) {
    return DecideRetry.after(outcome, 1, 2, repeatable, AN_HOUR, new Random(1)).isPresent();
  }

  private static Outcome status(int status) {
    return answered(status, Optional.empty());
  }

  private static Outcome answered(int status, Optional<Duration> retryAfter) {
    return new Outcome.Answered(status, retryAfter, new byte[0]);
  }
}
