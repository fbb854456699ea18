package dev.integrationshub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What Linux says about processes (proc(5)). */
public final class ProcessFigures {
  private static final double TICKS_PER_SECOND = 100;

  private ProcessFigures() {}

  /** User and system time of one process. */
  public static double cpuSeconds(long pid) {
    List<String> fields = stat(pid);
    return (ticks(fields, 11) + ticks(fields, 12)) / TICKS_PER_SECOND;
  }

  /** Of the parent of the given process and of all of its children, those that have ended too. */
  public static double cpuSecondsOfParentOf(long pid) {
    long parent = Long.parseLong(stat(pid).get(1));
    List<String> fields = stat(parent);
    double ended = (ticks(fields, 13) + ticks(fields, 14)) / TICKS_PER_SECOND;
    return cpuSeconds(parent)
        + ended
        + children(parent).mapToDouble(ProcessFigures::cpuSeconds).sum();
  }

  /** Of the process and the children that it has now. */
  public static double cpuSecondsWithChildren(long pid) {
    return cpuSeconds(pid) + children(pid).mapToDouble(ProcessFigures::cpuSeconds).sum();
  }

  /** The most memory that the process has had in RAM. */
  public static long peakMemoryMebibytes(long pid) {
    return lines("/proc/" + pid + "/status")
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Long> children(long parent) {
    return lines("/proc/" + parent + "/task/" + parent + "/children")
        .flatMap(line -> Stream.of(line.trim().split(" ")))
        .filter(pid -> !pid.isEmpty())
        .map(Long::valueOf);
  }

  /** From the third field on: the second, the name, may hold anything. */
  private static List<String> stat(long pid) {
    String line = lines("/proc/" + pid + "/stat").findFirst().orElseThrow();
    return List.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
  }

  private static double ticks(List<String> fields, int field) {
    return Double.parseDouble(fields.get(field));
  }

  private static Stream<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file)).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
