package dev.integrationshub.processes;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL that keeps what it commits, as the hub's own does, and that may be stopped and
 * killed: each start is on the same port and cluster.
 */
public final class DatabaseProcess implements AutoCloseable {
  /** Recovery after a kill is part of it. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private static final Map<String, String> SETTINGS =
      Map.of(
          "fsync", "on",
          "full_page_writes", "on",
          "synchronous_commit", "on",
          "listen_addresses", "127.0.0.1",
          "unix_socket_directories", "",
          "max_connections", "100");

  private final Path cluster;
  private final int port;
  private final List<String> command;
  private final Path log;
  private Process postmaster;

  private DatabaseProcess(Path cluster, int port, List<String> command, Path log)
      throws IOException {
    this.cluster = cluster;
    this.port = port;
    this.command = command;
    this.log = log;
    this.postmaster = launch();
  }

  /**
   * Makes a cluster and starts its server.
   *
   * @param directory for the cluster, PostgreSQL's programs and its log
   * @param furtherSettings of the server
   */
  public static DatabaseProcess start(Path directory, Map<String, String> furtherSettings)
      throws IOException {
    Path binaries = Files.createDirectories(directory.resolve("binaries"));
    Path cluster = directory.resolve("cluster").toAbsolutePath();
    // The library unpacks PostgreSQL's programs and makes the cluster; then it is out of the way.
    EmbeddedPostgres.builder()
        .setDataDirectory(cluster)
        .setCleanDataDirectory(false)
        .setOverrideWorkingDirectory(binaries.toFile())
        .start()
        .close();
    int port = freePort();
    var database =
        new DatabaseProcess(
            cluster,
            port,
            command(postgres(binaries), cluster, port, furtherSettings),
            directory.resolve("postgres.log"));
    database.awaitAnswering();
    return database;
  }

  public String url() {
    return "postgres://postgres:postgres@127.0.0.1:" + port + "/postgres";
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:"
        + port
        + "/postgres?user=postgres&password=postgres&connectTimeout=2";
  }

  /** Ends connections and writes down what is in memory, as a restart by an operator does. */
  public void stopFast() throws IOException, InterruptedException {
    ProcessSignal.INT.send(postmaster.pid());
    awaitEnd();
  }

  /** Writes nothing down: the next start recovers from the log. */
  public void stopImmediately() throws IOException, InterruptedException {
    ProcessSignal.QUIT.send(postmaster.pid());
    awaitEnd();
  }

  /** Kills the first process alone; the others notice and end by themselves. */
  public void kill() throws InterruptedException {
    postmaster.destroyForcibly();
    awaitEnd();
  }

  /** Starts it again, and returns when it answers. */
  public void startAgain() throws IOException {
    postmaster = launch();
    awaitAnswering();
  }

  @Override
  public void close() throws IOException {
    try {
      if (postmaster.isAlive()) {
        stopFast();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      postmaster.destroyForcibly();
    }
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(command)
        .directory(cluster.toFile())
        .redirectErrorStream(true)
        .redirectOutput(Redirect.appendTo(log.toFile()))
        .start();
  }

  private void awaitEnd() throws InterruptedException {
    if (!postmaster.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("PostgreSQL does not end: see " + log);
    }
  }

  /** Waits until it answers, and starts it where it has ended. */
  public void awaitAnswering() {
    await("PostgreSQL, see " + log)
        .atMost(PATIENCE)
        .pollInterval(BETWEEN_LOOKS)
        .until(this::answers);
  }

  /** A start is refused as long as processes of a killed server are left: then it is made again. */
  private boolean answers() throws IOException {
    if (!postmaster.isAlive()) {
      postmaster = launch();
    }
    try (Connection connection = DriverManager.getConnection(jdbcUrl())) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  private static List<String> command(
      Path postgres, Path cluster, int port, Map<String, String> furtherSettings) {
    List<String> command = new ArrayList<>();
    if (LinuxUtils.isUnshareAvailable()) {
      // PostgreSQL refuses to run as root: a user namespace makes it nobody.
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(
        List.of(postgres.toString(), "-D", cluster.toString(), "-p", Integer.toString(port)));
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.putAll(furtherSettings);
    settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return command;
  }

  private static Path postgres(Path binaries) throws IOException {
    try (Stream<Path> versions = Files.list(binaries)) {
      return versions
          .map(version -> version.resolve("bin").resolve("postgres").toAbsolutePath())
          .filter(Files::isExecutable)
          .findFirst()
          .orElseThrow();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
