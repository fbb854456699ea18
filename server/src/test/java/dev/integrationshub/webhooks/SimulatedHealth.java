package dev.integrationshub.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What the tables hold of one webhook's health, in memory and virtual time. All that it decides it
 * asks of {@link FailureStreak} and {@link WebhookStatus}.
 */
public final class SimulatedHealth {
  private static final Duration DAY = Duration.ofHours(24);

  private record Ended(Instant at, boolean succeeded) {}

  private final Deque<Ended> ended = new ArrayDeque<>();
  private @Nullable Instant failingSince;
  private @Nullable Instant lastFailedAt;
  private int failuresInRow;
  private int toldPercent;
  private @Nullable String disabledReason;

  public boolean isEnabled() {
    return disabledReason == null;
  }

  public int failuresInRow() {
    return failuresInRow;
  }

  public @Nullable Instant failingSince() {
    return failingSince;
  }

  /** An attempt that counts has ended. */
  public void attempted(Instant startedAt, boolean succeeded) {
    if (succeeded) {
      failuresInRow = 0;
      failingSince = null;
      toldPercent = 0;
    } else {
      failuresInRow++;
      failingSince = failingSince == null ? startedAt : failingSince;
      lastFailedAt = startedAt;
    }
  }

  /** A delivery has ended by an attempt that counts. */
  public void ended(Instant now, boolean succeeded) {
    ended.add(new Ended(now, succeeded));
  }

  public void disable(String reason) {
    disabledReason = reason;
  }

  public void enable() {
    disabledReason = null;
    failuresInRow = 0;
    failingSince = null;
    toldPercent = 0;
  }

  /**
   * As the hub does every minute.
   *
   * @return the percentage that was told, 100 when the webhook was disabled, 0 when nothing was
   *     done
   */
  public int watch(Instant now) {
    Instant since = failingSince;
    Instant last = lastFailedAt;
    if (!isEnabled() || since == null || last == null) {
      return 0;
    }
    return switch (new FailureStreak(since, last, toldPercent).next(now)) {
      case FailureStreak.Step.Wait wait -> 0;
      case FailureStreak.Step.Tell tell -> {
        toldPercent = tell.percent();
        yield tell.percent();
      }
      case FailureStreak.Step.Disable disable -> {
        disable(DisabledView.FAILING);
        yield 100;
      }
    };
  }

  /** The status that the API would show, in lower case. */
  public String status(Instant now) {
    while (!ended.isEmpty() && !ended.getFirst().at.isAfter(now.minus(DAY))) {
      ended.removeFirst();
    }
    long succeeded = ended.stream().filter(Ended::succeeded).count();
    Webhook webhook =
        WebhookStatusTest.webhook(
            isEnabled(),
            succeeded,
            ended.size() - succeeded,
            failuresInRow,
            disabledReason == null ? DisabledView.MANUAL : disabledReason,
            failingSince);
    return WebhookStatus.judge(webhook).status().name();
  }
}
