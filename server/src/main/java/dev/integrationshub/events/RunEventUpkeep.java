package dev.integrationshub.events;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Does every minute what accepting events leaves to be cleared away, and ends it in order. */
@Singleton
class RunEventUpkeep {
  private static final Logger LOG = Logger.getLogger(RunEventUpkeep.class);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final DropExpiredKeys dropExpired;
  private final ScheduledExecutorService upkeep =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("event-upkeep").factory());

  private volatile boolean stopping;

  RunEventUpkeep(DropExpiredKeys dropExpired) {
    this.dropExpired = dropExpired;
  }

  void start(@Observes StartupEvent event) {
    ScheduledFuture<?> _ =
        upkeep.scheduleWithFixedDelay(
            this::maintain, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Lets the batch under way end: its transaction needs the database a moment longer. */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    upkeep.shutdown();
    if (!upkeep.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("The upkeep of events is still under way; it goes on after the next start");
    }
  }

  private void maintain() {
    try {
      int dropped = DropExpiredKeys.BATCH;
      while (dropped == DropExpiredKeys.BATCH && !stopping) {
        dropped = dropExpired.dropBatch();
      }
    } catch (RuntimeException e) {
      LOG.errorf(e, "The upkeep of events failed; it is tried again in a minute");
    }
  }
}
