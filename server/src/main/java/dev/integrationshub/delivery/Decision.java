package dev.integrationshub.delivery;

import java.time.Duration;

/**
 * What follows from an attempt.
 *
 * @param next for the delivery
 * @param webhook for the webhook
 */
record Decision(Next next, OnWebhook webhook) {

  sealed interface Next {
    /** The receiver has it. */
    record Succeeded() implements Next {}

    /**
     * Once more, by the schedule.
     *
     * @param retriesUsed from now on
     */
    record Retry(Duration in, int retriesUsed) implements Next {}

    /** Given up. */
    record Failed() implements Next {}
  }

  sealed interface OnWebhook {
    /** Nothing changes. */
    record Keep() implements OnWebhook {}

    /** The receiver is gone for good: nothing is sent until somebody enables it again. */
    record Disable() implements OnWebhook {}

    /** The receiver asked for rest: nothing is sent to it for so long. */
    record Pause(Duration duration) implements OnWebhook {}
  }
}
