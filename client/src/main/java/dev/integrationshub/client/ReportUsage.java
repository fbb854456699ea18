package dev.integrationshub.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reports to the hub what the meters counted. A report that may not have come is kept and sent
 * again as it is; by its number it counts once.
 */
final class ReportUsage {
  private static final System.Logger LOG = System.getLogger(KeyVerifier.class.getName());
  private static final int MOST_KEYS = 1_000;
  private static final int MOST_UNSENT = 1_000;

  private final VerifierCalls hub;
  private final KeyMeters meters;
  private final Deque<Report> unsent = new ArrayDeque<>();
  private long reports;

  ReportUsage(VerifierCalls hub, KeyMeters meters) {
    this.hub = hub;
    this.meters = meters;
  }

  private record Report(long sequence, ArrayNode keys) {}

  /** What was counted since the last time. */
  synchronized void report() {
    collect(false);
    send(false);
  }

  /**
   * The last calls, and all leases are given back.
   *
   * @return false where the hub does not have all of it
   */
  synchronized boolean end() {
    meters.end();
    collect(true);
    send(true);
    return unsent.isEmpty();
  }

  private void collect(boolean all) {
    for (ArrayNode keys : meters.takeOut(all, MOST_KEYS, hub::newList)) {
      unsent.add(new Report(++reports, keys));
    }
    while (unsent.size() > MOST_UNSENT) {
      unsent.removeFirst();
      LOG.log(System.Logger.Level.WARNING, "The hub is away for long: usage of API keys is lost");
    }
  }

  private void send(boolean end) {
    try {
      while (!unsent.isEmpty()) {
        Report report = unsent.getFirst();
        sendOne(report.sequence(), report.keys(), false);
        unsent.removeFirst();
      }
      if (end) {
        sendOne(++reports, hub.newList(), true);
      }
    } catch (HubUnavailableException e) {
      LOG.log(System.Logger.Level.DEBUG, "Usage is kept and reported later", e);
    }
  }

  private void sendOne(long sequence, ArrayNode keys, boolean end) {
    try {
      hub.report(sequence, keys, end);
    } catch (VerifierCalls.RefusedException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "A report of usage of API keys was refused: {0}",
          e.getMessage());
    }
  }
}
