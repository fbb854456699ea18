package dev.integrationshub.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The figures of a bench: a table to read, and the same as JSON in {@code target/bench/}. */
public final class BenchReport {
  private static final Path FOLDER = Path.of("target", "bench");

  private final String name;
  private final String unit;
  private final List<Figure> figures = new ArrayList<>();

  /**
   * @param unit of all times
   */
  public BenchReport(String name, String unit) {
    this.name = name;
    this.unit = unit;
  }

  /**
   * What one kind of request took.
   *
   * @param statements SQL statements for one request; null where they are not counted
   */
  record Figure(
      String request, int requests, double p50, double p95, @Nullable Integer statements) {}

  /**
   * Adds a kind of request.
   *
   * @param sortedTimes how long each took, shortest first
   * @param statements SQL statements for one request; null where they are not counted
   */
  public void add(String request, double[] sortedTimes, @Nullable Integer statements) {
    figures.add(
        new Figure(
            request,
            sortedTimes.length,
            rank(sortedTimes, 0.5),
            rank(sortedTimes, 0.95),
            statements));
  }

  public void print() throws IOException {
    StringBuilder table = new StringBuilder("\n" + name + "\n");
    table.append("| Request | p50 %1$s | p95 %1$s | SQL statements |\n".formatted(unit));
    table.append("|---|---|---|---|\n");
    for (Figure figure : figures) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f | %.1f | %s |%n",
              figure.request(),
              figure.p50(),
              figure.p95(),
              figure.statements() == null ? "" : figure.statements()));
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
