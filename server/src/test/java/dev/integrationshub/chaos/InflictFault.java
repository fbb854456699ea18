package dev.integrationshub.chaos;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Strikes, and sees that what was struck is there again. */
final class InflictFault {
  private static final int PEACE_MILLIS = 500;
  private static final int MORE_PEACE_MILLIS = 2_500;

  /** Also a node that has nothing under way stands still for so long. */
  private static final long ICE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** A lease and the time to look for what has come due. */
  private static final Duration TAKE_OVER = Duration.ofSeconds(90);

  private static final Duration UNTIL_FULL = Duration.ofMinutes(2);
  private static final long FULL_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final List<Node> nodes;
  private final StruckDatabase database;
  private final ReadOutcome outcome;
  private final Oracle oracle;
  private final Random random;
  private int stops;

  InflictFault(
      List<Node> nodes,
      StruckDatabase database,
      ReadOutcome outcome,
      Oracle oracle,
      Random random) {
    this.nodes = nodes;
    this.database = database;
    this.outcome = outcome;
    this.oracle = oracle;
    this.random = random;
  }

  /**
   * What came of one.
   *
   * @param victim what was struck
   * @param inFlight deliveries under way there, each of which may go out twice
   * @param millis until it was there again
   * @param firstEvent the number of the first event that was submitted meanwhile
   * @param endEvent the number after the last one's
   */
  record Inflicted(
      Fault fault, String victim, int inFlight, long millis, int firstEvent, int endEvent) {}

  Inflicted inflict(Fault fault) throws IOException, InterruptedException {
    TimeUnit.MILLISECONDS.sleep(PEACE_MILLIS + random.nextInt(MORE_PEACE_MILLIS));
    // Orderly ends go round, as a rolling restart does.
    int anyOf = random.nextInt(nodes.size());
    int chosen = fault == Fault.HUB_STOP ? stops++ % nodes.size() : anyOf;
    boolean immediately = random.nextBoolean();
    Node node = nodes.get(chosen);
    int firstEvent = oracle.submitted();
    long startNanos = System.nanoTime();
    int inFlight =
        switch (fault) {
          case HUB_KILL -> kill(node);
          case HUB_STOP -> stop(node);
          case NODE_FREEZE -> freeze(node);
          case POSTGRES_RESTART -> restartDatabase();
          case POSTGRES_KILL -> killDatabase(immediately);
          case DISK_FULL -> fillDisk();
        };
    String victim =
        switch (fault) {
          case HUB_KILL, HUB_STOP, NODE_FREEZE -> "node " + (chosen + 1);
          case POSTGRES_RESTART -> "PostgreSQL, fast";
          case POSTGRES_KILL -> immediately ? "PostgreSQL, immediate" : "PostgreSQL, SIGKILL";
          case DISK_FULL -> "PostgreSQL's file system";
        };
    return new Inflicted(
        fault,
        victim,
        inFlight,
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos),
        firstEvent,
        oracle.submitted());
  }

  private int kill(Node node) throws IOException, InterruptedException {
    node.kill();
    // Its leases are left behind, and so exactly what was under way.
    int inFlight = outcome.underWay(List.of(node.id()));
    node.startAgain();
    return inFlight;
  }

  private static int stop(Node node) throws IOException, InterruptedException {
    int code = node.stop();
    if (code != 0) {
      throw new AssertionError("a hub that was told to end did so with " + code);
    }
    node.startAgain();
    return 0;
  }

  private int freeze(Node node) throws IOException, InterruptedException {
    node.freeze();
    long startNanos = System.nanoTime();
    try {
      List<UUID> frozen = List.of(node.id());
      int inFlight = outcome.underWay(frozen);
      await("the frozen node's deliveries to be taken over")
          .atMost(TAKE_OVER)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> outcome.underWay(frozen) == 0 && System.nanoTime() - startNanos > ICE_NANOS);
      return inFlight;
    } finally {
      node.thaw();
    }
  }

  private int restartDatabase() throws IOException, InterruptedException {
    int inFlight = outcome.underWay(allNodes());
    database.restart();
    return inFlight;
  }

  private int killDatabase(boolean immediately) throws IOException, InterruptedException {
    int inFlight = outcome.underWay(allNodes());
    database.kill(immediately);
    return inFlight;
  }

  private int fillDisk() throws IOException {
    int inFlight = outcome.underWay(allNodes());
    int failed = oracle.failed();
    long[] noticedNanos = {0};
    await("accepts to fail on a full disk")
        .atMost(UNTIL_FULL)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              database.fillDisk();
              if (noticedNanos[0] == 0 && oracle.failed() > failed) {
                noticedNanos[0] = System.nanoTime();
              }
              return noticedNanos[0] != 0 && System.nanoTime() - noticedNanos[0] > FULL_NANOS;
            });
    database.freeDisk();
    return inFlight;
  }

  private List<UUID> allNodes() throws IOException {
    List<UUID> ids = new ArrayList<>();
    for (Node node : nodes) {
      ids.add(node.id());
    }
    return ids;
  }
}
