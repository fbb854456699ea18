package dev.integrationshub.chaos;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.integrationshub.chaos.InflictFault.Inflicted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run came to: tables to read, and the same as JSON in {@code target/bench/}. */
record ChaosReport(ChaosPlan plan, List<Inflicted> rounds, Verdict verdict) {
  private static final Path FOLDER = Path.of("target", "bench");
  private static final int EXAMPLES = 10;

  void print() throws IOException {
    Map<String, Object> figures = figures();
    System.out.println(
        "\n| Fault | Rounds | In flight | Failed accepts | Longest until there again, ms |");
    System.out.println("|---|---|---|---|---|");
    faults().forEach(System.out::println);
    System.out.println("\n| What | Figure |\n|---|---|");
    figures.forEach((what, figure) -> System.out.println("| " + what + " | " + figure + " |"));
    reasons().forEach((why, times) -> System.out.println("failed " + times + " times: " + why));
    examples().forEach((what, lines) -> System.out.println("\n" + what + ":\n" + lines));
    Path file = Files.createDirectories(FOLDER).resolve("chaos.json").toAbsolutePath();
    figures.put("command", plan.command());
    figures.put("rounds", rounds);
    figures.put("failed because of", reasons());
    figures.put("examples", examples());
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), figures);
    System.out.println("\nThe same as JSON: " + file + "\nAgain: " + plan.command());
  }

  private List<String> faults() {
    List<String> lines = new ArrayList<>();
    for (Fault fault : plan.faults()) {
      List<Inflicted> its = rounds.stream().filter(round -> round.fault() == fault).toList();
      lines.add(
          "| %s | %d | %d | %d | %d |"
              .formatted(
                  fault.spelling(),
                  its.size(),
                  its.stream().mapToInt(Inflicted::inFlight).sum(),
                  its.stream().mapToInt(this::failed).sum(),
                  its.stream().mapToLong(Inflicted::millis).max().orElse(0)));
    }
    return lines;
  }

  private int failed(Inflicted round) {
    return verdict.failed().subMap(round.firstEvent(), round.endEvent()).size();
  }

  /** What the last try of those that failed came to. */
  private Map<String, Long> reasons() {
    return verdict.failed().values().stream().collect(groupingBy(why -> why, counting()));
  }

  private Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("submitted", verdict.submitted());
    figures.put("accepted", verdict.accepted());
    figures.put("failed after a try at each node", verdict.failed().size());
    figures.put("lost", verdict.lost().size());
    figures.put("invented", verdict.invented().size());
    figures.put("corrupt", verdict.corrupt().size());
    figures.put("unrecorded", verdict.unrecorded().size());
    figures.put("recorded twice", verdict.recordedTwice().size());
    figures.put("stuck", verdict.stuck());
    figures.put("duplicated", verdict.duplicated().size());
    figures.put("of those after an attempt that nobody wrote down", verdict.duplicatedUntold());
    figures.put("in flight at faults", rounds.stream().mapToInt(Inflicted::inFlight).sum());
    return figures;
  }

  private Map<String, List<String>> examples() {
    Map<String, List<String>> examples = new LinkedHashMap<>();
    examples.put("lost", verdict.lost());
    examples.put("invented", verdict.invented());
    examples.put("corrupt", verdict.corrupt());
    examples.put("unrecorded", verdict.unrecorded());
    examples.put("recorded twice", verdict.recordedTwice());
    examples.put("duplicated", verdict.duplicated());
    examples.values().removeIf(List::isEmpty);
    examples.replaceAll((what, lines) -> lines.stream().limit(EXAMPLES).toList());
    return examples;
  }
}
