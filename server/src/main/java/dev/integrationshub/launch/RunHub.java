package dev.integrationshub.launch;

import dev.integrationshub.platform.configuration.ConfigurationException;
import dev.integrationshub.platform.configuration.HubSettings;
import dev.integrationshub.platform.configuration.Secret;
import dev.integrationshub.platform.configuration.ServerSettings;
import dev.integrationshub.platform.database.DatabaseAddress;
import dev.integrationshub.platform.database.DatabaseCheck;
import dev.integrationshub.platform.database.EmbeddedDatabase;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the hub from its data directory's lock to the last of its database. */
final class RunHub {
  private static final int FAILED = 1;

  private RunHub() {}

  /**
   * @return the process's exit code: 0 after SIGTERM or Ctrl-C
   * @throws ConfigurationException when it can't start
   */
  static int run(HubSettings settings) {
    checkPort(settings.server());
    Optional<Secret> url = settings.database().url();
    try {
      return url.isPresent()
          ? onServer(settings, DatabaseAddress.parse(url.get().value()))
          : onEmbedded(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int onServer(HubSettings settings, DatabaseAddress address) throws IOException {
    try (var _ = DataDirectory.share(settings.server().dataDirectory())) {
      DatabaseCheck.external(address);
      return serve(address);
    }
  }

  private static int onEmbedded(HubSettings settings) throws IOException {
    Path directory = settings.server().dataDirectory();
    try (var _ = DataDirectory.hold(directory);
        EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
      return serve(database.address());
    }
  }

  private static int serve(DatabaseAddress address) {
    FrameworkDatabase.use(address);
    AtomicInteger exitCode = new AtomicInteger();
    Quarkus.run(
        Serve.class,
        (code, failure) -> {
          exitCode.set(failure == null ? code : FAILED);
          if (failure != null) {
            System.err.println("hub: " + rootCause(failure).getMessage());
          }
        });
    return exitCode.get();
  }

  /** Serves until it is told to end. */
  static class Serve implements QuarkusApplication {
    private final AnnounceReady announce;

    Serve(AnnounceReady announce) {
      this.announce = announce;
    }

    @Override
    public int run(String... args) {
      announce.print();
      Quarkus.waitForExit();
      return 0;
    }
  }

  /** Before the database starts, so that the commonest mistake is told at once. */
  private static void checkPort(ServerSettings server) {
    InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
    if (address.isUnresolved()) {
      throw new ConfigurationException(
          "HUB_HOST '"
              + server.host()
              + "' is not an address of this machine: set 127.0.0.1 or 0.0.0.0");
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
    } catch (IOException e) {
      throw new ConfigurationException(
          "Port "
              + server.port()
              + " of "
              + server.host()
              + " can't be used ("
              + e.getMessage()
              + "): stop what uses it, or set HUB_PORT",
          e);
    }
  }

  private static Throwable rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof ConfigurationException)) {
      cause = cause.getCause();
    }
    return cause;
  }
}
