package dev.integrationshub.webhooks;

import dev.integrationshub.platform.upkeep.Upkeep;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Watches failing webhooks every minute, tells of changes every second, and ends in order. */
@Singleton
class RunWebhookUpkeep {
  private static final Duration WATCH_EVERY = Duration.ofMinutes(1);
  private static final Duration TELL_EVERY = Duration.ofSeconds(1);

  private final WatchFailingWebhooks watchFailing;
  private final AnnounceWebhookHealth announce;
  private final Upkeep upkeep = new Upkeep("webhooks");

  RunWebhookUpkeep(WatchFailingWebhooks watchFailing, AnnounceWebhookHealth announce) {
    this.watchFailing = watchFailing;
    this.announce = announce;
  }

  void start(@Observes StartupEvent event) {
    upkeep.every(WATCH_EVERY, Duration.ZERO, watchFailing::watch);
    upkeep.every(TELL_EVERY, Duration.ZERO, this::tell);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    upkeep.stop();
  }

  private void tell() {
    watchFailing.tellOfRecovered();
    upkeep.whileFull(AnnounceWebhookHealth.BATCH, announce::announceBatch);
  }
}
