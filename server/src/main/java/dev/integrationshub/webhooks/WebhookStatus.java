package dev.integrationshub.webhooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;

/** How a webhook does, over its last 24 hours of finished deliveries. */
enum WebhookStatus {
  @JsonProperty("healthy")
  HEALTHY,
  @JsonProperty("degraded")
  DEGRADED,
  @JsonProperty("failing")
  FAILING,
  @JsonProperty("disabled")
  DISABLED,
  @JsonProperty("no_data")
  NO_DATA;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int ENOUGH_OUTCOMES = 5;
  private static final int DEGRADED_STREAK = 3;
  private static final int FAILING_STREAK = 10;

  record Judgement(WebhookStatus status, String reason) {}

  /** Decides by the rules of the contract; pure. */
  static Judgement judge(Webhook webhook) {
    if (!webhook.enabled()) {
      return new Judgement(DISABLED, disabledReason(webhook));
    }
    long outcomes = webhook.succeeded() + webhook.failed();
    boolean enough = outcomes >= ENOUGH_OUTCOMES;
    int streak = webhook.failuresInRow();
    // In whole numbers, so that exactly 95 % and 50 % fall on the better side.
    boolean under50 = enough && webhook.succeeded() * 100 < outcomes * 50;
    boolean under95 = enough && webhook.succeeded() * 100 < outcomes * 95;
    if (streak >= FAILING_STREAK || under50) {
      return new Judgement(FAILING, troubles(webhook, streak >= DEGRADED_STREAK));
    }
    if (streak >= DEGRADED_STREAK || under95) {
      return new Judgement(DEGRADED, troubles(webhook, streak >= DEGRADED_STREAK));
    }
    return enough
        ? new Judgement(HEALTHY, rate(webhook))
        : new Judgement(
            NO_DATA, "Fewer than " + ENOUGH_OUTCOMES + " deliveries ended in the last 24 hours.");
  }

  private static String troubles(Webhook webhook, boolean streak) {
    return streak ? "The last " + webhook.failuresInRow() + " attempts failed." : rate(webhook);
  }

  private static String rate(Webhook webhook) {
    long outcomes = webhook.succeeded() + webhook.failed();
    return String.format(
        Locale.ROOT,
        "%d of %d deliveries of the last 24 hours succeeded.",
        webhook.succeeded(),
        outcomes);
  }

  private static String disabledReason(Webhook webhook) {
    return switch (Objects.requireNonNullElse(webhook.disabledReason(), DisabledView.MANUAL)) {
      case DisabledView.GONE -> "The receiver answered 410 Gone, so the hub disabled the webhook.";
      case DisabledView.FAILING ->
          "Every attempt " + failingTime(webhook) + " failed, so the hub disabled the webhook.";
      default -> "Disabled by " + webhook.disabledBy() + ".";
    };
  }

  /** What was under way when it was disabled may have succeeded since. */
  private static String failingTime(Webhook webhook) {
    Instant since = webhook.failingSince();
    return since == null ? "of five days" : "since " + MINUTE.format(since);
  }
}
