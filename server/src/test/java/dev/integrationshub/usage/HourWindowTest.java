package dev.integrationshub.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HourWindowTest {
  private static final Instant NOW = Instant.parse("2026-11-17T12:00:30.500Z");

  @Test
  void windowTellsWhatIsLeftAndWhenMoreComes() {
    var window = new HourWindow(10, 5, Instant.parse("2026-11-17T11:10:00Z"), NOW);
    assertThat(window.remaining()).isEqualTo(5);
    assertThat(window.resetAt()).isEqualTo(Instant.parse("2026-11-17T12:10:00Z"));
    assertThat(window.secondsUntilReset()).isEqualTo(570);
  }

  @Test
  void waitIsRoundedUpAndNeverBelowOneSecond() {
    Instant oldest = NOW.minus(Duration.ofHours(1));
    assertThat(new HourWindow(1, 1, oldest, NOW).secondsUntilReset()).isEqualTo(1);
    assertThat(new HourWindow(1, 1, oldest, NOW.minusMillis(1001)).secondsUntilReset())
        .isEqualTo(2);
  }

  @Test
  void loweredLimitLeavesNothingRatherThanLessThanNothing() {
    assertThat(new HourWindow(5, 9, NOW, NOW).remaining()).isZero();
  }

  @Test
  void unusedLimitNeedsNoReset() {
    assertThat(new HourWindow(5, 0, NOW, NOW).resetAt()).isEqualTo(NOW);
  }
}
