package dev.integrationshub.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * A time to count usage in, from one whole minute to before another. It is made up of whole hours
 * in UTC and of the minutes before and after them, so that it costs few rows and yet is exact: days
 * of Asia/Kathmandu begin at a quarter past the hour.
 */
public record UsagePeriod(Instant from, Instant until) {

  public UsagePeriod {
    if (!isWholeMinute(from) || !isWholeMinute(until) || until.isBefore(from)) {
      throw new IllegalArgumentException("not whole minutes in order: " + from + ", " + until);
    }
  }

  /** The whole minutes of the last while, the current minute included. */
  public static UsagePeriod last(Duration duration, Instant now) {
    Instant thisMinute = now.truncatedTo(ChronoUnit.MINUTES);
    return new UsagePeriod(
        thisMinute.minus(duration).plus(1, ChronoUnit.MINUTES),
        thisMinute.plus(1, ChronoUnit.MINUTES));
  }

  /** A calendar day, which has 23 or 25 hours where the clocks change. */
  public static UsagePeriod day(LocalDate date, ZoneId zone) {
    return new UsagePeriod(
        date.atStartOfDay(zone).toInstant(), date.plusDays(1).atStartOfDay(zone).toInstant());
  }

  /** Where the whole hours begin; {@code until} where there is none. */
  Instant hoursFrom() {
    Instant hour = from.truncatedTo(ChronoUnit.HOURS);
    Instant firstWhole = hour.equals(from) ? from : hour.plus(1, ChronoUnit.HOURS);
    return firstWhole.isBefore(until) ? firstWhole : until;
  }

  /** Where the whole hours end; never before {@link #hoursFrom}. */
  Instant hoursUntil() {
    Instant lastWhole = until.truncatedTo(ChronoUnit.HOURS);
    return lastWhole.isAfter(hoursFrom()) ? lastWhole : hoursFrom();
  }

  private static boolean isWholeMinute(Instant time) {
    return time.truncatedTo(ChronoUnit.MINUTES).equals(time);
  }
}
