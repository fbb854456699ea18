package dev.integrationshub.delivery;

import dev.integrationshub.egress.FailureKind;
import dev.integrationshub.egress.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** A receiver that is well for a time, then unwell in one of many ways, as its seed has it. */
final class SimulatedReceiver {
  private enum Mood {
    WELL,
    FLAKY,
    BROKEN,
    SILENT,
    REDIRECTING,
    BUSY,
    UNAVAILABLE,
    UNREACHABLE,
    GONE
  }

  private static final List<Mood> MOODS =
      List.of(
          Mood.WELL,
          Mood.WELL,
          Mood.WELL,
          Mood.FLAKY,
          Mood.FLAKY,
          Mood.BROKEN,
          Mood.BROKEN,
          Mood.SILENT,
          Mood.REDIRECTING,
          Mood.BUSY,
          Mood.BUSY,
          Mood.UNAVAILABLE,
          Mood.UNREACHABLE);

  private static final List<String> RETRY_AFTER =
      List.of(
          "0",
          "3",
          "60",
          "90.5",
          "7200",
          "36000",
          "86400",
          "99999999999999999999",
          "-5",
          "soon",
          "",
          "Thu, 01 Jan 2026 00:00:00 GMT",
          "Thu, 15 Jan 2026 12:00:00 GMT",
          "Fri, 01 Jan 2100 00:00:00 GMT");

  private final TreeMap<Instant, Mood> moods = new TreeMap<>();

  /**
   * @param wellFrom from then on it stays well
   */
  SimulatedReceiver(Random random, Instant start, Instant wellFrom) {
    boolean longSuffering = random.nextInt(4) == 0;
    Instant at = start;
    while (at.isBefore(wellFrom)) {
      boolean gone = random.nextInt(25) == 0;
      moods.put(at, gone ? Mood.GONE : MOODS.get(random.nextInt(MOODS.size())));
      long hours = longSuffering ? 100 + random.nextInt(100) : 1 + random.nextInt(40);
      at = at.plus(Duration.ofHours(hours));
    }
    moods.put(wellFrom, Mood.WELL);
  }

  Outcome answer(Instant now, Random random) {
    return switch (moods.floorEntry(now).getValue()) {
      case WELL -> responded(200 + random.nextInt(5));
      case FLAKY -> responded(random.nextBoolean() ? 200 : 500);
      case BROKEN -> responded(400 + random.nextInt(4));
      case SILENT -> new Outcome.Failed(FailureKind.TIMEOUT, "");
      case REDIRECTING -> responded(302);
      case BUSY -> busy(429, random);
      case UNAVAILABLE -> busy(503, random);
      case UNREACHABLE -> {
        FailureKind[] kinds = FailureKind.values();
        yield new Outcome.Failed(kinds[random.nextInt(kinds.length)], "");
      }
      case GONE -> responded(410);
    };
  }

  private static Outcome busy(int statusCode, Random random) {
    int form = random.nextInt(RETRY_AFTER.size() + 1);
    return new Outcome.Responded(
        statusCode,
        form == RETRY_AFTER.size() ? Optional.empty() : Optional.of(RETRY_AFTER.get(form)));
  }

  private static Outcome responded(int statusCode) {
    return new Outcome.Responded(statusCode, Optional.empty());
  }
}
