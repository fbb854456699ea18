package dev.integrationshub.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LatencyHistogramTest {
  private static final int CALLS = 100_000;

  /** How latencies are spread: microseconds for a draw from 0 to 999,999. */
  static Map<String, LongUnaryOperator> spreads() {
    return Map.of(
        "even", draw -> draw,
        "fast", draw -> 200 + draw / 2_000,
        "long tail", draw -> Math.round(1_000 * Math.exp(draw / 80_000.0)),
        "two humps", draw -> draw % 10 < 9 ? 2_000 + draw / 1_000 : 900_000 + draw / 3,
        "one value", draw -> 12_400);
  }

  static Set<String> names() {
    return spreads().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void percentileIsWithinTwoPercentOfTheExactLists(String spread) {
    LongUnaryOperator micros = Objects.requireNonNull(spreads().get(spread));
    long[] exact = new Random(7).ints(CALLS, 0, 1_000_000).mapToLong(micros::applyAsLong).toArray();
    Map<Integer, Long> counts = new HashMap<>();
    for (long latency : exact) {
      counts.merge(LatencyHistogram.bucketOf(latency), 1L, Long::sum);
    }
    Arrays.sort(exact);
    for (double share : new double[] {0.5, 0.95, 0.99, 1}) {
      double expected = exact[(int) Math.ceil(share * CALLS) - 1] / 1000.0;
      assertThat(LatencyHistogram.percentileMillis(counts, share).orElseThrow())
          .isCloseTo(expected, within(expected * 0.02));
    }
  }

  @Test
  void bucketsFollowOneAnotherWithoutGapOrOverlap() {
    int before = -1;
    for (long micros = 0; micros <= 1 << 16; micros++) {
      int bucket = LatencyHistogram.bucketOf(micros);
      assertThat(bucket).isBetween(before, before + 1);
      before = bucket;
    }
  }

  @Test
  void noCallsHaveNoPercentile() {
    assertThat(LatencyHistogram.percentileMillis(Map.of(), 0.95)).isEmpty();
  }

  @Test
  void whatIsNoLatencyIsRefused() {
    assertThat(LatencyHistogram.bucketOf(LatencyHistogram.MAX_MICROS)).isPositive();
    assertThatThrownBy(() -> LatencyHistogram.bucketOf(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LatencyHistogram.bucketOf(LatencyHistogram.MAX_MICROS + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
