package dev.integrationshub.delivery;

import java.time.Duration;

/**
 * How many attempts of one webhook may be under way on this node, by how the last ones ended; pure.
 * While its receiver answers, a webhook has all of its places. Strikes in a row halve them, and
 * enough of them break the circuit: then nothing is sent for a while, and after that one attempt at
 * a time shows whether the receiver is back. Its places come back one by one, so that a backlog
 * does not throw it over again.
 *
 * <p>The breaker only keeps waiting what is due. It uses up no retry, and its rest is short against
 * the retry schedule, so that it is felt where deliveries queue up and not where one of them is
 * retried.
 */
sealed interface CircuitBreaker {
  /** Strikes in a row that break the circuit. */
  int STRIKES = 6;

  /** The first rest; each further one is twice as long. */
  Duration FIRST_REST = Duration.ofMillis(500);

  /** Not longer, so that a webhook that fails for hours still gets through its retries. */
  Duration LONGEST_REST = Duration.ofSeconds(5);

  /**
   * @param most places, 1 to {@link DispatchDeliveries#PLACES_PER_WEBHOOK}
   * @param strikes in a row
   */
  record Closed(int most, int strikes) implements CircuitBreaker {}

  /**
   * @param untilNanos from when on one attempt may be under way, on {@link System#nanoTime()}
   * @param times it has been opened in a row
   */
  record Open(long untilNanos, int times) implements CircuitBreaker {}

  /** How an attempt ended, as far as it tells what the receiver can take. */
  enum Ending {
    /** It was never sent, or broke off on our side. */
    UNKNOWN(0),
    /** An answer that shows a working receiver, though it may refuse the delivery. */
    ANSWERED(0),
    /** No connection, a broken answer, 429 or 5xx. */
    TROUBLED(1),
    /** Nothing within the timeout: it took a place for all of that time. */
    TIMED_OUT(3);

    private final int strikes;

    Ending(int strikes) {
      this.strikes = strikes;
    }
  }

  /** Of a webhook that nothing is known of. */
  static CircuitBreaker healthy() {
    return new Closed(DispatchDeliveries.PLACES_PER_WEBHOOK, 0);
  }

  /** Most attempts that may be under way. */
  default int places(long nanos) {
    return switch (this) {
      case Closed closed -> closed.most;
      case Open open -> nanos - open.untilNanos >= 0 ? 1 : 0;
    };
  }

  default boolean isHealthy() {
    return equals(healthy());
  }

  /**
   * @param random 0 inclusive to 1 exclusive, so that many receivers are not tried at once
   */
  default CircuitBreaker after(Ending ending, long nanos, double random) {
    return switch (this) {
      case CircuitBreaker same when ending == Ending.UNKNOWN -> same;
      case Closed closed when ending == Ending.ANSWERED ->
          new Closed(Math.min(closed.most + 1, DispatchDeliveries.PLACES_PER_WEBHOOK), 0);
      case Closed closed when closed.strikes + ending.strikes >= STRIKES -> open(1, nanos, random);
      case Closed closed ->
          new Closed(Math.max(1, closed.most / 2), closed.strikes + ending.strikes);
      case Open open when ending == Ending.ANSWERED -> new Closed(1, 0);
      // What was under way when the circuit broke says nothing new.
      case Open open when nanos - open.untilNanos < 0 -> open;
      case Open open -> open(open.times + 1, nanos, random);
    };
  }

  /** Somebody wants to know now whether the receiver is back. */
  default CircuitBreaker tryNow(long nanos) {
    return switch (this) {
      case Closed closed -> closed;
      case Open open -> new Open(nanos, open.times);
    };
  }

  private static Open open(int times, long nanos, double random) {
    long rest = FIRST_REST.toNanos() << Math.min(times - 1, 10);
    long bounded = Math.min(rest, LONGEST_REST.toNanos());
    return new Open(nanos + (long) (bounded * (0.5 + random / 2)), times);
  }
}
