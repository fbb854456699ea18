package dev.integrationshub.delivery;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Retry-After header (RFC 9110 section 10.2.3): seconds or a date. Some servers send
 * decimals, which the RFC does not know; they say clearly enough what is meant.
 */
final class RetryAfter {
  private static final Pattern SECONDS = Pattern.compile("(\\d++)(\\.\\d*+)?");

  /** 30,000 years: what is longer counts as much. */
  private static final BigInteger HUGE = BigInteger.valueOf(1_000_000_000_000L);

  private RetryAfter() {}

  /**
   * Never shorter than what was asked for: a part of a second counts as a whole one.
   *
   * @return empty for what is neither seconds nor a date in one of HTTP's three formats; zero for a
   *     date that has passed
   */
  static Optional<Duration> parse(String value, Instant now) {
    String text = value.strip();
    Matcher seconds = SECONDS.matcher(text);
    if (seconds.matches()) {
      return Optional.of(seconds(seconds.group(1), seconds.group(2)));
    }
    return date(text, now)
        .map(date -> date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO);
  }

  private static Duration seconds(String whole, @Nullable String fraction) {
    boolean more = fraction != null && fraction.chars().anyMatch(c -> c >= '1' && c <= '9');
    return Duration.ofSeconds(new BigInteger(whole).min(HUGE).longValue() + (more ? 1 : 0));
  }

  /** RFC 9110 section 5.6.7: the preferred format first, then the two obsolete ones. */
  private static Optional<Instant> date(String text, Instant now) {
    return formats(now).stream().flatMap(format -> date(text, format).stream()).findFirst();
  }

  private static Optional<Instant> date(String text, DateTimeFormatter format) {
    try {
      return Optional.of(LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException notThisFormat) {
      return Optional.empty();
    }
  }

  private static List<DateTimeFormatter> formats(Instant now) {
    // A two-digit year is never more than 50 years ahead.
    int base = now.atOffset(ZoneOffset.UTC).getYear() - 49;
    return List.of(
        DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH),
        new DateTimeFormatterBuilder()
            .appendPattern("EEEE, dd-MMM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, base)
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.ENGLISH),
        DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH));
  }
}
