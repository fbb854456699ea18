package dev.integrationshub.usage;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What one node of the hub keeps of usage and limits, by a clock of the test's. */
final class TestNode {
  private final RecordUsage recorded;
  private final LimitCalls limits;
  private final FlushUsage flush;
  private final SettableClock clock;

  TestNode(Jdbi jdbi, SettableClock clock) {
    this.clock = clock;
    this.recorded = new RecordUsage(clock, new SimpleMeterRegistry());
    this.limits = new LimitCalls(jdbi, clock, UUID.randomUUID());
    this.flush = new FlushUsage(recorded, limits, new WriteUsage(jdbi), clock);
  }

  /** Does with a call what a verification does. */
  boolean call(UUID keyId, int limit, int cost) {
    @Nullable Limited atOnce = limits.fromMemory().take(keyId, limit, cost);
    Limited limited = atOnce == null ? limits.take(keyId, limit, cost) : atOnce;
    CallOutcome outcome = limited.allowed() ? CallOutcome.VALID : CallOutcome.RATE_LIMITED;
    recorded.call(keyId, new Call(outcome, cost, true, null, limited.window().now()));
    return limited.allowed();
  }

  void callWithoutLimit(UUID keyId, CallOutcome outcome) {
    recorded.call(keyId, new Call(outcome, 1, false, null, clock.instant()));
  }

  HourWindow look(UUID keyId, int limit) {
    return limits.look(keyId, limit);
  }

  RecordUsage recorded() {
    return recorded;
  }

  void flush() {
    flush.flush();
  }

  /** As on SIGTERM. */
  void end() {
    flush.end();
  }
}
