package dev.integrationshub.webhooks;

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

/** Watches failing webhooks every minute, tells of changes every second, and ends in order. */
@Singleton
class RunWebhookUpkeep {
  private static final Logger LOG = Logger.getLogger(RunWebhookUpkeep.class);
  private static final Duration WATCH_EVERY = Duration.ofMinutes(1);
  private static final Duration TELL_EVERY = Duration.ofSeconds(1);
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final WatchFailingWebhooks watchFailing;
  private final AnnounceWebhookHealth announce;
  private final ScheduledExecutorService upkeep =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhook-upkeep").factory());

  private volatile boolean stopping;

  RunWebhookUpkeep(WatchFailingWebhooks watchFailing, AnnounceWebhookHealth announce) {
    this.watchFailing = watchFailing;
    this.announce = announce;
  }

  void start(@Observes StartupEvent event) {
    every(WATCH_EVERY, "Watching failing webhooks", watchFailing::watch);
    every(TELL_EVERY, "Telling of webhooks", this::tell);
  }

  /** Lets the batch under way end: its transaction needs the database a moment longer. */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    upkeep.shutdown();
    if (!upkeep.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("The upkeep of webhooks is still under way; it goes on after the next start");
    }
  }

  private void tell() {
    watchFailing.tellOfRecovered();
    int announced = AnnounceWebhookHealth.BATCH;
    while (announced == AnnounceWebhookHealth.BATCH && !stopping) {
      announced = announce.announceBatch();
    }
  }

  private void every(Duration time, String what, Runnable work) {
    ScheduledFuture<?> _ =
        upkeep.scheduleWithFixedDelay(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                LOG.errorf(e, "%s failed; it is tried again in %d s", what, time.toSeconds());
              }
            },
            0,
            time.toMillis(),
            TimeUnit.MILLISECONDS);
  }
}
