package dev.integrationshub.usage;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What is counted of one key in one span of time. Not safe for use by several threads. */
final class UsageCounts {
  private final Map<CallOutcome, Long> calls = new EnumMap<>(CallOutcome.class);
  private final Map<Integer, Long> latencies = new HashMap<>();
  private long wrongSecrets;
  private long allowedCost;
  private long reportedFailures;
  private long latencyMicros;

  void addCall(CallOutcome outcome, long cost) {
    calls.merge(outcome, 1L, Long::sum);
    if (outcome == CallOutcome.VALID) {
      allowedCost += cost;
    }
  }

  /**
   * @param cost what the valid ones among them took together
   */
  void addCalls(CallOutcome outcome, long count, long cost) {
    calls.merge(outcome, count, Long::sum);
    allowedCost += cost;
  }

  void addWrongSecrets(long attempts) {
    wrongSecrets += attempts;
  }

  void addReport(boolean failed, long micros) {
    reportedFailures += failed ? 1 : 0;
    latencyMicros += micros;
    latencies.merge(LatencyHistogram.bucketOf(micros), 1L, Long::sum);
  }

  void add(UsageCounts other) {
    other.calls.forEach((outcome, count) -> calls.merge(outcome, count, Long::sum));
    other.latencies.forEach((bucket, count) -> latencies.merge(bucket, count, Long::sum));
    wrongSecrets += other.wrongSecrets;
    allowedCost += other.allowedCost;
    reportedFailures += other.reportedFailures;
    latencyMicros += other.latencyMicros;
  }

  long calls(CallOutcome outcome) {
    return calls.getOrDefault(outcome, 0L);
  }

  long wrongSecrets() {
    return wrongSecrets;
  }

  long allowedCost() {
    return allowedCost;
  }

  long reportedFailures() {
    return reportedFailures;
  }

  long latencyCount() {
    return latencies.values().stream().mapToLong(Long::longValue).sum();
  }

  long latencyMicros() {
    return latencyMicros;
  }

  /** Reported calls by {@link LatencyHistogram} bucket. */
  Map<Integer, Long> latencies() {
    return latencies;
  }
}
