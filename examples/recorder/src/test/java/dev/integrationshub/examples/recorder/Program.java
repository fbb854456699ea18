package dev.integrationshub.examples.recorder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A built jar as a process of its own. */
final class Program implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final List<String> output = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch ready = new CountDownLatch(1);

  private Program(Process process, String readyLine) {
    this.process = process;
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  output.add(line);
                  if (line.contains(readyLine)) {
                    ready.countDown();
                  }
                }
              } catch (IOException ended) {
                output.add(ended.toString());
              }
            });
    reader.setDaemon(true);
    reader.start();
  }

  /** Returns once it has printed the line that says that it is ready. */
  static Program start(Path jar, Map<String, String> environment, String readyLine)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toAbsolutePath().toString())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    Program program = new Program(builder.start(), readyLine);
    if (!program.ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      program.close();
      throw new AssertionError(jar + " did not start: " + String.join("\n", program.output));
    }
    return program;
  }

  String output() {
    return String.join("\n", output);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(40, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
