package dev.integrationshub.platform.upkeep;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;

/**
 * Does a feature's upkeep on a thread of its own, one thing after another, and ends it in order.
 */
public final class Upkeep {
  private static final Logger LOG = Logger.getLogger(Upkeep.class);
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final String what;
  private final ScheduledExecutorService thread;
  private volatile boolean stopping;

  /**
   * @param what it is for, such as {@code keys}
   */
  public Upkeep(String what) {
    this.what = what;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("upkeep-of-" + what).factory());
  }

  /** Does the work again and again; where it fails, it is logged and tried again the next time. */
  public void every(Duration time, Duration firstAfter, Runnable work) {
    ScheduledFuture<?> _ =
        thread.scheduleWithFixedDelay(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                LOG.errorf(
                    e,
                    "The upkeep of %s failed; it is tried again in %d s",
                    what,
                    time.toSeconds());
              }
            },
            firstAfter.toMillis(),
            time.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /**
   * Repeats a batch until one is not full, or the hub ends.
   *
   * @param batch does one and returns how much it did
   */
  public void whileFull(int size, IntSupplier batch) {
    int done = size;
    while (done == size && !stopping) {
      done = batch.getAsInt();
    }
  }

  /** Lets the batch under way end: its transaction needs the database a moment longer. */
  public void stop() throws InterruptedException {
    stopping = true;
    thread.shutdown();
    if (!thread.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warnf("The upkeep of %s is still under way; it goes on after the next start", what);
    }
  }
}
