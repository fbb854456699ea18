package dev.integrationshub.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What befalls a hub whose own PostgreSQL ends. */
class EmbeddedDatabaseFaultsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ENDED = "The embedded PostgreSQL has ended";
  private static final String RUNS_AGAIN = "The embedded PostgreSQL runs again";

  /** The next thing written needs a new file of the log, for which there is no room. */
  private static final String NEED_ROOM_FOR_LOG =
      "SELECT pg_switch_wal(); SELECT pg_logical_emit_message(true, 'test', 'of a full disk')";

  @TempDir Path temp;

  @Test
  void aPostgresThatIsKilledIsStartedAgainAndNothingAcknowledgedIsLost() throws Exception {
    Path data = temp.resolve("data");
    try (HttpsReceiver receiver = HttpsReceiver.start();
        HubProcess hub = HubProcess.startReady(data, settings())) {
      SteadyProduct product = SteadyProduct.start(subscribed(hub, receiver));
      try (product) {
        product.awaitMoreAcknowledged();
        assertThat(hub.output()).noneMatch(line -> line.contains(ENDED));
        ProcessHandle.of(Long.parseLong(postmaster(data, 0))).orElseThrow().destroyForcibly();
        awaitLine(hub, RUNS_AGAIN);
        product.awaitMoreAcknowledged();
      }
      product.assertPromiseKept(receiver);
      assertEndsWithItsDatabase(hub, data);
    }
  }

  @Test
  void aFullDiskIsAnsweredByComeAgainAndSpaceAloneBringsTheHubBack() throws Exception {
    Path disk = Files.createDirectory(temp.resolve("disk"));
    Mounted mounted = Mounted.tryTo(disk);
    assumeTrue(mounted.problem().isEmpty(), () -> "no disk of its own: " + mounted.problem());
    Path data = disk.resolve("data");
    try (mounted;
        HttpsReceiver receiver = HttpsReceiver.start();
        HubProcess hub = HubProcess.startReady(data, settings())) {
      HubClient operator = subscribed(hub, receiver);
      SteadyProduct product = SteadyProduct.start(operator);
      try (product) {
        product.awaitMoreAcknowledged();
        assertThat(hub.output()).noneMatch(line -> line.contains(ENDED));
        Path filler = disk.resolve("filler");
        fill(filler, data);
        awaitLine(hub, ENDED);
        for (int i = 0; i < 5; i++) {
          assertThat(SteadyProduct.publish(operator)).matches(SteadyProduct::isComeAgain);
        }
        Files.delete(filler);
        awaitLine(hub, RUNS_AGAIN);
        product.awaitMoreAcknowledged();
      }
      product.assertPromiseKept(receiver);
      assertEndsWithItsDatabase(hub, data);
    }
  }

  /**
   * A file system in memory, of a size that is soon full; PostgreSQL with all of its own takes 110
   * MB.
   */
  private record Mounted(Path directory, String problem) implements AutoCloseable {
    static Mounted tryTo(Path directory) throws IOException, InterruptedException {
      return new Mounted(
          directory, run("mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", directory.toString()));
    }

    @Override
    public void close() throws IOException {
      try {
        assertThat(run("umount", "--lazy", directory.toString())).isEmpty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** What went wrong, or nothing. */
    private static String run(String... command) throws IOException, InterruptedException {
      Process process;
      try {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
      } catch (IOException noSuchProgram) {
        return String.valueOf(noSuchProgram.getMessage());
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exitCode = process.waitFor();
      return exitCode == 0 ? "" : command[0] + " ended with " + exitCode + ": " + output.strip();
    }
  }

  private static Map<String, String> settings() {
    return HubProcess.unattended(
        "HUB_WEBHOOKS_ALLOW_ADDRESSES",
        "127.0.0.1/32",
        "HUB_WEBHOOKS_TRUSTED_CERTIFICATES",
        HttpsReceiver.CERTIFICATE.pem().toString());
  }

  private static HubClient subscribed(HubProcess hub, HttpsReceiver receiver) {
    HubClient operator = hub.operator();
    Answer created =
        operator.post(
            "/api/organizations/webhooks",
            "{\"name\": \"Hook\", \"url\": \"%s\", \"events\": [\"*\"]}"
                .formatted(receiver.url("/hook")));
    assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
    return operator;
  }

  /** To the last byte; then the database is made to need more, as it soon would by itself. */
  private static void fill(Path filler, Path data) throws IOException {
    String url = "jdbc:postgresql://127.0.0.1:" + postmaster(data, 3) + "/postgres";
    String password = Files.readString(data.resolve("database-password")).strip();
    // Once the disk is full, nobody gets a new connection.
    try (Handle superuser = Jdbi.create(url, "postgres", password).open()) {
      byte[] block = new byte[4096];
      try (OutputStream file = Files.newOutputStream(filler)) {
        while (true) {
          file.write(block);
        }
      } catch (IOException full) {
        assertThat(full).hasMessageContaining("No space left");
      }
      assertThat(catchThrowable(() -> superuser.execute(NEED_ROOM_FOR_LOG))).isNotNull();
    }
  }

  /** A line of the file that PostgreSQL keeps while it runs: first its process, fourth its port. */
  private static String postmaster(Path data, int line) throws IOException {
    return Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(line).strip();
  }

  private static void awaitLine(HubProcess hub, String start) {
    await()
        .atMost(PATIENCE)
        .until(() -> hub.output().stream().anyMatch(line -> line.contains(start)));
  }

  private static void assertEndsWithItsDatabase(HubProcess hub, Path data)
      throws InterruptedException {
    assertThat(hub.output()).filteredOn(line -> line.contains(ENDED)).hasSize(1);
    assertThat(hub.terminate()).isZero();
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(process -> process.info().commandLine().orElse("").contains("-D " + data));
  }
}
