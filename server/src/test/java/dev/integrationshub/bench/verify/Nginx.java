package dev.integrationshub.bench.verify;

import dev.integrationshub.bench.ProcessFigures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** An nginx with one worker that gives every request the same answer: the most that HTTP allows. */
record Nginx(Process process, int port) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String CONFIGURATION =
      """
      daemon off;
      worker_processes 1;
      pid <directory>/nginx.pid;
      error_log stderr;
      events { worker_connections 1024; }
      http {
        access_log off;
        keepalive_requests 1000000000;
        keepalive_timeout 1h;
        client_body_temp_path <directory>/body;
        proxy_temp_path <directory>/proxy;
        fastcgi_temp_path <directory>/fastcgi;
        uwsgi_temp_path <directory>/uwsgi;
        scgi_temp_path <directory>/scgi;
        server {
          listen 127.0.0.1:<port>;
          default_type application/json;
          location / { return 200 '<answer>'; }
        }
      }
      """;

  /**
   * Empty where there is no nginx on this machine.
   *
   * @param under a command that runs another, such as {@code taskset}
   * @param answer its body for every request; without {@code $} and {@code '}
   */
  static Optional<Nginx> start(Path directory, List<String> under, int port, String answer)
      throws IOException {
    Optional<Path> program =
        Stream.concat(
                Stream.of(System.getenv("PATH").split(":")),
                Stream.of("/usr/sbin", "/usr/local/sbin"))
            .map(folder -> Path.of(folder, "nginx"))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    Files.createDirectories(directory);
    Path configuration = directory.resolve("nginx.conf");
    Files.writeString(
        configuration,
        CONFIGURATION
            .replace("<directory>", directory.toString())
            .replace("<port>", Integer.toString(port))
            .replace("<answer>", answer));
    List<String> command = new ArrayList<>(under);
    command.addAll(
        List.of(
            program.get().toString(), "-p", directory.toString(), "-c", configuration.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("nginx.log").toFile())
            .start();
    var nginx = new Nginx(process, port);
    Awaitility.await("nginx, see " + directory).atMost(PATIENCE).until(nginx::answers);
    return Optional.of(nginx);
  }

  /** Of the worker; the master does nothing. */
  double cpuSeconds() {
    return ProcessFigures.cpuSecondsWithChildren(process.pid());
  }

  private boolean answers() {
    try (var connection =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
      return connection.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
