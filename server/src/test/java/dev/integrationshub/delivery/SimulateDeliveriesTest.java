package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.opentest4j.MultipleFailuresError;

/**
 * Drives the decisions through hundreds of made-up fortnights. {@code -Dsimulation.seeds=10000}
 * runs more of them, {@code -Dsimulation.seed=123} that one alone.
 */
class SimulateDeliveriesTest {
  private static final int SEEDS = Integer.getInteger("simulation.seeds", 500);

  @Test
  void nothingIsLostOrSentEarlyOrAfterItsEndOrMoreOftenThanAllowed() {
    Map<CheckSafety.Event, Integer> seen = new EnumMap<>(CheckSafety.Event.class);
    forEachSeed(seed -> new SimulatedHub(seed, new CheckSafety(seen)).run());
    if (Long.getLong("simulation.seed") == null) {
      assertThat(seen)
          .as("what the runs came through")
          .containsOnlyKeys(CheckSafety.Event.values());
    }
  }

  @Test
  void onceReceiversAreWellEverythingEndsInTime() {
    forEachSeed(
        seed -> {
          var liveness = new CheckLiveness();
          var hub = new SimulatedHub(seed, liveness);
          hub.run();
          liveness.check(hub);
        });
  }

  @Test
  void aSeedIsTheSameRunEachTime() {
    for (long seed = 0; seed < 5; seed++) {
      assertThat(trace(seed)).isNotEmpty().isEqualTo(trace(seed));
    }
    assertThat(trace(1)).isNotEqualTo(trace(2));
  }

  private static String trace(long seed) {
    var check = new CheckSafety();
    new SimulatedHub(seed, check).run();
    return check.trace();
  }

  private static void forEachSeed(LongConsumer run) {
    Long only = Long.getLong("simulation.seed");
    long first = only == null ? 0 : only;
    long end = only == null ? SEEDS : only + 1;
    List<AssertionError> failures = new ArrayList<>();
    for (long seed = first; seed < end; seed++) {
      try {
        run.accept(seed);
      } catch (RuntimeException | AssertionError e) {
        failures.add(new AssertionError(describe(seed, e), e));
      }
    }
    if (!failures.isEmpty()) {
      throw new MultipleFailuresError(failures.size() + " seeds failed", failures);
    }
  }

  private static String describe(long seed, Throwable failure) {
    return "Seed %d: %s. Run it alone: mvn -Dskip.ui test -Dtest=%s -Dsimulation.seed=%d"
        .formatted(seed, failure.getMessage(), SimulateDeliveriesTest.class.getSimpleName(), seed);
  }
}
