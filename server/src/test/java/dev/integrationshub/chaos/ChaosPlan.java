package dev.integrationshub.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * What a run does; the same plan makes the same choices again, though not at the same moments to
 * the microsecond.
 *
 * @param faults each comes as often as the others, in random order
 * @param rounds one fault each
 * @param seed of all that is random
 * @param nodes hubs on the one database, 2 at least
 * @param rate events a second, whatever becomes of the hubs
 */
record ChaosPlan(List<Fault> faults, int rounds, long seed, int nodes, int rate) {

  ChaosPlan {
    if (faults.isEmpty() || rounds < 1 || nodes < 2 || rate < 1) {
      throw new IllegalArgumentException(
          "chaos needs a fault, a round, two nodes and an event a second at least");
    }
  }

  /** As set by {@code -Dchaos.<name>=…}; without a seed, one that nobody has used yet. */
  static ChaosPlan fromProperties() {
    return new ChaosPlan(
        Fault.parse(
            System.getProperty(
                "chaos.faults", "hub-kill,node-freeze,postgres-restart,postgres-kill")),
        Integer.getInteger("chaos.rounds", 20),
        Long.getLong("chaos.seed", System.nanoTime() % 1_000_000_000),
        Integer.getInteger("chaos.nodes", 3),
        Integer.getInteger("chaos.rate", 200));
  }

  /** One fault for each round. */
  List<Fault> sequence(Random random) {
    List<Fault> sequence = new ArrayList<>();
    while (sequence.size() < rounds) {
      List<Fault> each = new ArrayList<>(faults);
      Collections.shuffle(each, random);
      sequence.addAll(each);
    }
    return sequence.subList(0, rounds);
  }

  /** The command that runs it again. */
  String command() {
    return "./hub chaos --faults %s --rounds %d --seed %d --nodes %d --rate %d"
        .formatted(
            faults.stream().map(Fault::spelling).collect(Collectors.joining(",")),
            rounds,
            seed,
            nodes,
            rate);
  }
}
