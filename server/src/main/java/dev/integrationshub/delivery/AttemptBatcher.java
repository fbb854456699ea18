package dev.integrationshub.delivery;

import dev.integrationshub.egress.ReceivedResponse;
import dev.integrationshub.platform.batching.Batcher;
import dev.integrationshub.platform.batching.FullException;
import dev.integrationshub.platform.database.DatabaseOutage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jdbi.v3.core.JdbiException;

/**
 * Gathers the results of attempts that end at the same time into one commit. What may wait is
 * bounded by the attempts that may be under way, because each of them waits for its own.
 */
@ApplicationScoped
class AttemptBatcher {
  private static final long MEBIBYTE = 1024 * 1024;

  /**
   * One batch at a time: two would wait for each other at the rows of the webhooks they share. The
   * receiver has its delivery and nobody waits for the result, so it can gather.
   */
  private static final Batcher.Settings SETTINGS =
      new Batcher.Settings(
          "attempts", 1, 500, 8 * MEBIBYTE, 10_000, 512 * MEBIBYTE, Duration.ofMillis(5));

  private final Batcher<AttemptResult, Boolean> batcher;

  AttemptBatcher(WriteAttempts writeAttempts) {
    this.batcher =
        new Batcher<>(
            SETTINGS,
            AttemptBatcher::bytes,
            writeAttempts::write,
            failure -> !DatabaseOutage.is(failure));
  }

  void start() {
    batcher.start();
  }

  /** Writes what still waits. */
  void stop() throws InterruptedException {
    batcher.stop();
  }

  /**
   * Blocks until the result is on disk. The next delivery of an ordered webhook waits for it, so it
   * goes without delay.
   *
   * @return false when the lease has passed to somebody else, or the delivery was cancelled: then
   *     nothing is written
   * @throws FullException when the hub is ending
   * @throws JdbiException when it can't be written now
   */
  boolean write(AttemptResult result) {
    return batcher.write(result, result.delivery().ordered());
  }

  private static long bytes(AttemptResult result) {
    return result
        .exchange()
        .response()
        .map(ReceivedResponse::body)
        .map(body -> body.length)
        .orElse(0);
  }
}
