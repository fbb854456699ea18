package dev.integrationshub.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.keys.HubClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The built hub as its users run it: a process of its own, told by environment variables. */
public final class HubProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
  public static final String ROOT_KEY = "root-key-of-the-tests-0123456789abcdef";
  private static final long PATIENCE_SECONDS = 90;

  /** Rank, instances, bytes and name of a class. */
  private static final Predicate<String> HISTOGRAM_LINE =
      Pattern.compile(" *\\d+: +\\d+ +\\d+ +\\S.*").asMatchPredicate();

  /** For many hubs on a small machine that live for seconds: the best code comes too late there. */
  private static final List<String> LEAN =
      List.of("-XX:+UseSerialGC", "-Xmx256m", "-XX:TieredStopAtLevel=1");

  /** As {@code ./hub run} starts it. */
  private static final List<String> AS_LAUNCHED =
      List.of(
          "-XX:+UseG1GC",
          "-Xms64m",
          "-Xmx320m",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final Process process;
  private final int port;
  private final Queue<String> output = new ConcurrentLinkedQueue<>();
  private final CountDownLatch ready = new CountDownLatch(1);
  private final CountDownLatch outputEnded = new CountDownLatch(1);

  private HubProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** An owner, an organization and a root key, and these further settings. */
  public static Map<String, String> unattended(String... namesAndValues) {
    Map<String, String> settings = new HashMap<>();
    settings.put("HUB_ADMIN_EMAIL", "ada@example.com");
    settings.put("HUB_ADMIN_PASSWORD", "correct horse battery");
    settings.put("HUB_ORGANIZATION", "Analytical Engines");
    settings.put("HUB_ROOT_KEY", ROOT_KEY);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return settings;
  }

  /** The product team of a hub that was started with {@link #unattended}, in its organization. */
  HubClient operator() {
    HubClient operator =
        new HubClient(URI.create(url()), Map.of("Authorization", "Bearer " + ROOT_KEY));
    String organization = operator.get("/api/admin/organizations").text("/data/0/id");
    return new HubClient(
        URI.create(url()),
        Map.of("Authorization", "Bearer " + ROOT_KEY, "X-Organization-Id", organization));
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** All found before the first is used: what is found later could be the same. */
  public static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  /** Starts the jar with these settings and nothing else of {@code HUB_*}. */
  public static HubProcess start(
      Path dataDirectory, Map<String, String> settings, String... arguments) throws IOException {
    return start(dataDirectory, settings, List.of(), LEAN, arguments);
  }

  private static HubProcess start(
      Path dataDirectory,
      Map<String, String> settings,
      List<String> under,
      List<String> options,
      String... arguments)
      throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("HUB_DATA_DIR", dataDirectory.toString());
    all.putIfAbsent("HUB_PORT", Integer.toString(freePort()));
    ProcessBuilder builder = new ProcessBuilder();
    builder.command().addAll(under);
    builder.command().add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    builder.command().addAll(options);
    builder.command().addAll(List.of("-jar", JAR.toString()));
    builder.command().addAll(List.of(arguments));
    builder.environment().keySet().removeIf(name -> name.startsWith("HUB_"));
    builder.environment().putAll(all);
    builder.redirectErrorStream(true);
    HubProcess hub = new HubProcess(builder.start(), Integer.parseInt(all.get("HUB_PORT")));
    Thread.ofVirtual().start(hub::readOutput);
    return hub;
  }

  public static HubProcess startReady(Path dataDirectory, Map<String, String> settings)
      throws IOException, InterruptedException {
    HubProcess hub = start(dataDirectory, settings);
    hub.awaitReady();
    return hub;
  }

  /** With the options of the launcher, for what is measured. */
  public static HubProcess startReadyAsLaunched(Path dataDirectory, Map<String, String> settings)
      throws IOException, InterruptedException {
    return startReadyAsLaunched(dataDirectory, settings, List.of());
  }

  /**
   * As {@link #startReadyAsLaunched(Path, Map)}.
   *
   * @param under a command that runs another in its own place, such as {@code taskset}
   */
  public static HubProcess startReadyAsLaunched(
      Path dataDirectory, Map<String, String> settings, List<String> under)
      throws IOException, InterruptedException {
    HubProcess hub = start(dataDirectory, settings, under, AS_LAUNCHED);
    hub.awaitReady();
    return hub;
  }

  public void awaitReady() throws InterruptedException {
    if (!ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS) || !process.isAlive()) {
      throw new AssertionError("the hub did not become ready:\n" + String.join("\n", output));
    }
  }

  /** What it printed, both streams, one item a line. */
  public List<String> output() {
    return List.copyOf(output);
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public long pid() {
    return process.pid();
  }

  int port() {
    return port;
  }

  /**
   * The bytes of the objects that its heap holds and that nothing could collect, counted by class
   * while it stands still. Neither what it allocates as it goes on is among them nor what the
   * collector leaves lying: the serial one covers up to 5 % of the old generation's garbage with
   * fillers rather than move everything (MarkSweepDeadRatio).
   */
  long liveHeapBytes() throws IOException, InterruptedException {
    Process count =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String answer = new String(count.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (count.waitFor() != 0) {
      throw new AssertionError("jcmd failed: " + answer);
    }
    List<String[]> classes =
        answer.lines().filter(HISTOGRAM_LINE).map(line -> line.strip().split(" +")).toList();
    assertThat(classes).as(answer).hasSizeGreaterThan(1_000);
    return classes.stream()
        .filter(line -> !line[3].contains("FillerElement"))
        .mapToLong(line -> Long.parseLong(line[2]))
        .sum();
  }

  /** The hub as one of the product's team, in an organization of its own. */
  HubClient operatorOfNewOrganization(String name) {
    String organization =
        new HubClient(URI.create(url()), Map.of("Authorization", "Bearer " + ROOT_KEY))
            .post("/api/admin/organizations", "{\"name\": \"" + name + "\"}")
            .text("/id");
    return new HubClient(
        URI.create(url()),
        Map.of("Authorization", "Bearer " + ROOT_KEY, "X-Organization-Id", organization));
  }

  int awaitExit() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the hub does not end:\n" + String.join("\n", output));
    }
    outputEnded.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return process.exitValue();
  }

  /** SIGTERM. */
  public int terminate() throws InterruptedException {
    process.destroy();
    return awaitExit();
  }

  /** SIGKILL: nothing of the hub gets to run any more. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitExit();
  }

  /** SIGKILL for the hub and its PostgreSQL alike. */
  void killWithItsDatabase() throws InterruptedException {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle descendant : descendants) {
      descendant.onExit().join();
    }
    awaitExit();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      awaitExit();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private void readOutput() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        output.add(line);
        if (line.startsWith("Integrations Hub is ready")) {
          ready.countDown();
        }
      }
    } catch (IOException e) {
      output.add("(output ended: " + e.getMessage() + ")");
    } finally {
      ready.countDown();
      outputEnded.countDown();
    }
  }
}
