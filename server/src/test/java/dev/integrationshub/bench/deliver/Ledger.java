package dev.integrationshub.bench.deliver;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/** When each event was due to be published, was answered, and arrived; by its number, from 0. */
final class Ledger {
  private final Load load;
  private volatile long startNanos;
  private final AtomicLongArray answered;
  private final AtomicLongArray firstArrival;
  private final AtomicLongArray lastArrival;
  private final AtomicIntegerArray arrivals;
  private final AtomicInteger refused = new AtomicInteger();

  Ledger(Load load) {
    this.load = load;
    this.answered = new AtomicLongArray(load.events());
    this.firstArrival = new AtomicLongArray(load.events());
    this.lastArrival = new AtomicLongArray(load.events());
    this.arrivals = new AtomicIntegerArray(load.events());
  }

  /** The first event is due soon. */
  void start() {
    startNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
  }

  /** Open loop: by the rate alone, also when the hub is slow. All of a batch are due at once. */
  long dueNanos(int event) {
    int firstOfBatch = event - event % load.batch();
    return startNanos + (long) (firstOfBatch * 1e9 / load.rate());
  }

  void answered(int event, int status) {
    if (status == 202) {
      answered.set(event, System.nanoTime());
    } else {
      refused.incrementAndGet();
    }
  }

  void arrived(int event, long nanos) {
    int arrival = arrivals.incrementAndGet(event);
    if (arrival == 1) {
      firstArrival.set(event, nanos);
    }
    if (arrival == load.fanOut()) {
      lastArrival.set(event, nanos);
    }
  }

  int refused() {
    return refused.get();
  }

  /** Events for receivers that answer which were accepted, from the given one on. */
  int accepted(int from) {
    int accepted = 0;
    for (int event = from; event < load.events(); event++) {
      accepted += answered.get(event) == 0 || load.hangs(event) ? 0 : 1;
    }
    return accepted;
  }

  /** Arrivals that are still to come of what was accepted. */
  int missing() {
    int missing = 0;
    for (int event = 0; event < load.events(); event++) {
      boolean counts = answered.get(event) != 0 && !load.hangs(event);
      missing += !counts ? 0 : Math.max(0, load.fanOut() - arrivals.get(event));
    }
    return missing;
  }

  /** Arrivals beyond one for each webhook. */
  int repeated() {
    int repeated = 0;
    for (int event = 0; event < load.events(); event++) {
      repeated += Math.max(0, arrivals.get(event) - load.fanOut());
    }
    return repeated;
  }

  /** Milliseconds from when an event was due until it was answered; of those that count, sorted. */
  double[] untilAnswered() {
    return millis(answered);
  }

  /**
   * Milliseconds from when an event was due until it arrived first; of those that count, sorted.
   */
  double[] untilArrived() {
    return millis(firstArrival);
  }

  /** As {@link #untilArrived}, until it had arrived at each of its webhooks. */
  double[] untilArrivedEverywhere() {
    return millis(lastArrival);
  }

  private double[] millis(AtomicLongArray nanos) {
    double[] millis = new double[load.events() - load.warmUpEvents()];
    int count = 0;
    for (int event = load.warmUpEvents(); event < load.events(); event++) {
      if (nanos.get(event) != 0 && !load.hangs(event)) {
        millis[count++] = (nanos.get(event) - dueNanos(event)) / 1e6;
      }
    }
    double[] sorted = Arrays.copyOf(millis, count);
    Arrays.sort(sorted);
    return sorted;
  }
}
