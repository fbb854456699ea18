package dev.integrationshub.platform.database;

import dev.integrationshub.platform.configuration.ConfigurationException;
import dev.integrationshub.platform.configuration.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The PostgreSQL that the hub brings along, in {@code <data-dir>/postgres}. It listens on the
 * loopback interface only, asks for a password, and keeps what it has committed: the library's
 * defaults, meant for tests, are turned around.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String USER = "hub";
  private static final String DATABASE = "hub";

  /** Crash recovery may replay a lot of log before the server answers. */
  private static final Duration STARTUP_WAIT = Duration.ofMinutes(5);

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("fsync", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""),
          Map.entry("max_connections", "100"),
          Map.entry("timezone", "UTC"),
          Map.entry("logging_collector", "on"),
          Map.entry("log_directory", "log"),
          Map.entry("log_filename", "postgresql-%a.log"),
          Map.entry("log_truncate_on_rotation", "on"),
          Map.entry("log_rotation_age", "1d"));

  private final EmbeddedPostgres postgres;
  private final DatabaseAddress address;
  private final RestartEndedServer restart;

  private EmbeddedDatabase(
      EmbeddedPostgres postgres, DatabaseAddress address, RestartEndedServer restart) {
    this.postgres = postgres;
    this.address = address;
    this.restart = restart;
  }

  /**
   * Starts the server, and again whenever it ends by itself; makes the cluster at the first start.
   * The caller holds the data directory's lock.
   *
   * @throws ConfigurationException when it can't be started
   */
  public static EmbeddedDatabase start(Path dataDirectory) {
    Path cluster = dataDirectory.resolve("postgres").toAbsolutePath().normalize();
    Path binaries = dataDirectory.resolve("postgres-binaries").toAbsolutePath().normalize();
    Path startLog = dataDirectory.resolve("postgres-start.log");
    try {
      OrphanedPostmaster.stop(cluster);
      Secret password = DatabasePassword.loadOrCreate(dataDirectory);
      PostgresPrograms programs = new PostgresPrograms(binaries);
      ClusterSetup setup = new ClusterSetup(cluster, programs, password);
      setup.discardIncomplete();
      EmbeddedPostgres postgres = launch(cluster, binaries, startLog, password, setup);
      DatabaseAddress address = address(postgres.getPort(), password);
      DatabaseCheck.embedded(address);
      List<String> again = startCommand(programs, cluster, postgres.getPort());
      return new EmbeddedDatabase(
          postgres, address, RestartEndedServer.watch(cluster, again, startLog));
    } catch (IOException | SQLException | RuntimeException e) {
      throw new ConfigurationException(
          "The embedded PostgreSQL does not start ("
              + e.getMessage()
              + "): see "
              + startLog
              + " and "
              + cluster.resolve("log")
              + ", or set HUB_DATABASE_URL",
          e);
    }
  }

  /** The address of the server that another process runs on this data directory, if one does. */
  public static Optional<DatabaseAddress> running(Path dataDirectory) throws IOException {
    Optional<Integer> port =
        OrphanedPostmaster.port(dataDirectory.resolve("postgres").toAbsolutePath().normalize());
    if (port.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(address(port.get(), DatabasePassword.loadOrCreate(dataDirectory)));
  }

  public DatabaseAddress address() {
    return address;
  }

  /** Stops the server; open connections are ended. */
  @Override
  public void close() throws IOException {
    restart.stop();
    postgres.close();
  }

  private static EmbeddedPostgres launch(
      Path cluster, Path binaries, Path startLog, Secret password, ClusterSetup setup)
      throws IOException {
    Files.createDirectories(binaries);
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(cluster)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setOverrideWorkingDirectory(binaries.toFile())
            .setPGStartupWait(STARTUP_WAIT)
            .setOutputRedirector(Redirect.to(startLog.toFile()))
            .setConnectConfig("password", password.value())
            .setDataDirectoryCustomizer(directory -> setup.complete());
    SETTINGS.forEach(builder::setServerConfig);
    return builder.start();
  }

  /** As the library starts it: pg_ctl keeps Ctrl-C from the server. */
  private static List<String> startCommand(PostgresPrograms programs, Path cluster, int port)
      throws IOException {
    String options =
        SETTINGS.entrySet().stream()
            .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.joining(" ", "-p " + port + " ", ""));
    String patience = Long.toString(STARTUP_WAIT.toSeconds());
    return programs.command(
        "pg_ctl", "-D", cluster.toString(), "-o", options, "-w", "-t", patience, "start");
  }

  private static DatabaseAddress address(int port, Secret password) {
    return new DatabaseAddress(
        new Secret("jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE),
        Optional.of(USER),
        Optional.of(password));
  }
}
