package dev.integrationshub.events;

import dev.integrationshub.platform.batching.Batcher;
import dev.integrationshub.platform.batching.FullException;
import dev.integrationshub.platform.database.DatabaseOutage;
import dev.integrationshub.platform.problems.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Gathers publications that come at the same time into one commit. Each caller waits for the commit
 * that holds its own.
 */
@Singleton
class AcceptBatcher {
  private static final long MEBIBYTE = 1024 * 1024;

  /** While one batch is on its way to the disk, the next one is put together. */
  private static final Batcher.Settings SETTINGS =
      new Batcher.Settings("events", 2, 500, 4 * MEBIBYTE, 10_000, 32 * MEBIBYTE, Duration.ZERO);

  private final Batcher<Publication, Acceptance> batcher;

  AcceptBatcher(AcceptEvents acceptEvents) {
    this.batcher =
        new Batcher<>(
            SETTINGS,
            publication -> publication.data().length,
            acceptEvents::accept,
            failure -> !DatabaseOutage.is(failure));
  }

  void start(@Observes StartupEvent event) {
    batcher.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    batcher.stop();
  }

  /**
   * Blocks until the publication is on disk, or refused.
   *
   * @throws ProblemException 503 when too many wait already
   */
  Acceptance accept(Publication publication) {
    try {
      return batcher.write(publication);
    } catch (FullException e) {
      throw ProblemException.unavailable("The hub has too much to write: " + e.getMessage() + ".");
    }
  }
}
