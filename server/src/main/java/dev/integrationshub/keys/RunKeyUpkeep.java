package dev.integrationshub.keys;

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

/** Does at the start and every minute what keys need done at a time, and ends it in order. */
@Singleton
class RunKeyUpkeep {
  private static final Logger LOG = Logger.getLogger(RunKeyUpkeep.class);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final AnnounceExpiringKeys announceExpiring;
  private final ScheduledExecutorService upkeep =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("key-upkeep").factory());

  private volatile boolean stopping;

  RunKeyUpkeep(AnnounceExpiringKeys announceExpiring) {
    this.announceExpiring = announceExpiring;
  }

  void start(@Observes StartupEvent event) {
    ScheduledFuture<?> _ =
        upkeep.scheduleWithFixedDelay(this::maintain, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Lets the batch under way end: its transaction needs the database a moment longer. */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    upkeep.shutdown();
    if (!upkeep.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("The upkeep of keys is still under way; it goes on after the next start");
    }
  }

  private void maintain() {
    try {
      int announced = AnnounceExpiringKeys.BATCH;
      while (announced == AnnounceExpiringKeys.BATCH && !stopping) {
        announced = announceExpiring.announceBatch();
      }
    } catch (RuntimeException e) {
      LOG.errorf(e, "The upkeep of keys failed; it is tried again in a minute");
    }
  }
}
