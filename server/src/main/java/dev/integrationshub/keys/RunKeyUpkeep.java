package dev.integrationshub.keys;

import dev.integrationshub.platform.upkeep.Upkeep;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** Does at the start and every minute what keys need done at a time, and ends it in order. */
@Singleton
class RunKeyUpkeep {
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final AnnounceExpiringKeys announceExpiring;
  private final Jdbi jdbi;
  private final KeyChanges changes;
  private final Upkeep upkeep = new Upkeep("keys");

  RunKeyUpkeep(AnnounceExpiringKeys announceExpiring, Jdbi jdbi, KeyChanges changes) {
    this.announceExpiring = announceExpiring;
    this.jdbi = jdbi;
    this.changes = changes;
  }

  void start(@Observes StartupEvent event) {
    upkeep.every(
        EVERY,
        Duration.ZERO,
        () -> upkeep.whileFull(AnnounceExpiringKeys.BATCH, announceExpiring::announceBatch));
    upkeep.every(EVERY, EVERY, () -> jdbi.useHandle(changes::dropOld));
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    upkeep.stop();
  }
}
