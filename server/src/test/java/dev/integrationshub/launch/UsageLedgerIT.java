package dev.integrationshub.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every call is counted, whatever becomes of the process, but for the last second of a killed one.
 */
class UsageLedgerIT {
  private static final int CALLERS = 4;
  private static final long SECOND_NANOS = 1_000_000_000;

  @TempDir Path temp;

  @Test
  void callsSentAreCallsCountedAfterACleanStopAndWithinASecondAfterAKill() throws Exception {
    Path data = temp.resolve("data");
    Map<String, String> settings = HubProcess.unattended();
    Key key;
    Calls calls = new Calls();
    try (HubProcess hub = HubProcess.startReady(data, settings)) {
      key = Key.create(hub.operator());
      calls.begin(hub.operator(), key);
      calls.awaitAnswered(300);
      // The stop comes while calls are under way.
      assertThat(hub.terminate()).isZero();
      calls.end();
    }
    long answered = calls.answered();
    try (HubProcess hub = HubProcess.startReady(data, settings)) {
      assertThat(total(hub.operator(), key))
          .as("counted after an orderly stop")
          .isBetween(answered, calls.sent());
      long before = total(hub.operator(), key);

      Calls more = new Calls();
      more.begin(hub.operator(), key);
      more.awaitAnswered(600);
      hub.kill();
      more.end();
      try (HubProcess next = HubProcess.startReady(data, settings)) {
        long counted = total(next.operator(), key) - before;
        assertThat(counted)
            .as("counted after a kill")
            .isBetween(more.answeredUntilASecondBeforeTheEnd(), more.sent());
      }
    }
  }

  @Test
  void callsShowInTheStatisticsByThemselves() throws Exception {
    try (HubProcess hub = HubProcess.startReady(temp.resolve("data"), HubProcess.unattended())) {
      HubClient operator = hub.operator();
      Key key = Key.create(operator);
      operator.verify(key.text, "");
      operator.verify(key.text, "\"scopes\": [\"users:write\"]");
      JsonNode stats =
          await()
              .atMost(Duration.ofSeconds(10))
              .pollInterval(Duration.ofMillis(50))
              .until(() -> stats(operator, key), s -> s.at("/totalCalls").asLong() == 2);
      assertThat(stats.at("/outcomes/VALID").asLong()).isEqualTo(1);
      assertThat(stats.at("/outcomes/INSUFFICIENT_SCOPE").asLong()).isEqualTo(1);
    }
  }

  private static long total(HubClient operator, Key key) {
    JsonNode stats = stats(operator, key);
    long total = 0;
    for (JsonNode count : stats.at("/outcomes")) {
      total += count.asLong();
    }
    assertThat(stats.at("/totalCalls").asLong()).isEqualTo(total);
    return total;
  }

  private static JsonNode stats(HubClient operator, Key key) {
    return operator.get("/api/organizations/api-keys/" + key.id + "/stats").body();
  }

  private record Key(String id, String text) {
    static Key create(HubClient operator) {
      Answer created =
          operator.createKey("CI", "\"scopes\": [\"users:read\"], \"rateLimitPerHour\": 150");
      return new Key(created.text("/id"), created.text("/key"));
    }
  }

  /** Callers that go on until the hub answers no more. */
  private static final class Calls {
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong sent = new AtomicLong();
    private final ConcurrentLinkedQueue<Long> answeredAtNanos = new ConcurrentLinkedQueue<>();

    void begin(HubClient operator, Key key) {
      for (int i = 0; i < CALLERS; i++) {
        callers.execute(() -> call(operator, key));
      }
    }

    private void call(HubClient operator, Key key) {
      List<String> asked = List.of("", "\"scopes\": [\"users:write\"]");
      try {
        while (!ended.get()) {
          long number = sent.incrementAndGet();
          operator.verify(key.text, asked.get((int) (number % asked.size())));
          answeredAtNanos.add(System.nanoTime());
        }
      } catch (RuntimeException | AssertionError hubIsGone) {
        ended.set(true);
      }
    }

    void awaitAnswered(int count) {
      await().atMost(Duration.ofSeconds(60)).until(() -> answeredAtNanos.size() >= count);
    }

    void end() throws InterruptedException {
      ended.set(true);
      callers.shutdown();
      assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    long sent() {
      return sent.get();
    }

    long answered() {
      return answeredAtNanos.size();
    }

    long answeredUntilASecondBeforeTheEnd() {
      List<Long> times = new ArrayList<>(answeredAtNanos);
      long last = times.stream().mapToLong(Long::longValue).max().orElseThrow();
      return times.stream().filter(time -> time < last - SECOND_NANOS).count();
    }
  }
}
