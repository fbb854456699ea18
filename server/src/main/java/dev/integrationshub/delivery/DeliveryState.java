package dev.integrationshub.delivery;

/**
 * A delivery at the moment of one attempt.
 *
 * @param retriesUsed of the schedule, before this attempt's end
 * @param retriesAllowed 0 when the webhook does not retry
 * @param trigger of this attempt
 * @param reopened whether it had finished before somebody retried it: then it gets this one attempt
 */
record DeliveryState(int retriesUsed, int retriesAllowed, Trigger trigger, boolean reopened) {
  DeliveryState {
    if (retriesUsed < 0 || retriesAllowed < 0 || retriesAllowed > RetrySchedule.length()) {
      throw new IllegalArgumentException(
          "retries lie between 0 and " + RetrySchedule.length() + ", not " + retriesAllowed);
    }
  }
}
