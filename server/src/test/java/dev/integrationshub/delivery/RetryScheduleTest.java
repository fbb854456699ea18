package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.platform.configuration.RetentionSettings;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {
  @ParameterizedTest
  @CsvSource({
    "0, PT5S",
    "1, PT5M",
    "2, PT30M",
    "3, PT2H",
    "4, PT5H",
    "5, PT10H",
    "6, PT10H",
    "7, PT14H",
    "8, PT20H",
    "9, PT24H"
  })
  void isNeverSoonerThanPromisedAndAtMostATenthLater(int retry, Duration promised) {
    for (double random : new double[] {0, 0.25, 0.5, 0.75, 0.999999999}) {
      assertThat(RetrySchedule.delay(retry, Optional.empty(), random))
          .isBetween(promised, promised.plus(promised.dividedBy(10)));
    }
    assertThat(RetrySchedule.delay(retry, Optional.empty(), 0)).isEqualTo(promised);
    assertThat(RetrySchedule.delay(retry, Optional.empty(), 0.5)).isGreaterThan(promised);
  }

  @Test
  void whatTheReceiverAsksForOnlyLengthensTheDelay() {
    assertThat(RetrySchedule.delay(0, Optional.of(Duration.ofSeconds(60)), 0)).hasSeconds(60);
    assertThat(RetrySchedule.delay(1, Optional.of(Duration.ofSeconds(60)), 0)).hasSeconds(300);
    assertThat(RetrySchedule.delay(0, Optional.of(Duration.ZERO), 0)).hasSeconds(5);
  }

  @Test
  void partsOfAMillisecondMakeItLaterAndNotSooner() {
    Duration asked = Duration.ofSeconds(60).plusNanos(1);
    assertThat(RetrySchedule.delay(0, Optional.of(asked), 0)).hasMillis(60_001);
  }

  @Test
  void nobodyMayAskForMoreThanTenHours() {
    assertThat(RetrySchedule.delay(0, Optional.of(Duration.ofDays(400)), 0)).hasHours(10);
    assertThat(RetrySchedule.delay(9, Optional.of(Duration.ofDays(400)), 0)).hasHours(24);
    assertThat(RetrySchedule.pause(Optional.of(Duration.ofDays(400)), 0)).hasHours(10);
  }

  @Test
  void theShortestRetentionIsLongerThanAllRetriesTogether() {
    assertThat(RetrySchedule.longest()).isGreaterThan(Duration.ofHours(128));
    assertThat(Duration.ofDays(RetentionSettings.MIN_DAYS)).isGreaterThan(RetrySchedule.longest());
  }
}
