package dev.integrationshub.bench.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The figures of a bench: a table to read, and the same as JSON in {@code target/bench/}. */
final class VerifyReport {
  private static final Path FOLDER = Path.of("target", "bench");

  /** Above this share of its own time the generator is what limits. */
  private static final double BUSY = 0.95;

  private final VerifyLoad load;
  private final Map<String, List<Round>> rounds = new LinkedHashMap<>();

  VerifyReport(VerifyLoad load) {
    this.load = load;
  }

  private record Round(LoadGenerator.Result full, double cpuMicros, LoadGenerator.Result half) {}

  /**
   * The medians over all rounds.
   *
   * @param cpuMicros what the server's process used for one request at full load
   * @param ofFirst its requests per second against those of the first row: of nginx, where there is
   *     one
   * @param generatorIsLimit whether the server could have taken more
   * @param unexpected answers, of all rounds together
   */
  record Figures(
      String what,
      double perSecond,
      double cpuMicros,
      double ofFirst,
      double p50Micros,
      double p99Micros,
      double p999Micros,
      boolean generatorIsLimit,
      int unexpected) {}

  void add(String what, LoadGenerator.Result full, double cpuMicros, LoadGenerator.Result half) {
    rounds.computeIfAbsent(what, _ -> new ArrayList<>()).add(new Round(full, cpuMicros, half));
    System.out.printf(
        Locale.ROOT,
        "%s: %.0f/s, %.1f µs of CPU; p50 %.0f µs, p99 %.0f µs%n",
        what,
        full.perSecond(),
        cpuMicros,
        half.micros(0.5),
        half.micros(0.99));
  }

  /**
   * @param memoryMebibytes the most that the hub has had
   */
  void print(long memoryMebibytes) throws IOException {
    List<Figures> all = figures();
    StringBuilder table = new StringBuilder("\n" + load + "\n");
    table.append("| Keys | requests/s | CPU µs each | of the first |");
    table.append(" p50 µs at half load | p99 µs | p99.9 µs |\n|---|---|---|---|---|---|---|\n");
    for (Figures figures : all) {
      table.append(row(figures));
    }
    System.out.println(table + "hub memory (peak RSS): " + memoryMebibytes + " MiB");
    for (Figures figures : all) {
      if (figures.generatorIsLimit()) {
        System.out.println(figures.what() + ": the load generator was the limit");
      }
      if (figures.unexpected() > 0) {
        System.out.println(figures.what() + ": " + figures.unexpected() + " unexpected answers");
      }
    }
    Path file = Files.createDirectories(FOLDER).resolve("verify.json").toAbsolutePath();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("load", load.toString());
    json.put("figures", all);
    json.put("memoryMebibytes", memoryMebibytes);
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
    System.out.println("The same as JSON: " + file);
  }

  private static String row(Figures figures) {
    return String.format(
        Locale.ROOT,
        "| %s | %.0f | %.1f | %.2f | %.0f | %.0f | %.0f |%n",
        figures.what(),
        figures.perSecond(),
        figures.cpuMicros(),
        figures.ofFirst(),
        figures.p50Micros(),
        figures.p99Micros(),
        figures.p999Micros());
  }

  private List<Figures> figures() {
    List<Figures> all = new ArrayList<>();
    double first = 0;
    for (var entry : rounds.entrySet()) {
      List<Round> of = entry.getValue();
      double perSecond = median(of, round -> round.full().perSecond());
      first = first == 0 ? perSecond : first;
      all.add(
          new Figures(
              entry.getKey(),
              perSecond,
              median(of, Round::cpuMicros),
              perSecond / first,
              median(of, round -> round.half().micros(0.5)),
              median(of, round -> round.half().micros(0.99)),
              median(of, round -> round.half().micros(0.999)),
              median(of, round -> round.full().ownShare()) > BUSY,
              of.stream()
                  .mapToInt(round -> round.full().unexpected() + round.half().unexpected())
                  .sum()));
    }
    return all;
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    return sorted[(sorted.length - 1) / 2];
  }
}
