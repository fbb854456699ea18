package dev.integrationshub.platform.batching;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes what many callers hand in by few commits. While its writers are busy, the next batch
 * gathers, so that batches are as large as the load makes them; where callers can wait, it gathers
 * for a moment besides. Callers get their answer after the commit.
 *
 * @param <T> what is handed in
 * @param <R> the answer
 */
public final class Batcher<T, R> {
  private final Settings settings;
  private final ToLongFunction<T> weight;
  private final WriteBatch<T, R> write;
  private final Predicate<RuntimeException> isOfOneItem;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Entry<T, R>> waiting = new ArrayDeque<>();
  private final List<Thread> writers = new ArrayList<>();
  private long waitingWeight;
  private int urgent;
  private boolean stopping;

  /**
   * How much at once.
   *
   * @param what is written, such as {@code events}
   * @param writers batches that may be under way at the same time
   * @param batchItems most items of a batch
   * @param batchWeight most weight of a batch, unless its first item alone has more
   * @param waitingItems most items that may wait
   * @param waitingWeight most weight that may wait
   * @param gathers how long a batch that is not full waits for more; zero begins it at once
   */
  public record Settings(
      String what,
      int writers,
      int batchItems,
      long batchWeight,
      int waitingItems,
      long waitingWeight,
      Duration gathers) {}

  /** Writes all of a batch or nothing of it. */
  @FunctionalInterface
  public interface WriteBatch<T, R> {
    /**
     * @return an answer for each item, in their order
     */
    List<R> write(List<T> items);
  }

  private record Entry<T, R>(T item, boolean isUrgent, CompletableFuture<R> answer) {}

  /**
   * @param weight of an item, such as its bytes
   * @param isOfOneItem whether a batch failed for the sake of one item, so that the others may
   *     succeed without it: then each is written by itself
   */
  public Batcher(
      Settings settings,
      ToLongFunction<T> weight,
      WriteBatch<T, R> write,
      Predicate<RuntimeException> isOfOneItem) {
    this.settings = settings;
    this.weight = weight;
    this.write = write;
    this.isOfOneItem = isOfOneItem;
  }

  /** Begins to write. */
  public void start() {
    for (int number = 1; number <= settings.writers; number++) {
      writers.add(
          Thread.ofPlatform()
              .daemon()
              .name("write-" + settings.what + "-" + number)
              .start(this::writeBatches));
    }
  }

  /**
   * Waits until the item is written.
   *
   * @throws FullException when too much waits already; nothing was done
   * @throws CancellationException when the thread is interrupted; the item may be written yet
   * @throws RuntimeException what made the writing fail
   */
  public R write(T item) {
    return write(item, false);
  }

  /**
   * As {@link #write(Object)}.
   *
   * @param isUrgent whether its batch begins without gathering
   */
  public R write(T item, boolean isUrgent) {
    CompletableFuture<R> answer = new CompletableFuture<>();
    add(new Entry<>(item, isUrgent, answer));
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for the commit");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("writing " + settings.what + " failed", e.getCause());
    }
  }

  /** How many items wait for their batch to begin. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Writes what still waits, takes nothing more and ends. */
  public void stop() throws InterruptedException {
    lock.lock();
    try {
      stopping = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    for (Thread writer : writers) {
      writer.join();
    }
  }

  private void add(Entry<T, R> entry) {
    long heavy = weight.applyAsLong(entry.item);
    lock.lock();
    try {
      if (stopping || waiting.size() >= settings.waitingItems || isTooHeavy(heavy)) {
        throw new FullException(
            "%d %s of %d bytes wait to be written; the limits are %d and %d"
                .formatted(
                    waiting.size(),
                    settings.what,
                    waitingWeight,
                    settings.waitingItems,
                    settings.waitingWeight));
      }
      waiting.add(entry);
      waitingWeight += heavy;
      urgent += entry.isUrgent ? 1 : 0;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private boolean isTooHeavy(long heavy) {
    return !waiting.isEmpty() && waitingWeight + heavy > settings.waitingWeight;
  }

  private void writeBatches() {
    try {
      boolean isGoingOn = true;
      while (isGoingOn) {
        isGoingOn = writeNext();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Holds no batch while it waits for the next one: the last one may be large, and a night long.
   *
   * @return false when it is time to end
   */
  private boolean writeNext() throws InterruptedException {
    List<Entry<T, R>> batch = next();
    if (batch.isEmpty()) {
      return false;
    }
    write(batch);
    return true;
  }

  /**
   * @return empty when it is time to end
   */
  private List<Entry<T, R>> next() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !stopping) {
        changed.await();
      }
      gather();
      List<Entry<T, R>> batch = new ArrayList<>();
      long room = settings.batchWeight;
      @Nullable Entry<T, R> first = waiting.peek();
      while (first != null && batch.size() < settings.batchItems) {
        long heavy = weight.applyAsLong(first.item);
        if (!batch.isEmpty() && heavy > room) {
          break;
        }
        batch.add(waiting.remove());
        room -= heavy;
        waitingWeight -= heavy;
        urgent -= first.isUrgent ? 1 : 0;
        first = waiting.peek();
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Ends early when the batch is full, or somebody can't wait. */
  private void gather() throws InterruptedException {
    long nanos = settings.gathers.toNanos();
    while (nanos > 0
        && !stopping
        && urgent == 0
        && waiting.size() < settings.batchItems
        && waitingWeight < settings.batchWeight) {
      nanos = changed.awaitNanos(nanos);
    }
  }

  private void write(List<Entry<T, R>> batch) {
    try {
      List<R> answers = write.write(batch.stream().map(Entry::item).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer.complete(answers.get(i));
      }
    } catch (RuntimeException e) {
      if (batch.size() > 1 && isOfOneItem.test(e)) {
        batch.forEach(entry -> write(List.of(entry)));
      } else {
        batch.forEach(entry -> entry.answer.completeExceptionally(e));
      }
    } catch (Error e) {
      batch.forEach(entry -> entry.answer.completeExceptionally(e));
      throw e;
    }
  }
}
