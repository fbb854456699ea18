package dev.integrationshub.chaos;

import static org.awaitility.Awaitility.await;

import dev.integrationshub.chaos.InflictFault.Inflicted;
import dev.integrationshub.launch.HubProcess;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One run: hubs on one PostgreSQL with fsync, a publisher, a receiver, and a fault a round. */
record RunChaos(ChaosPlan plan, Path directory) {
  /** The second retry comes after five minutes and a tenth. */
  private static final Duration UNTIL_REST = Duration.ofMinutes(7);

  private static final Duration UNTIL_ANSWERED = Duration.ofMinutes(1);

  /**
   * Prints what it came to.
   *
   * @return what is wrong
   */
  Verdict run() throws Exception {
    System.out.println("Chaos with seed " + plan.seed() + "; again by: " + plan.command());
    System.out.println("The logs are in " + directory);
    var oracle = new Oracle();
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    List<Node> nodes = new ArrayList<>();
    try (var database = startDatabase();
        var receiver = new ChaosReceiver(vertx, oracle, plan.seed())) {
      try {
        startNodes(nodes, database);
        return strike(vertx, oracle, database, receiver, nodes);
      } finally {
        for (Node node : nodes) {
          node.close();
        }
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private Verdict strike(
      Vertx vertx, Oracle oracle, StruckDatabase database, ChaosReceiver receiver, List<Node> nodes)
      throws Exception {
    var outcome = new ReadOutcome(database.jdbcUrl());
    var subscriptions = Subscriptions.create(nodes.getFirst().hub(), receiver);
    Random random = new Random(plan.seed());
    var inflict = new InflictFault(nodes, database, outcome, oracle, random);
    List<Inflicted> rounds = new ArrayList<>();
    List<String> hubs = nodes.stream().map(Node::url).toList();
    try (var publisher = new ChaosPublisher(vertx, plan, oracle, subscriptions, hubs)) {
      for (Fault fault : plan.sequence(random)) {
        Inflicted round = inflict.inflict(fault);
        rounds.add(round);
        System.out.println("Round " + rounds.size() + " of " + plan.rounds() + ": " + round);
      }
      publisher.end();
      await("answers").atMost(UNTIL_ANSWERED).until(() -> oracle.unanswered() == 0);
    }
    awaitRest(outcome);
    Verdict verdict = Judge.verdict(oracle, subscriptions, outcome.read(subscriptions.webhooks()));
    new ChaosReport(plan, rounds, verdict).print();
    return verdict;
  }

  /** What is unfinished after that is stuck, which the verdict tells. */
  private static void awaitRest(ReadOutcome outcome) {
    long endNanos = System.nanoTime() + UNTIL_REST.toNanos();
    await()
        .atMost(UNTIL_REST.plusMinutes(1))
        .pollInterval(Duration.ofMillis(250))
        .until(() -> outcome.unfinished() == 0 || System.nanoTime() > endNanos);
  }

  private void startNodes(List<Node> nodes, StruckDatabase database) throws Exception {
    Map<String, String> shared =
        Map.of(
            "HUB_DATABASE_URL", database.url(),
            "HUB_ENCRYPTION_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "HUB_WEBHOOKS_ALLOW_HTTP", "true",
            "HUB_WEBHOOKS_ALLOW_ADDRESSES", "127.0.0.1/32");
    int number = 1;
    for (int port : HubProcess.freePorts(plan.nodes())) {
      nodes.add(new Node(number++, directory, port, shared));
    }
    for (Node node : nodes) {
      node.awaitReady();
    }
  }

  private StruckDatabase startDatabase() throws IOException, InterruptedException {
    Path its = directory.resolve("postgres");
    return plan.faults().contains(Fault.DISK_FULL)
        ? StruckDatabase.startOnSmallDisk(its)
        : StruckDatabase.start(its);
  }

  static Path logs() throws IOException {
    return Files.createTempDirectory("hub-chaos");
  }
}
