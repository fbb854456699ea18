package dev.integrationshub.verification;

import dev.integrationshub.client.KeyVerifier;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/**
 * How many keys a product can verify in its own process, on one thread, and how long each takes. No
 * part of the tests: {@code ./hub bench verify-in-process} runs it, and nothing here depends on how
 * fast it is.
 */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class VerifyInProcessBench {
  private static final int KEYS = 1_000;
  private static final int ROUNDS = 7;
  private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Between two looks at the clock. */
  private static final int CALLS = 1_000;

  private static final int SAMPLES = 1_000_000;
  private static final String SCOPES = "\"scopes\": [\"recordings:read\"]";

  @Inject Jdbi jdbi;

  private record Figure(String keys, long callsPerSecond, double p50Micros, double p99Micros) {
    @Override
    public String toString() {
      return "| %s | %,d | %.2f | %.2f |".formatted(keys, callsPerSecond, p50Micros, p99Micros);
    }
  }

  @Test
  void decisionsPerSecond() throws IOException {
    HubClient hub = HubClient.operatorOfNewOrganization(jdbi);
    List<String> unlimited = newKeys(hub, "");
    List<String> limited = newKeys(hub, ", \"rateLimitPerHour\": 1000000");
    try (KeyVerifier verifier = KeyVerifier.start(hub.hub(), HubDatabase.ROOT_KEY)) {
      List<Figure> figures =
          List.of(
              measure(KEYS + " keys, no limit", verifier, unlimited),
              measure(KEYS + " keys, 1,000,000 an hour each", verifier, limited),
              measure("one key, no limit", verifier, unlimited.subList(0, 1)));
      System.out.println("\n| Keys | calls/s | p50 µs | p99 µs |\n|---|---|---|---|");
      figures.forEach(System.out::println);
      Path file = Files.createDirectories(Path.of("target/bench")).resolve("verify-in-process.txt");
      Files.writeString(
          file, String.join("\n", figures.stream().map(Figure::toString).toList()) + "\n");
    }
  }

  private static Figure measure(String name, KeyVerifier verifier, List<String> keys) {
    long[] perSecond = new long[ROUNDS];
    for (int i = -2; i < ROUNDS; i++) {
      long calls = 0;
      long start = System.nanoTime();
      long now = start;
      while (now - start < ROUND_NANOS) {
        for (int call = 0; call < CALLS; call++) {
          verifier.verify(keys.get((int) ((calls + call) % keys.size())));
        }
        calls += CALLS;
        now = System.nanoTime();
      }
      if (i >= 0) {
        perSecond[i] = calls * TimeUnit.SECONDS.toNanos(1) / (now - start);
      }
    }
    Arrays.sort(perSecond);
    long[] nanos = new long[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      long start = System.nanoTime();
      verifier.verify(keys.get(i % keys.size()));
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return new Figure(
        name,
        perSecond[ROUNDS / 2],
        nanos[SAMPLES / 2] / 1e3,
        nanos[SAMPLES - SAMPLES / 100] / 1e3);
  }

  private static List<String> newKeys(HubClient hub, String members) {
    raiseLimit(hub);
    return IntStream.range(0, KEYS)
        .mapToObj(i -> hub.createKey("k" + i, SCOPES + members).text("/key"))
        .toList();
  }

  /** Room for as many keys as the bench needs. */
  private static void raiseLimit(HubClient hub) {
    HubClient.Answer answer =
        hub.put(
            String.format(
                Locale.ROOT,
                "/api/admin/organizations/%s/limits",
                IdKind.ORGANIZATION.format(hub.organizationId())),
            "{\"apiKeys\": 10000}");
    if (answer.status() != 200) {
      throw new AssertionError(answer.body().toString());
    }
  }
}
