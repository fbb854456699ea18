package dev.integrationshub.senderkit;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** 429 and 503 with Retry-After (RFC 9110 section 10.2.3) in every form that is seen. */
final class RetryAfterCases {
  private static final int WAIT_SECONDS = 120;

  /** A date has whole seconds, and some time passes until it is read. */
  private static final int DATED_WAIT_SECONDS = WAIT_SECONDS - 2;

  private static final String BY_ITS_SCHEDULE = "It goes by its own schedule.";

  private RetryAfterCases() {}

  /**
   * @param headers whole lines, by the time of the answer
   */
  private record Form(
      String name,
      String does,
      double waits,
      String note,
      Function<Instant, List<String>> headers) {

    static Form fixed(String name, String value, double waits, String note) {
      return new Form(
          name,
          value.isEmpty() ? "nothing" : "'" + value + "'",
          waits,
          note,
          now -> List.of("Retry-After: " + value));
    }

    static Form dated(String name, String does, DateTimeFormatter format) {
      return new Form(
          name,
          "a date in " + WAIT_SECONDS + " s, " + does,
          DATED_WAIT_SECONDS,
          "",
          now -> List.of("Retry-After: " + format.format(at(now.plusSeconds(WAIT_SECONDS)))));
    }

    private static ZonedDateTime at(Instant instant) {
      return instant.atZone(ZoneOffset.UTC);
    }
  }

  static List<Case> all(InstantSource clock) {
    return Stream.of(429, 503)
        .flatMap(status -> forms().stream().map(form -> answering(status, form, clock)))
        .toList();
  }

  private static List<Form> forms() {
    return List.of(
        Form.fixed("seconds", "120", WAIT_SECONDS, ""),
        Form.fixed("zero", "0", 0, BY_ITS_SCHEDULE),
        Form.fixed("decimals", "90.5", 90.5, "No form of the RFC, but clear."),
        Form.dated("date", "as IMF-fixdate", format("EEE, dd MMM uuuu HH:mm:ss 'GMT'")),
        Form.dated("date-rfc850", "as in RFC 850", format("EEEE, dd-MMM-uu HH:mm:ss 'GMT'")),
        Form.dated("date-asctime", "as by asctime()", format("EEE MMM ppd HH:mm:ss uuuu")),
        Form.fixed("past", "Sun, 06 Nov 1994 08:49:37 GMT", 0, BY_ITS_SCHEDULE),
        Form.fixed("nonsense", "soon", 0, BY_ITS_SCHEDULE),
        Form.fixed("negative", "-5", 0, BY_ITS_SCHEDULE),
        Form.fixed("huge", "9".repeat(40), 60, "It bounds the wait, say to hours."),
        Form.fixed("empty", "", 0, BY_ITS_SCHEDULE),
        new Form(
            "two",
            "twice, '60' and '3600'",
            60,
            "It goes by one of them.",
            now -> List.of("Retry-After: 60", "Retry-After: 3600")));
  }

  private static Case answering(int status, Form form, InstantSource clock) {
    return Case.at(
        "/retry-after/" + status + "/" + form.name,
        "answers " + status + " with Retry-After: " + form.does,
        GoodSender.sees("http_" + status).waiting(form.waits).and(form.note),
        connection ->
            Answers.whole(status, form.headers.apply(clock.instant()), "").give(connection));
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
