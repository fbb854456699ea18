package dev.integrationshub.usage;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Counts latencies in buckets whose width grows with them: every power of two is cut into 32, so
 * that the middle of a bucket is off by 1/64 at most. Below 64 µs a bucket holds one microsecond.
 * (The log-linear layout is that of HdrHistogram.)
 */
public final class LatencyHistogram {
  /** The longest latency that is told apart: one hour. */
  public static final long MAX_MICROS = 3_600_000_000L;

  private static final int CUTS_AS_POWER = 5;
  private static final int CUTS = 1 << CUTS_AS_POWER;

  private LatencyHistogram() {}

  /**
   * The bucket of a latency.
   *
   * @param micros 0 to {@link #MAX_MICROS}
   */
  public static int bucketOf(long micros) {
    if (micros < 0 || micros > MAX_MICROS) {
      throw new IllegalArgumentException("not a latency of 0 to " + MAX_MICROS + " µs: " + micros);
    }
    int shift = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(micros) - CUTS_AS_POWER);
    return shift * CUTS + (int) (micros >>> shift);
  }

  /** The middle of a bucket, in milliseconds. */
  public static double middleMillis(int bucket) {
    int shift = Math.max(0, bucket / CUTS - 1);
    long lowest = (long) (bucket - shift * CUTS) << shift;
    long width = 1L << shift;
    return (lowest + (width - 1) / 2.0) / 1000;
  }

  /**
   * The latency that the given share of calls does not exceed (the nearest rank), to within 1/64.
   *
   * @param counts calls by bucket
   * @param share above 0, at most 1
   * @return in milliseconds; empty without calls
   */
  public static OptionalDouble percentileMillis(Map<Integer, Long> counts, double share) {
    long calls = counts.values().stream().mapToLong(Long::longValue).sum();
    long rank = Math.max(1, (long) Math.ceil(share * calls));
    for (var bucket : new TreeMap<>(counts).entrySet()) {
      rank -= bucket.getValue();
      if (rank <= 0) {
        return OptionalDouble.of(middleMillis(bucket.getKey()));
      }
    }
    return OptionalDouble.empty();
  }
}
