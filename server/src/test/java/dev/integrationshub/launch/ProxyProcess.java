package dev.integrationshub.launch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A proxy that asks the hub, with the configuration that the repository hands out for it. */
final class ProxyProcess implements AutoCloseable {
  private static final Path RECIPES = Path.of("../deploy/proxies");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  enum Kind {
    NGINX("nginx", "nginx.conf"),
    CADDY("caddy", "Caddyfile"),
    HAPROXY("haproxy", "haproxy.cfg"),
    ;

    private final String program;
    private final String configuration;

    Kind(String program, String configuration) {
      this.program = program;
      this.configuration = configuration;
    }

    private Optional<Path> installed() {
      // Debian keeps servers in /usr/sbin, which is not on everybody's path.
      return Stream.concat(
              Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
          .map(directory -> Path.of(directory, program))
          .filter(Files::isExecutable)
          .findFirst();
    }

    private List<String> command(Path executable, Path directory) {
      String run = executable.toString();
      String file = directory.resolve(configuration).toString();
      return switch (this) {
        case NGINX ->
            List.of(
                run, "-e", "stderr", "-p", directory.toString(), "-c", file, "-g", "daemon off;");
        case CADDY -> List.of(run, "run", "--adapter", "caddyfile", "--config", file);
        case HAPROXY -> List.of(run, "-f", file);
      };
    }

    /** What a configuration leaves to the machine, and a test may not share with it. */
    private String kept(String configuration, Path directory) {
      return switch (this) {
        case NGINX ->
            configuration.replace(
                "http {",
                "pid %1$s/pid; http { access_log off; client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy;"
                        .formatted(directory)
                    + " fastcgi_temp_path %1$s/fastcgi; uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;"
                        .formatted(directory));
        case CADDY, HAPROXY -> configuration;
      };
    }
  }

  private final Process process;
  private final int port;

  private ProxyProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Skips the test where the proxy is not installed. */
  static ProxyProcess start(Kind kind, Path directory, int hub, int api) throws IOException {
    Optional<Path> installed = kind.installed();
    assumeTrue(installed.isPresent(), () -> kind.program + " is not installed");
    int port = HubProcess.freePort();
    try (Stream<Path> recipe = Files.list(RECIPES.resolve(kind.program))) {
      for (Path file : recipe.toList()) {
        String text =
            Files.readString(file)
                .replace("127.0.0.1:8080", "127.0.0.1:" + hub)
                .replace("127.0.0.1:9000", "127.0.0.1:" + api)
                .replaceAll("\\b8000\\b", Integer.toString(port));
        Files.writeString(
            directory.resolve(file.getFileName()), kind.kept(text, directory.toAbsolutePath()));
      }
    }
    Path log = directory.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(kind.command(installed.orElseThrow(), directory.toAbsolutePath()));
    // Where Caddy keeps things.
    builder.environment().put("XDG_CONFIG_HOME", directory.toString());
    builder.environment().put("XDG_DATA_HOME", directory.toString());
    builder.directory(directory.toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    ProxyProcess proxy = new ProxyProcess(builder.start(), port);
    try {
      await().atMost(PATIENCE).pollDelay(Duration.ZERO).until(proxy::listens);
    } catch (RuntimeException e) {
      proxy.close();
      throw new AssertionError(kind + " does not listen:\n" + Files.readString(log), e);
    }
    return proxy;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private boolean listens() {
    if (!process.isAlive()) {
      throw new IllegalStateException("ended with " + process.exitValue());
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }
}
