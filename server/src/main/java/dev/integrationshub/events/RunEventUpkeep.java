package dev.integrationshub.events;

import dev.integrationshub.platform.upkeep.Upkeep;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Does every minute what accepting events leaves to be cleared away, and ends it in order. */
@Singleton
class RunEventUpkeep {
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final DropExpiredKeys dropExpired;
  private final Upkeep upkeep = new Upkeep("events");

  RunEventUpkeep(DropExpiredKeys dropExpired) {
    this.dropExpired = dropExpired;
  }

  void start(@Observes StartupEvent event) {
    upkeep.every(
        EVERY, EVERY, () -> upkeep.whileFull(DropExpiredKeys.BATCH, dropExpired::dropBatch));
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    upkeep.stop();
  }
}
