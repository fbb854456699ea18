package dev.integrationshub.chaos;

import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What was submitted with which answer, and what arrived; knows nothing of the database. */
final class Oracle {
  private final Map<Integer, Answer> answers = new ConcurrentHashMap<>();
  private final Map<Arrival, Receipts> receipts = new ConcurrentHashMap<>();
  private final Queue<String> corrupt = new ConcurrentLinkedQueue<>();
  private final AtomicInteger submitted = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  /** How a submission ended, after all of its tries. */
  sealed interface Answer {
    /** 202. */
    record Accepted(String eventId) implements Answer {}

    /** By an answer that says that nothing was accepted. */
    record Refused(int status) implements Answer {}

    /** It may have been accepted. */
    record Unknown(String why) implements Answer {}
  }

  /** One event at one webhook. */
  record Arrival(int webhook, String eventId) {}

  /**
   * How often it came.
   *
   * @param number the event's, as its data says
   * @param taken how often the receiver answered 200
   */
  record Receipts(int number, int seen, int taken, long firstNanos) {}

  /** The next submission's number, from 0. */
  int submit() {
    unanswered.incrementAndGet();
    return submitted.getAndIncrement();
  }

  void answered(int event, Answer answer) {
    answers.put(event, answer);
    if (!(answer instanceof Answer.Accepted)) {
      failed.incrementAndGet();
    }
    unanswered.decrementAndGet();
  }

  /**
   * @return how often it has come, this time included
   */
  int received(Arrival arrival, int number, long nanos) {
    return receipts
        .merge(
            arrival,
            new Receipts(number, 1, 0, nanos),
            (before, now) ->
                new Receipts(
                    before.number(), before.seen() + 1, before.taken(), before.firstNanos()))
        .seen();
  }

  void taken(Arrival arrival) {
    receipts.computeIfPresent(
        arrival,
        (key, before) ->
            new Receipts(before.number(), before.seen(), before.taken() + 1, before.firstNanos()));
  }

  void corrupt(String what) {
    corrupt.add(what);
  }

  int submitted() {
    return submitted.get();
  }

  int unanswered() {
    return unanswered.get();
  }

  /** How many submissions ended without 202 until now. */
  int failed() {
    return failed.get();
  }

  Optional<Answer> answer(int event) {
    return Optional.ofNullable(answers.get(event));
  }

  IntStream events() {
    return IntStream.range(0, submitted.get());
  }

  Map<Arrival, Receipts> receipts() {
    return receipts;
  }

  Queue<String> corrupt() {
    return corrupt;
  }
}
