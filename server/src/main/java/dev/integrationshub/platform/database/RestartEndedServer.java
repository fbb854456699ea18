package dev.integrationshub.platform.database;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Starts the server again when it ends by itself: PostgreSQL gives up when it can't write its log
 * to a full disk, and the system may kill it for its memory. It recovers all that was committed.
 */
final class RestartEndedServer {
  private static final Logger LOG = Logger.getLogger(RestartEndedServer.class);
  private static final int LOOK_MILLIS = 500;
  private static final int PAUSE_SECONDS = 2;

  private final Path cluster;
  private final List<String> startCommand;
  private final Path startLog;
  private final Thread watcher;

  private RestartEndedServer(Path cluster, List<String> startCommand, Path startLog) {
    this.cluster = cluster;
    this.startCommand = startCommand;
    this.startLog = startLog;
    this.watcher = Thread.ofPlatform().daemon().name("restart-postgres").unstarted(this::watch);
  }

  /**
   * Begins to watch the server that runs on the cluster.
   *
   * @param startCommand ends with 0 when the server answers, and with another code when it doesn't
   *     come up
   * @param startLog gets what the server says until it has opened its own log
   */
  static RestartEndedServer watch(Path cluster, List<String> startCommand, Path startLog)
      throws IOException {
    RestartEndedServer restart = new RestartEndedServer(cluster, startCommand, startLog);
    if (restart.hasEnded()) {
      throw new IOException("the process of PostgreSQL is not to be found");
    }
    restart.watcher.start();
    return restart;
  }

  /** From its return on, no server is started any more. */
  void stop() {
    watcher.interrupt();
    try {
      watcher.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        look();
      }
    } catch (InterruptedException stopped) {
      LOG.debug("The embedded PostgreSQL is not watched any more");
    }
  }

  private void look() throws InterruptedException {
    try {
      if (hasEnded()) {
        LOG.error("The embedded PostgreSQL has ended: starting it again");
        startAgain();
        LOG.info("The embedded PostgreSQL runs again; nothing committed was lost");
      }
    } catch (IOException e) {
      LOG.errorf(e, "The embedded PostgreSQL can't be watched or started: trying again");
    }
  }

  /** It is no child of this process, and a dead one that nobody waits for would seem to live. */
  private boolean hasEnded() throws IOException {
    return OrphanedPostmaster.find(cluster).isEmpty();
  }

  private void startAgain() throws IOException, InterruptedException {
    int exitCode = start();
    // One that takes its time to recover lives, though it doesn't answer yet.
    while (exitCode != 0 && hasEnded()) {
      LOG.errorf(
          "The embedded PostgreSQL does not start (code %d), trying again in %d s: see %s and %s",
          exitCode, PAUSE_SECONDS, startLog, cluster.resolve("log"));
      TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
      exitCode = start();
    }
  }

  private int start() throws IOException, InterruptedException {
    Process start =
        new ProcessBuilder(startCommand)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(startLog.toFile()))
            .start();
    try {
      return start.waitFor();
    } catch (InterruptedException e) {
      start.destroy();
      throw e;
    }
  }
}
