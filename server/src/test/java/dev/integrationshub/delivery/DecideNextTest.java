package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.delivery.Decision.Next;
import dev.integrationshub.delivery.Decision.OnWebhook;
import dev.integrationshub.egress.FailureKind;
import dev.integrationshub.egress.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DecideNextTest {
  private static final Instant NOW = Instant.parse("2026-01-15T09:30:00Z");
  private static final Next SUCCEEDED = new Next.Succeeded();
  private static final Next FAILED = new Next.Failed();
  private static final OnWebhook KEEP = new OnWebhook.Keep();

  @ParameterizedTest
  @MethodSource("statusCodes")
  void only2xxIsSuccess(int statusCode) {
    assertThat(decide(first(7), responded(statusCode)).next() instanceof Next.Succeeded)
        .isEqualTo(statusCode / 100 == 2);
  }

  @ParameterizedTest
  @MethodSource("statusCodes")
  void onlyGoneAndTooManyRequestsTouchTheWebhook(int statusCode) {
    OnWebhook effect = decide(first(7), responded(statusCode)).webhook();
    assertThat(effect instanceof OnWebhook.Disable).isEqualTo(statusCode == 410);
    assertThat(effect instanceof OnWebhook.Pause).isEqualTo(statusCode == 429);
  }

  @ParameterizedTest
  @MethodSource("statusCodes")
  void everyFailureButGoneIsRetriedOnSchedule(int statusCode) {
    if (statusCode / 100 == 2) {
      return;
    }
    assertThat(decide(first(7), responded(statusCode)).next())
        .isEqualTo(statusCode == 410 ? FAILED : retry(5, 1));
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void whateverTheNetworkDoesIsRetriedOnSchedule(FailureKind kind) {
    assertThat(decide(first(7), new Outcome.Failed(kind, "")))
        .isEqualTo(new Decision(retry(5, 1), KEEP));
  }

  @Test
  void givesUpAfterExactlyTheRetriesAllowed() {
    for (int allowed = 0; allowed <= 10; allowed++) {
      int attempts = 1;
      DeliveryState state = first(allowed);
      while (decide(state, responded(500)).next() instanceof Next.Retry retry) {
        attempts++;
        state = new DeliveryState(retry.retriesUsed(), allowed, Trigger.SCHEDULE, false);
      }
      assertThat(attempts).isEqualTo(allowed + 1);
    }
  }

  @Test
  void theWholeScheduleTakes85HoursAndSomething() {
    Duration total = Duration.ZERO;
    DeliveryState state = first(10);
    while (decide(state, responded(500)).next() instanceof Next.Retry retry) {
      total = total.plus(retry.in());
      state = new DeliveryState(retry.retriesUsed(), 10, Trigger.SCHEDULE, false);
    }
    assertThat(total).isEqualTo(Duration.ofHours(85).plusMinutes(35).plusSeconds(5));
  }

  @Test
  void retryAfterCountsOnTooManyRequestsAndServiceUnavailableAlone() {
    for (int statusCode = 300; statusCode <= 599; statusCode++) {
      if (statusCode == 410) {
        continue;
      }
      boolean counts = statusCode == 429 || statusCode == 503;
      assertThat(decide(first(7), new Outcome.Responded(statusCode, Optional.of("60"))).next())
          .as("%d", statusCode)
          .isEqualTo(retry(counts ? 60 : 5, 1));
    }
  }

  @Test
  void aDateInRetryAfterIsMeasuredFromNow() {
    var outcome = new Outcome.Responded(503, Optional.of("Thu, 15 Jan 2026 09:40:00 GMT"));
    assertThat(decide(first(7), outcome).next()).isEqualTo(retry(600, 1));
  }

  @Test
  void nonsenseInRetryAfterIsIgnored() {
    assertThat(decide(first(7), new Outcome.Responded(429, Optional.of("a while"))))
        .isEqualTo(new Decision(retry(5, 1), new OnWebhook.Pause(Duration.ofSeconds(5))));
  }

  @Test
  void theWebhookPausesForWhatTheReceiverAskedAlsoWhenTheDeliveryIsGivenUp() {
    assertThat(decide(first(0), new Outcome.Responded(429, Optional.of("60"))))
        .isEqualTo(new Decision(FAILED, new OnWebhook.Pause(Duration.ofSeconds(60))));
  }

  @ParameterizedTest
  @MethodSource("statusCodes")
  void anAttemptByHandNeverDisablesTheWebhookAndPausesItAsAnyOther(int statusCode) {
    for (boolean reopened : new boolean[] {true, false}) {
      var state = new DeliveryState(1, 7, Trigger.MANUAL, reopened);
      assertThat(decide(state, responded(statusCode)).webhook())
          .isEqualTo(statusCode == 429 ? new OnWebhook.Pause(Duration.ofSeconds(5)) : KEEP);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60 | PT1M",
        "60.25 | PT1M1S",
        "1 | PT5S",
        "0 | PT5S",
        "-60 | PT5S",
        "a while | PT5S",
        "36000 | PT10H",
        "36001 | PT10H",
        "99999999999999999999999999 | PT10H",
        "Thu, 15 Jan 2026 09:40:00 GMT | PT10M",
        "Thu, 15 Jan 2026 09:30:01 GMT | PT5S",
        "Thu, 15 Jan 2026 09:00:00 GMT | PT5S",
        "Fri, 15 Jan 2100 09:30:00 GMT | PT10H"
      })
  void eachFormOfRetryAfterLeadsToItsDueTime(String header, Duration due) {
    for (int statusCode : new int[] {429, 503}) {
      var outcome = new Outcome.Responded(statusCode, Optional.of(header));
      assertThat(decide(first(7), outcome).next()).isEqualTo(new Next.Retry(due, 1));
    }
    assertThat(decide(first(7), new Outcome.Responded(429, Optional.of(header))).webhook())
        .isEqualTo(new OnWebhook.Pause(due));
  }

  @Test
  void whatTheReceiverAsksForNeverShortensALaterStepOfTheSchedule() {
    var third = new DeliveryState(2, 7, Trigger.SCHEDULE, false);
    var outcome = new Outcome.Responded(429, Optional.of("60"));
    assertThat(decide(third, outcome))
        .isEqualTo(new Decision(retry(1800, 3), new OnWebhook.Pause(Duration.ofSeconds(60))));
  }

  @Test
  void aReopenedDeliveryGetsOneAttempt() {
    var state = new DeliveryState(0, 7, Trigger.MANUAL, true);
    assertThat(decide(state, responded(500)).next()).isEqualTo(FAILED);
    assertThat(decide(state, responded(200)).next()).isEqualTo(SUCCEEDED);
  }

  @Test
  void anAttemptByHandUsesNothingOfTheScheduleUp() {
    // The third retry was waiting, and is waiting again.
    var state = new DeliveryState(3, 3, Trigger.MANUAL, false);
    assertThat(decide(state, responded(500)).next()).isEqualTo(retry(1800, 3));
    // The first attempt was waiting: that was it.
    var fresh = new DeliveryState(0, 3, Trigger.MANUAL, false);
    assertThat(decide(fresh, responded(500)).next()).isEqualTo(retry(5, 1));
  }

  static Stream<Integer> statusCodes() {
    return IntStream.rangeClosed(100, 599).boxed();
  }

  private static DeliveryState first(int retriesAllowed) {
    return new DeliveryState(0, retriesAllowed, Trigger.EVENT, false);
  }

  private static Outcome responded(int statusCode) {
    return new Outcome.Responded(statusCode, Optional.empty());
  }

  private static Next retry(int seconds, int retriesUsed) {
    return new Next.Retry(Duration.ofSeconds(seconds), retriesUsed);
  }

  private static Decision decide(DeliveryState state, Outcome outcome) {
    return DecideNext.decide(state, outcome, NOW, 0);
  }
}
