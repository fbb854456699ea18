package dev.integrationshub.delivery;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Brings retries of many deliveries forward, and ends that in order: all of them once a second, and
 * in between, while one is open, those that run out of deliveries under way.
 */
@Singleton
class RunBulkRetries {
  private static final Logger LOG = Logger.getLogger(RunBulkRetries.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration WHILE_OPEN = Duration.ofMillis(100);
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final StepBulkRetries stepRetries;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("bulk-retries").factory());

  /** Of the thread alone. */
  private boolean open;

  RunBulkRetries(StepBulkRetries stepRetries) {
    this.stepRetries = stepRetries;
  }

  void start(@Observes StartupEvent event) {
    ScheduledFuture<?> _ =
        thread.scheduleWithFixedDelay(
            this::stepAll, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    ScheduledFuture<?> _ =
        thread.scheduleWithFixedDelay(
            this::stepWhileOpen,
            WHILE_OPEN.toMillis(),
            WHILE_OPEN.toMillis(),
            TimeUnit.MILLISECONDS);
    ScheduledFuture<?> _ =
        thread.scheduleWithFixedDelay(this::dropOrphans, 1, 60, TimeUnit.MINUTES);
  }

  /** Lets the step under way end: what it has not begun waits for the next start. */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("A step of a bulk retry is still under way; it is made again after the next start");
    }
  }

  /** There is something new to do. */
  void soon() {
    try {
      Future<?> _ = thread.submit(this::stepAll);
    } catch (RejectedExecutionException stopping) {
      LOG.debug("The hub ends; the retry goes on after the next start");
    }
  }

  private void stepAll() {
    step(StepBulkRetries.Which.ALL);
  }

  /** Asks the database nothing while no retry is open. */
  private void stepWhileOpen() {
    if (open) {
      step(StepBulkRetries.Which.HALF_ENDED);
    }
  }

  private void step(StepBulkRetries.Which which) {
    try {
      open = stepRetries.step(which);
    } catch (RuntimeException e) {
      open = false;
      LOG.warnf("Bulk retries can't go on, trying again in a second: %s", e.getMessage());
    }
  }

  private void dropOrphans() {
    try {
      stepRetries.dropOrphans();
    } catch (RuntimeException e) {
      LOG.warnf("What deleted webhooks left can't be removed now: %s", e.getMessage());
    }
  }
}
