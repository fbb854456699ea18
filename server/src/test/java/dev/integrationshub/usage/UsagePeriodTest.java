package dev.integrationshub.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsagePeriodTest {

  @ParameterizedTest
  @CsvSource({
    "UTC,            2026-03-29, 2026-03-29T00:00:00Z, 2026-03-29T00:00:00Z, 2026-03-30T00:00:00Z",
    // The clocks go forward: 23 hours; back: 25 hours.
    "Europe/Berlin,  2026-03-29, 2026-03-28T23:00:00Z, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
    "Europe/Berlin,  2026-10-25, 2026-10-24T22:00:00Z, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
    "Asia/Kolkata,   2026-03-29, 2026-03-28T18:30:00Z, 2026-03-28T19:00:00Z, 2026-03-29T18:30:00Z",
    "Asia/Kathmandu, 2026-03-29, 2026-03-28T18:15:00Z, 2026-03-28T19:00:00Z, 2026-03-29T18:15:00Z",
    // By half an hour only.
    "Australia/Lord_Howe, 2026-04-05, 2026-04-04T13:00:00Z, 2026-04-04T13:00:00Z, 2026-04-05T13:30:00Z",
    // Midnight itself is skipped.
    "Africa/Cairo,   2026-04-24, 2026-04-23T22:00:00Z, 2026-04-23T22:00:00Z, 2026-04-24T21:00:00Z",
  })
  void dayIsThatOfTheZoneWithItsChangesOfClocks(
      String zone, LocalDate date, Instant from, Instant hoursFrom, Instant until) {
    UsagePeriod day = UsagePeriod.day(date, ZoneId.of(zone));
    assertThat(day).isEqualTo(new UsagePeriod(from, until));
    assertThat(day.hoursFrom()).isEqualTo(hoursFrom);
    assertThat(day.hoursUntil()).isEqualTo(until.truncatedTo(java.time.temporal.ChronoUnit.HOURS));
  }

  @Test
  void lastHoursEndWithTheCurrentMinute() {
    assertThat(UsagePeriod.last(Duration.ofHours(24), Instant.parse("2026-01-02T10:17:42.5Z")))
        .isEqualTo(
            new UsagePeriod(
                Instant.parse("2026-01-01T10:18:00Z"), Instant.parse("2026-01-02T10:18:00Z")));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T10:10:00Z, 2026-01-01T10:20:00Z",
    "2026-01-01T10:10:00Z, 2026-01-01T11:00:00Z",
    "2026-01-01T10:10:00Z, 2026-01-01T11:20:00Z",
    "2026-01-01T10:10:00Z, 2026-01-01T10:10:00Z",
  })
  void periodWithoutAWholeHourIsMadeOfMinutesAlone(Instant from, Instant until) {
    UsagePeriod period = new UsagePeriod(from, until);
    assertThat(period.hoursFrom()).isEqualTo(period.hoursUntil()).isBetween(from, until);
  }

  @Test
  void partsOfMinutesAreRefused() {
    Instant minute = Instant.parse("2026-01-01T10:10:00Z");
    assertThatThrownBy(() -> new UsagePeriod(minute, minute.plusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new UsagePeriod(minute.plusSeconds(60), minute))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
