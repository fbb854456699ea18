package dev.integrationshub.usage;

import dev.integrationshub.platform.database.DatabaseClock;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Has usage written twice a second, and a last time when requests have ended. */
@Singleton
class RunUsage {
  private static final Logger LOG = Logger.getLogger(RunUsage.class);

  /** With the time that writing takes, a killed process loses less than a second's counts. */
  private static final long INTERVAL_MILLIS = 500;

  private static final long PATIENCE_SECONDS = 5;

  private final FlushUsage flush;
  private final DropOldUsage dropOld;
  private final DatabaseClock clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("flush-usage").factory());

  private boolean failing;

  RunUsage(FlushUsage flush, DropOldUsage dropOld, DatabaseClock clock) {
    this.flush = flush;
    this.dropOld = dropOld;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    clock.refresh();
    ScheduledFuture<?> _ =
        thread.scheduleWithFixedDelay(
            this::flushOrKeep, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    ScheduledFuture<?> _ =
        thread.scheduleWithFixedDelay(dropOld::dropOrLater, 1, 1, TimeUnit.MINUTES);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The database is slow: the last usage may be lost");
      }
      flush.end();
    } catch (RuntimeException e) {
      LOG.errorf(e, "The last usage can't be written and is lost");
    }
  }

  private void flushOrKeep() {
    try {
      flush.flush();
      clock.refresh();
      if (failing) {
        LOG.info("Usage is written again; nothing was lost");
      }
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warnf("Usage can't be written; it is kept and tried again: %s", e.getMessage());
      }
      failing = true;
    }
  }
}
