package dev.integrationshub.bench.deliver;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of one run: a table to read, and the same as JSON in {@code target/bench/}. */
record DeliverReport(Load load, Ledger ledger, Sample before, Sample after, int backlog) {
  private static final Path FOLDER = Path.of("target", "bench");

  void print() throws IOException {
    Map<String, @Nullable Object> figures = figures();
    System.out.println("\n" + load + "\n| What | Figure |\n|---|---|");
    figures.forEach((what, figure) -> System.out.println("| " + what + " | " + figure + " |"));
    Path file = Files.createDirectories(FOLDER).resolve("deliver.json").toAbsolutePath();
    figures.put("load", load.toString());
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), figures);
    System.out.println("The same as JSON: " + file);
  }

  private Map<String, @Nullable Object> figures() {
    double[] answered = ledger.untilAnswered();
    double[] arrived = ledger.untilArrived();
    double accepted = ledger.accepted(load.warmUpEvents());
    boolean delivers = load.fanOut() > 0;
    double count = accepted * Math.max(1, load.fanOut());
    String each = delivers ? "delivery" : "event";
    Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    figures.put("accepted/s", round(accepted / load.seconds()));
    figures.put("refused", ledger.refused());
    figures.put("deliveries still under way at the end", backlog);
    figures.put("delivered more than once", ledger.repeated());
    for (double share : new double[] {0.5, 0.95, 0.99}) {
      figures.put("due → 202, p" + (int) (share * 100) + " ms", rank(answered, share));
    }
    if (delivers) {
      for (double share : new double[] {0.5, 0.95, 0.99}) {
        figures.put("due → at the receiver, p" + (int) (share * 100) + " ms", rank(arrived, share));
      }
    }
    if (load.fanOut() > 1) {
      double[] everywhere = ledger.untilArrivedEverywhere();
      for (double share : new double[] {0.5, 0.99}) {
        figures.put(
            "due → at the last receiver, p" + (int) (share * 100) + " ms", rank(everywhere, share));
      }
    }
    figures.put(
        "hub CPU µs per " + each,
        round((after.hubCpuSeconds() - before.hubCpuSeconds()) * 1e6 / count));
    figures.put(
        "PostgreSQL CPU µs per " + each,
        round((after.databaseCpuSeconds() - before.databaseCpuSeconds()) * 1e6 / count));
    // Statements were forgotten when the measured time began.
    figures.put("statements per " + each, round(after.counters().statements() / count));
    figures.put(
        "commits per " + each,
        round((after.counters().commits() - before.counters().commits()) / count));
    figures.put(
        "WAL bytes per " + each,
        round((after.counters().walBytes() - before.counters().walBytes()) / count));
    figures.put("hub memory (peak RSS) MiB", after.hubMemoryMebibytes());
    return figures;
  }

  /** The nearest rank. */
  private static @Nullable Double rank(double[] sorted, double share) {
    return sorted.length == 0
        ? null
        : round(sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)]);
  }

  private static double round(double figure) {
    return Math.round(figure * 100) / 100.0;
  }
}
