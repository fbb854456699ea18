package dev.integrationshub.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.keys.HubClient;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntUnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The promise on rate limits, on the real database, by a clock that the test moves. */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class LimitCallsTest {
  private static final int LIMIT = 1_000;
  private static final int CALLERS = 200;
  private static final int HOUR = 3_600;
  private static final int SIMULATED_SECONDS = 3 * HOUR;

  /** Far ahead, or the running hub's upkeep would take what is counted for old. */
  private static final Instant START = Instant.parse("2100-01-01T12:00:00.250Z");

  @Inject Jdbi jdbi;

  private final SettableClock clock = new SettableClock(START);
  private UUID keyId = new UUID(0, 0);

  /** What happens to the node, or nodes, and when. */
  enum Interruption {
    NONE(0),
    RESTART(SIMULATED_SECONDS / 2),
    KILL(SIMULATED_SECONDS / 2),
    /** The others go on. Then every node is about to use up what becomes free. */
    KILL_ONE(HOUR + 100);

    private final int second;

    Interruption(int second) {
      this.second = second;
    }
  }

  @BeforeEach
  void newKey() {
    HubClient hub = HubClient.operatorOfNewOrganization(jdbi);
    keyId =
        IdKind.API_KEY
            .parse(hub.createKey("CI", "\"scopes\": [\"users:read\"]").text("/id"))
            .orElseThrow();
  }

  /**
   * Demand: "flood" is all callers at once every ten seconds, "even" is thrice the limit spread
   * over the hour, "bursts" is a burst of thrice the limit every 10 minutes, "tenfold" is ten times
   * the limit, spread evenly.
   */
  @ParameterizedTest
  @CsvSource({
    "flood, 1, NONE",
    "flood, 1, RESTART",
    "flood, 1, KILL",
    "even, 1, RESTART",
    "even, 1, KILL",
    "bursts, 1, NONE",
    "flood, 2, RESTART",
    "tenfold, 3, KILL_ONE",
  })
  void everyHourAllowsTheLimitAndNotOneMore(String demand, int nodeCount, Interruption interruption)
      throws Exception {
    int[] allowed = simulate(demandOf(demand), nodeCount, interruption);
    int inHour = Arrays.stream(allowed, 0, HOUR).sum();
    int most = inHour;
    int least = inHour;
    for (int end = HOUR; end < SIMULATED_SECONDS; end++) {
      inHour += allowed[end] - allowed[end - HOUR];
      most = Math.max(most, inHour);
      least = Math.min(least, inHour);
    }
    assertThat(most).as("most in any 60 minutes").isLessThanOrEqualTo(LIMIT);
    assertThat(least).as("least in any 60 minutes").isGreaterThanOrEqualTo(980);
  }

  private int[] simulate(IntUnaryOperator callsAtSecond, int nodeCount, Interruption interruption)
      throws Exception {
    int[] allowed = new int[SIMULATED_SECONDS];
    List<TestNode> nodes = start(nodeCount);
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      for (int second = 0; second < SIMULATED_SECONDS; second++) {
        if (second == interruption.second) {
          nodes = interrupted(nodes, interruption);
        }
        allowed[second] = callAtOnce(callers, nodes, callsAtSecond.applyAsInt(second));
        if (second % 5 == 4) {
          nodes.forEach(TestNode::flush);
        }
        clock.advance(Duration.ofSeconds(1));
      }
    }
    return allowed;
  }

  private List<TestNode> interrupted(List<TestNode> nodes, Interruption interruption) {
    return switch (interruption) {
      case NONE -> nodes;
      case RESTART -> {
        nodes.forEach(TestNode::end);
        yield start(nodes.size());
      }
      case KILL -> start(nodes.size());
      case KILL_ONE -> nodes.subList(1, nodes.size());
    };
  }

  private List<TestNode> start(int count) {
    List<TestNode> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      nodes.add(new TestNode(jdbi, clock));
    }
    return nodes;
  }

  private int callAtOnce(ExecutorService callers, List<TestNode> nodes, int calls)
      throws Exception {
    List<Callable<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      TestNode node = nodes.get(i % nodes.size());
      all.add(() -> node.call(keyId, LIMIT, 1));
    }
    int allowed = 0;
    for (Future<Boolean> call : callers.invokeAll(all)) {
      allowed += call.get() ? 1 : 0;
    }
    return allowed;
  }

  private static IntUnaryOperator demandOf(String name) {
    var random = new Random(11);
    return switch (name) {
      case "flood" -> second -> second % 10 == 0 ? CALLERS : 0;
      case "even" -> second -> random.nextInt(HOUR) < 3 * LIMIT ? 1 : 0;
      case "tenfold" -> second -> 10 * LIMIT * (second + 1) / HOUR - 10 * LIMIT * second / HOUR;
      case "bursts" -> second -> second % 600 < 15 ? CALLERS : 0;
      default -> throw new IllegalArgumentException(name);
    };
  }

  @Test
  void whatANodeHoldsAndDoesNotNeedIsGivenBack() {
    TestNode first = new TestNode(jdbi, clock);
    TestNode second = new TestNode(jdbi, clock);
    assertThat(first.call(keyId, 10, 1)).isTrue();
    assertThat(second.call(keyId, 10, 9)).as("the first node holds but one").isTrue();
    assertThat(second.call(keyId, 10, 1)).isFalse();

    assertThat(first.call(keyId, 1_000, 1)).as("a raised limit is leased anew").isTrue();
    assertThat(second.look(keyId, 1_000).remaining()).as("held by the first").isLessThan(989);
    clock.advance(LeaseLimit.TERM);
    first.flush();
    second.flush();
    assertThat(second.look(keyId, 1_000).remaining()).isEqualTo(989);
    assertThat(leases()).isZero();
  }

  @Test
  void aKilledNodesLeaseCountsAsUsedForAnHourAfterItsEnd() {
    TestNode killed = new TestNode(jdbi, clock);
    assertThat(killed.call(keyId, 200, 1)).isTrue();
    TestNode next = new TestNode(jdbi, clock);
    assertThat(next.call(keyId, 200, 198)).isTrue();
    assertThat(next.call(keyId, 200, 1)).as("two were leased").isFalse();
    next.flush();
    clock.advance(LeaseLimit.TERM.plus(HourWindow.LENGTH).minusMillis(1));
    assertThat(next.call(keyId, 200, 199)).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(next.call(keyId, 200, 199)).isTrue();
  }

  @Test
  void whatIsGivenBackBehindACallersBackIsFoundWithinASecond() {
    TestNode node = new TestNode(jdbi, clock);
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO rate_lease (key_id, holder, amount, ends_at) VALUES (?, ?, 10, ?)",
                keyId,
                UUID.randomUUID(),
                clock.instant().plus(LeaseLimit.TERM)));
    assertThat(node.call(keyId, 10, 1)).isFalse();
    jdbi.useHandle(
        handle -> handle.execute("UPDATE rate_lease SET amount = 3 WHERE key_id = ?", keyId));
    assertThat(node.call(keyId, 10, 1)).as("not asked again at once").isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(node.call(keyId, 10, 7)).isTrue();
    assertThat(node.call(keyId, 10, 1)).isFalse();
  }

  @Test
  void costThatDoesNotFitTakesNothingAndHindersNoSmallerOne() {
    TestNode node = new TestNode(jdbi, clock);
    assertThat(node.call(keyId, 10, 7)).isTrue();
    assertThat(node.call(keyId, 10, 4)).isFalse();
    assertThat(node.call(keyId, 10, 11)).isFalse();
    assertThat(node.call(keyId, 10, 3)).isTrue();
    assertThat(node.call(keyId, 10, 1)).isFalse();
  }

  private long leases() {
    return jdbi.withHandle(
        handle ->
            handle
                .select("SELECT coalesce(sum(amount), 0) FROM rate_lease WHERE key_id = ?", keyId)
                .mapTo(Long.class)
                .one());
  }
}
