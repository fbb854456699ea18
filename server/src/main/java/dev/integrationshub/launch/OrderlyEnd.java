package dev.integrationshub.launch;

import io.quarkus.runtime.Quarkus;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes SIGTERM and Ctrl-C an orderly end with exit code 0. The JVM runs all shutdown hooks at once
 * and then stops every thread; this hook holds it until the main thread has ended the hub and then,
 * in that order, the database under it.
 */
final class OrderlyEnd {
  private static final Duration LONGEST = Duration.ofSeconds(29);
  private static final int TOOK_TOO_LONG = 1;

  private final CountDownLatch ended = new CountDownLatch(1);

  void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::awaitEnd, "orderly-end"));
  }

  /** To be called by the main thread when nothing is left to close. */
  void reached() {
    ended.countDown();
  }

  private void awaitEnd() {
    if (ended.getCount() == 0) {
      return; // The main thread is ending the process by itself, with its own exit code.
    }
    Quarkus.asyncExit(0);
    Runtime.getRuntime().halt(isReachedInTime() ? 0 : TOOK_TOO_LONG);
  }

  private boolean isReachedInTime() {
    try {
      return ended.await(LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
