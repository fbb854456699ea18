package dev.integrationshub.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.webhooks.FailureStreak.Step;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureStreakTest {
  private static final Instant SINCE = Instant.parse("2026-01-15T09:30:00Z");
  private static final Step WAIT = new Step.Wait();
  private static final Step DISABLE = new Step.Disable();

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0, 0",
    "PT59H59M59.999S, 0, 0",
    "PT60H, 0, 50",
    "PT60H, 50, 0",
    "PT107H59M59.999S, 50, 0",
    "PT108H, 50, 90",
    "PT108H, 0, 90",
    "PT108H, 90, 0",
    "PT119H59M59.999S, 90, 0"
  })
  void tellsOnceAtHalfAndOnceAtNineTenthsOfFiveDays(Duration after, int told, int expected) {
    Step step = new FailureStreak(SINCE, SINCE.plus(after), told).next(SINCE.plus(after));
    assertThat(step).isEqualTo(expected == 0 ? WAIT : new Step.Tell(expected));
  }

  @ParameterizedTest
  @CsvSource({"PT120H", "PT121H", "PT8760H"})
  void aFailureFiveDaysAfterTheFirstIsTheEnd(Duration after) {
    for (int told : new int[] {0, 50, 90}) {
      assertThat(new FailureStreak(SINCE, SINCE.plus(after), told).next(SINCE.plus(after)))
          .isEqualTo(DISABLE);
    }
  }

  @Test
  void silenceIsToldOfAndDoesNotDisable() {
    Instant aYearLater = SINCE.plus(Duration.ofDays(365));
    assertThat(new FailureStreak(SINCE, SINCE, 0).next(aYearLater)).isEqualTo(new Step.Tell(90));
    assertThat(new FailureStreak(SINCE, SINCE, 90).next(aYearLater)).isEqualTo(WAIT);
  }
}
