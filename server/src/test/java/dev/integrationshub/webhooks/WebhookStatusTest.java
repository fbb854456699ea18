package dev.integrationshub.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookStatusTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, NO_DATA",
    "0, 0, 2, NO_DATA",
    "0, 0, 3, DEGRADED",
    "0, 0, 9, DEGRADED",
    "0, 0, 10, FAILING",
    "4, 0, 0, NO_DATA",
    "0, 4, 2, NO_DATA",
    "2, 2, 0, NO_DATA",
    "4, 0, 3, DEGRADED",
    "0, 1, 3, DEGRADED",
    "0, 1, 10, FAILING",
    "5, 0, 0, HEALTHY",
    "5, 0, 2, HEALTHY",
    "4, 1, 0, DEGRADED",
    "3, 2, 0, DEGRADED",
    "2, 3, 0, FAILING",
    "0, 5, 0, FAILING",
    "19, 1, 0, HEALTHY",
    "18, 1, 0, DEGRADED",
    "949999, 50001, 0, DEGRADED",
    "499999, 500001, 0, FAILING",
    "95, 5, 0, HEALTHY",
    "94, 6, 0, DEGRADED",
    "50, 50, 0, DEGRADED",
    "49, 51, 0, FAILING",
    "100, 0, 3, DEGRADED",
    "100, 0, 9, DEGRADED",
    "100, 0, 10, FAILING",
  })
  void followsRateAndStreak(long succeeded, long failed, int streak, WebhookStatus expected) {
    assertThat(WebhookStatus.judge(webhook(true, succeeded, failed, streak)).status())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "100, 0, 0", "0, 100, 20"})
  void disabledIsDisabledWhateverWasBefore(long succeeded, long failed, int streak) {
    WebhookStatus.Judgement judgement =
        WebhookStatus.judge(webhook(false, succeeded, failed, streak));
    assertThat(judgement.status()).isEqualTo(WebhookStatus.DISABLED);
    assertThat(judgement.reason()).contains("Ada");
  }

  @ParameterizedTest
  @CsvSource({
    "manual, , Disabled by Ada.",
    "gone, , 'The receiver answered 410 Gone, so the hub disabled the webhook.'",
    "failing, 2026-01-15T09:30:59Z,"
        + " 'Every attempt since 2026-01-15 09:30 UTC failed, so the hub disabled the webhook.'",
    "failing, , 'Every attempt of five days failed, so the hub disabled the webhook.'"
  })
  void theReasonSaysWhoOrWhyAndSinceWhen(
      String reason, @Nullable Instant failingSince, String expected) {
    assertThat(WebhookStatus.judge(webhook(false, 0, 0, 0, reason, failingSince)).reason())
        .isEqualTo(expected);
  }

  private static Webhook webhook(boolean enabled, long succeeded, long failed, int streak) {
    return webhook(enabled, succeeded, failed, streak, "manual", null);
  }

  static Webhook webhook(
      boolean enabled,
      long succeeded,
      long failed,
      int streak,
      String reason,
      @Nullable Instant failingSince) {
    return new Webhook(
        new UUID(0, 1),
        "Billing",
        "https://example.com/",
        List.of("*"),
        List.of(),
        "v1",
        null,
        true,
        7,
        15,
        enabled,
        null,
        enabled ? null : "Ada",
        enabled ? null : reason,
        streak,
        failingSince,
        null,
        null,
        succeeded,
        failed,
        null,
        false,
        null,
        null,
        null);
  }
}
