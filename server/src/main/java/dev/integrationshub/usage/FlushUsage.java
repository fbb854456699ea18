package dev.integrationshub.usage;

import dev.integrationshub.platform.database.DatabaseClock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was counted since the last time. A batch that can't be written is kept and tried
 * again as it is; its sequence number sees to it that it counts once, also where only the answer to
 * its commit was lost.
 */
@Singleton
public class FlushUsage {
  private final RecordUsage recorded;
  private final LimitCalls limits;
  private final WriteUsage write;
  private final InstantSource clock;

  private long sequence;
  private @Nullable UsageBatch unwritten;

  @Inject
  FlushUsage(RecordUsage recorded, LimitCalls limits, WriteUsage write, DatabaseClock clock) {
    this(recorded, limits, write, (InstantSource) clock);
  }

  FlushUsage(RecordUsage recorded, LimitCalls limits, WriteUsage write, InstantSource clock) {
    this.recorded = recorded;
    this.limits = limits;
    this.write = write;
    this.clock = clock;
  }

  public void flush() {
    flush(false);
  }

  /** The last time: gives all leases back too. */
  void end() {
    flush(true);
    write.end(limits.holder());
  }

  private synchronized void flush(boolean last) {
    writeUnwritten();
    Map<UUID, Long> returned = limits.release(last);
    RecordUsage.Taken taken = recorded.take();
    UsageBatch batch =
        new UsageBatch(
            limits.holder(),
            sequence + 1,
            taken.byKey(),
            taken.byPrefix(),
            returned,
            clock.instant());
    if (!batch.isEmpty()) {
      sequence++;
      unwritten = batch;
      writeUnwritten();
    }
  }

  private void writeUnwritten() {
    if (unwritten != null) {
      write.write(unwritten);
      unwritten = null;
    }
  }
}
