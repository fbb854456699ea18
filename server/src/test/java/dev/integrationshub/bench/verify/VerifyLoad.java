package dev.integrationshub.bench.verify;

import java.time.Duration;

/**
 * What the bench asks of the hub; set by {@code -Dbench.<name>=…}.
 *
 * @param keys in the database and in memory, a tenth of them with a rate limit
 * @param cores 1 gives the hub the first core alone, and load and PostgreSQL the others; with 2
 *     they share all
 * @param connections kept alive, each with one request under way
 * @param seconds of each measurement
 * @param rounds of all measurements in turn; the medians count
 * @param warmUpSeconds before them
 */
record VerifyLoad(
    int keys, int cores, int connections, int seconds, int rounds, int warmUpSeconds) {

  static VerifyLoad fromProperties() {
    return new VerifyLoad(
        number("keys", 1_000),
        number("cores", 1),
        number("connections", 64),
        number("seconds", 5),
        number("rounds", 3),
        number("warmUpSeconds", 20));
  }

  Duration measured() {
    return Duration.ofSeconds(seconds);
  }

  Duration warmUp() {
    return Duration.ofSeconds(warmUpSeconds);
  }

  private static int number(String name, int otherwise) {
    return Integer.getInteger("bench." + name, otherwise);
  }
}
