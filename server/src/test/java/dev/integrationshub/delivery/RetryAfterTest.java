package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("1994-11-06T08:48:37Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | PT0S",
        "007 | PT7S",
        "1.5 | PT2S",
        "2.0 | PT2S",
        "2. | PT2S",
        "120 | PT2M",
        " 7 | PT7S",
        "Sun, 06 Nov 1994 08:49:37 GMT | PT1M",
        "Sunday, 06-Nov-94 08:49:37 GMT | PT1M",
        "Sun Nov  6 08:49:37 1994 | PT1M",
        "Sun, 06 Nov 1994 08:47:37 GMT | PT0S"
      })
  void readsSecondsAndAllThreeDatesOfHttp(String value, Duration expected) {
    assertThat(RetryAfter.parse(value, NOW)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "+1",
        ".5",
        "1,5",
        "1 2",
        "0x10",
        "soon",
        "1e3",
        "\u0663",
        "Mon, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 06 Nov 1994 25:49:37 GMT",
        "1994-11-06T08:49:37Z"
      })
  void ignoresNonsense(String value) {
    assertThat(RetryAfter.parse(value, NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999999", "1000000000000", "99999999999999999999999999.9"})
  void hugeSecondsAreLongAndDoNotOverflow(String value) {
    assertThat(RetryAfter.parse(value, NOW).orElseThrow()).isGreaterThan(Duration.ofDays(365));
  }

  @Test
  void aHeaderFullOfZerosIsReadInNoTime() {
    assertThat(RetryAfter.parse("0".repeat(16_000) + "x", NOW)).isEmpty();
    assertThat(RetryAfter.parse("0".repeat(16_000) + "7", NOW)).contains(Duration.ofSeconds(7));
  }
}
