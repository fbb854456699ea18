package dev.integrationshub.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * After {@code kill -9} of the hub its PostgreSQL goes on without it. The next start holds the data
 * directory's lock, so such a server belongs to nobody and is stopped in an orderly way.
 */
final class OrphanedPostmaster {
  private static final Logger LOG = Logger.getLogger(OrphanedPostmaster.class);
  private static final int STOP_SECONDS = 60;

  private OrphanedPostmaster() {}

  static void stop(Path cluster) throws IOException {
    Optional<ProcessHandle> found = find(cluster);
    if (found.isEmpty()) {
      return;
    }
    ProcessHandle postmaster = found.get();
    LOG.infof(
        "Stopping the PostgreSQL that an earlier hub left running (process %d)", postmaster.pid());
    // SIGINT is PostgreSQL's fast shutdown; ProcessHandle can't send it.
    new ProcessBuilder("sh", "-c", "kill -INT " + postmaster.pid()).start();
    try {
      postmaster.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while stopping process " + postmaster.pid(), e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(
          "process " + postmaster.pid() + " still runs on the data directory after a minute", e);
    }
  }

  /** The port of the server that runs on the cluster. */
  static Optional<Integer> port(Path cluster) throws IOException {
    return find(cluster).isPresent()
        ? Optional.of(Integer.parseInt(pidFile(cluster).get(3).strip()))
        : Optional.empty();
  }

  /** The server's first process, while it lives. */
  static Optional<ProcessHandle> find(Path cluster) throws IOException {
    List<String> lines = pidFile(cluster);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    // The number may have been given to another process since: its command line tells.
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
        .filter(process -> process.info().commandLine().orElse("").contains(cluster.toString()));
  }

  /** Its first line is the process, its fourth the port (PostgreSQL's miscadmin.h). */
  private static List<String> pidFile(Path cluster) throws IOException {
    Path file = cluster.resolve("postmaster.pid");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }
}
