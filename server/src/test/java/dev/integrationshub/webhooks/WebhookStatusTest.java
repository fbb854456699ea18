package dev.integrationshub.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookStatusTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, NO_DATA",
    "4, 0, 0, NO_DATA",
    "0, 4, 2, NO_DATA",
    "0, 1, 3, DEGRADED",
    "0, 1, 10, FAILING",
    "5, 0, 0, HEALTHY",
    "5, 0, 2, HEALTHY",
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

  private static Webhook webhook(boolean enabled, long succeeded, long failed, int streak) {
    return new Webhook(
        new UUID(0, 1),
        "Billing",
        "https://example.com/",
        List.of("*"),
        List.of(),
        true,
        7,
        15,
        enabled,
        null,
        enabled ? null : "Ada",
        enabled ? null : "manual",
        streak,
        null,
        null,
        succeeded,
        failed,
        null);
  }
}
