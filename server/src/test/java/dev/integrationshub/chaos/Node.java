package dev.integrationshub.chaos;

import dev.integrationshub.launch.HubProcess;
import dev.integrationshub.processes.ProcessSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;

/** One hub on the shared database; each of its lives has the same port and data directory. */
final class Node implements AutoCloseable {
  private final Path dataDirectory;
  private final Map<String, String> settings;
  private final Path log;
  private HubProcess hub;

  /** Begins to start it. */
  Node(int number, Path directory, int port, Map<String, String> shared) throws IOException {
    this.dataDirectory = directory.resolve("node-" + number);
    this.log = directory.resolve("node-" + number + ".log");
    this.settings = HubProcess.unattended("HUB_PORT", Integer.toString(port));
    settings.putAll(shared);
    this.hub = HubProcess.start(dataDirectory, settings);
  }

  void awaitReady() throws InterruptedException {
    hub.awaitReady();
  }

  void kill() throws InterruptedException, IOException {
    hub.kill();
    keepOutput();
  }

  /**
   * @return the exit code
   */
  int stop() throws InterruptedException, IOException {
    int code = hub.terminate();
    keepOutput();
    return code;
  }

  void startAgain() throws IOException, InterruptedException {
    hub = HubProcess.start(dataDirectory, settings);
    hub.awaitReady();
  }

  void freeze() throws IOException, InterruptedException {
    ProcessSignal.STOP.send(hub.pid());
  }

  void thaw() throws IOException, InterruptedException {
    ProcessSignal.CONT.send(hub.pid());
  }

  HubProcess hub() {
    return hub;
  }

  String url() {
    return hub.url();
  }

  /** By which its leases are known; for a node that has been ready. */
  UUID id() throws IOException {
    return UUID.fromString(Files.readString(dataDirectory.resolve("node-id")).strip());
  }

  @Override
  public void close() throws IOException {
    hub.close();
    keepOutput();
  }

  private void keepOutput() throws IOException {
    Files.write(log, hub.output(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
