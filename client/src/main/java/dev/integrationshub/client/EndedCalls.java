package dev.integrationshub.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Calls that have ended, until they are reported. */
final class EndedCalls {
  private static final System.Logger LOG = System.getLogger(EndedCalls.class.getName());
  private static final int MOST_KEPT = 50_000;
  private static final int MOST_OF_REPORT = 1_000;
  private static final long LONGEST_MILLIS = 3_600_000;

  private final BlockingQueue<Ended> kept = new ArrayBlockingQueue<>(MOST_KEPT);
  private final VerifierCalls hub;

  private record Ended(String keyId, int status, long micros, Instant at) {}

  EndedCalls(VerifierCalls hub) {
    this.hub = hub;
  }

  void add(String keyId, int status, Duration latency, Instant at) {
    long micros = Math.min(latency.toNanos() / 1_000, LONGEST_MILLIS * 1_000);
    Ended call = new Ended(keyId, status, Math.max(0, micros), at);
    while (!kept.offer(call)) {
      kept.poll();
    }
  }

  /** Only one thread may. */
  void send() {
    try {
      while (!kept.isEmpty()) {
        ArrayNode calls = hub.newList();
        kept.stream()
            .limit(MOST_OF_REPORT)
            .forEach(
                call ->
                    calls
                        .addObject()
                        .put("keyId", call.keyId())
                        .put("status", call.status())
                        .put("latencyMs", call.micros() / 1e3)
                        .put("at", call.at().toString()));
        sendOne(calls);
        for (int i = 0; i < calls.size(); i++) {
          kept.poll();
        }
      }
    } catch (HubUnavailableException e) {
      LOG.log(System.Logger.Level.DEBUG, "How calls ended is kept and reported later", e);
    }
  }

  private void sendOne(ArrayNode calls) {
    try {
      hub.reportEnded(calls);
    } catch (VerifierCalls.RefusedException e) {
      LOG.log(System.Logger.Level.WARNING, "How calls ended was not taken: {0}", e.getMessage());
    }
  }
}
