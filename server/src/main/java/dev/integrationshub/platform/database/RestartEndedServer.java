package dev.integrationshub.platform.database;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts the server again when it ends by itself: PostgreSQL gives up when it can't write its log
 * to a full disk, and the system may kill it for its memory. It recovers all that was committed.
 */
final class RestartEndedServer {
  private static final Logger LOG = Logger.getLogger(RestartEndedServer.class);
  private static final int PAUSE_SECONDS = 2;
  private static final int LOOK_MILLIS = 100;

  private final List<String> command;
  private final Path startLog;
  private final DatabaseAddress address;
  private final Thread watcher;

  private RestartEndedServer(
      Process server, List<String> command, Path startLog, DatabaseAddress address) {
    this.command = command;
    this.startLog = startLog;
    this.address = address;
    this.watcher =
        Thread.ofPlatform().daemon().name("restart-postgres").unstarted(() -> watch(server));
  }

  /**
   * Begins to watch.
   *
   * @param server the process that runs now
   * @param command that starts it again
   * @param startLog what it says until it has opened its own log
   */
  static RestartEndedServer watch(
      Process server, List<String> command, Path startLog, DatabaseAddress address) {
    RestartEndedServer restart = new RestartEndedServer(server, command, startLog, address);
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

  private void watch(Process first) {
    try {
      Process server = first;
      while (true) {
        int exitCode = server.waitFor();
        LOG.errorf("The embedded PostgreSQL has ended (code %d): starting it again", exitCode);
        server = startAgain();
        LOG.info("The embedded PostgreSQL runs again; nothing committed was lost");
      }
    } catch (InterruptedException stopped) {
      LOG.debug("The embedded PostgreSQL is not watched any more");
    }
  }

  private Process startAgain() throws InterruptedException {
    while (true) {
      Process server = tryToStart();
      if (server != null) {
        return server;
      }
      TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
    }
  }

  private @Nullable Process tryToStart() throws InterruptedException {
    try {
      Process server =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(startLog.toFile()))
              .start();
      while (!server.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (answers()) {
          return server;
        }
      }
      LOG.errorf(
          "The embedded PostgreSQL does not start (code %d), trying again in %d s: see %s and the"
              + " log folder of its data directory",
          server.exitValue(), PAUSE_SECONDS, startLog);
    } catch (IOException e) {
      LOG.errorf(e, "PostgreSQL's program can't be run, trying again in %d s", PAUSE_SECONDS);
    }
    return null;
  }

  private boolean answers() {
    try {
      DatabaseCheck.embedded(address);
      return true;
    } catch (SQLException notYet) {
      LOG.debugf(notYet, "The embedded PostgreSQL does not answer yet");
      return false;
    }
  }
}
