package dev.integrationshub.chaos;

import dev.integrationshub.chaos.Oracle.Answer;
import dev.integrationshub.chaos.Oracle.Arrival;
import dev.integrationshub.chaos.Oracle.Receipts;
import dev.integrationshub.chaos.ReadOutcome.Recorded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Holds what the oracle saw against what was to be expected and what the database says; pure. */
final class Judge {
  private final Oracle oracle;
  private final Subscriptions subscriptions;
  private final ReadOutcome.Outcome outcome;

  private final SortedMap<Integer, String> failed = new TreeMap<>();
  private final List<String> lost = new ArrayList<>();
  private final List<String> invented = new ArrayList<>();
  private final List<String> duplicated = new ArrayList<>();
  private final List<String> unrecorded = new ArrayList<>();

  /** Under which id events came whose answer nobody knows: one each. */
  private final Map<Integer, String> unknownIds = new HashMap<>();

  private int accepted;
  private int untold;

  private Judge(Oracle oracle, Subscriptions subscriptions, ReadOutcome.Outcome outcome) {
    this.oracle = oracle;
    this.subscriptions = subscriptions;
    this.outcome = outcome;
  }

  static Verdict verdict(Oracle oracle, Subscriptions subscriptions, ReadOutcome.Outcome outcome) {
    return new Judge(oracle, subscriptions, outcome).verdict();
  }

  private Verdict verdict() {
    oracle.events().forEach(this::judgeSubmission);
    oracle.receipts().forEach(this::judgeReceipts);
    return new Verdict(
        oracle.submitted(),
        accepted,
        failed,
        lost,
        invented,
        List.copyOf(oracle.corrupt()),
        duplicated,
        untold,
        unrecorded,
        recordedTwice(),
        outcome.unfinished());
  }

  private void judgeSubmission(int event) {
    switch (answer(event)) {
      case Answer.Accepted(String id) -> {
        accepted++;
        subscriptions.of(event).stream()
            .map(webhook -> new Arrival(webhook, id))
            .filter(arrival -> !wasTaken(arrival))
            .forEach(arrival -> lost.add(arrival + ", number " + event));
      }
      case Answer.Refused(int status) -> failed.put(event, "refused by " + status);
      case Answer.Unknown(String why) -> failed.put(event, why);
    }
  }

  private void judgeReceipts(Arrival arrival, Receipts receipts) {
    String line = arrival + " " + receipts;
    if (isInvented(arrival, receipts.number())) {
      invented.add(line + " " + answer(receipts.number()));
    }
    for (int again = 1; again < receipts.taken(); again++) {
      duplicated.add(line);
    }
    Recorded recorded = outcome.recorded().getOrDefault(arrival, new Recorded(0, 0));
    if (receipts.taken() > 1) {
      untold += Math.min(receipts.taken() - 1, Math.max(0, receipts.seen() - recorded.attempts()));
    }
    if (receipts.taken() > 0 && recorded.finals() == 0) {
      unrecorded.add(line);
    }
  }

  private List<String> recordedTwice() {
    return outcome.recorded().entrySet().stream()
        .filter(entry -> entry.getValue().finals() > 1)
        .map(Object::toString)
        .toList();
  }

  private boolean isInvented(Arrival arrival, int event) {
    if (event < 0
        || event >= oracle.submitted()
        || !subscriptions.of(event).contains(arrival.webhook())) {
      return true;
    }
    return switch (answer(event)) {
      case Answer.Accepted accepted -> !accepted.eventId().equals(arrival.eventId());
      case Answer.Refused refused -> true;
      case Answer.Unknown unknown ->
          !unknownIds.computeIfAbsent(event, none -> arrival.eventId()).equals(arrival.eventId());
    };
  }

  private boolean wasTaken(Arrival arrival) {
    Receipts receipts = oracle.receipts().get(arrival);
    return receipts != null && receipts.taken() > 0;
  }

  private Answer answer(int event) {
    return oracle.answer(event).orElse(new Answer.Unknown("not answered"));
  }
}
