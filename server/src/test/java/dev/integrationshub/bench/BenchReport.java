package dev.integrationshub.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of a bench: a table to read, and the same as JSON in {@code target/bench/}. */
final class BenchReport {
  private static final Path FOLDER = Path.of("target", "bench");

  private final String name;
  private final List<Figure> figures = new ArrayList<>();

  BenchReport(String name) {
    this.name = name;
  }

  /** The times are those of one kind of request, over HTTP, in milliseconds. */
  record Figure(String request, int requests, double p50Millis, double p95Millis, int statements) {}

  /**
   * Adds a kind of request.
   *
   * @param sortedMillis how long each took, shortest first
   */
  void add(String request, double[] sortedMillis, int statements) {
    figures.add(
        new Figure(
            request,
            sortedMillis.length,
            rank(sortedMillis, 0.5),
            rank(sortedMillis, 0.95),
            statements));
  }

  void print() throws IOException {
    StringBuilder table = new StringBuilder("\n" + name + "\n");
    table.append("| Request | p50 ms | p95 ms | SQL statements |\n|---|---|---|---|\n");
    for (Figure figure : figures) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f | %.1f | %d |%n",
              figure.request(),
              figure.p50Millis(),
              figure.p95Millis(),
              figure.statements()));
    }
    Path file = Files.createDirectories(FOLDER).resolve(name + ".json").toAbsolutePath();
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), figures);
    System.out.println(table + "The same as JSON: " + file);
  }

  /** The nearest rank. */
  private static double rank(double[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
