package dev.integrationshub.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.keys.HubClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartIT {
  private static final Map<String, String> UNATTENDED =
      Map.of(
          "HUB_ADMIN_EMAIL", "ada@example.com",
          "HUB_ADMIN_PASSWORD", "correct horse battery",
          "HUB_ORGANIZATION", "Analytical Engines",
          "HUB_ROOT_KEY", "root-key-of-the-tests-0123456789abcdef");

  @TempDir Path temp;

  @Test
  void aDataDirectoryServesOneHubAndSurvivesEveryEndOfIt() throws Exception {
    Path data = temp.resolve("data");
    try (HubProcess first = HubProcess.startReady(data, UNATTENDED)) {
      assertThat(first.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(first.get("/api/setup").body()).contains("false");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
          .isEqualTo("rwx------");

      HubProcess second = HubProcess.start(data, UNATTENDED);
      assertThat(second.awaitExit()).isEqualTo(2);
      assertThat(second.output()).singleElement().asString().contains("HUB_DATA_DIR");

      HubProcess rootKey = HubProcess.start(data, Map.of(), "root-key");
      assertThat(rootKey.awaitExit()).isZero();
      assertThat(rootKey.output()).last().asString().startsWith("ihk_root_");

      first.kill();
    }
    try (HubProcess afterKill = HubProcess.startReady(data, Map.of())) {
      assertThat(afterKill.get("/api/setup").body()).contains("false");
      assertThat(afterKill.terminate()).isZero();
    }
    assertThat(ProcessHandle.allProcesses())
        .as("PostgreSQL ends with the hub")
        .noneMatch(process -> process.info().commandLine().orElse("").contains("-D " + data));
  }

  @Test
  void theFirstStartPrintsASetUpLinkWhoseTokenStaysOutOfTheRequestLine() throws Exception {
    try (HubProcess hub = HubProcess.startReady(temp.resolve("data"), Map.of())) {
      assertThat(hub.get("/api/setup").body()).contains("true");
      assertThat(hub.output()).anyMatch(line -> line.contains(hub.url() + "/setup#token="));
    }
  }

  @Test
  void streamsThatAreOpenEndWithTheHubAndDoNotHoldItUp() throws Exception {
    try (HubProcess hub = HubProcess.startReady(temp.resolve("data"), UNATTENDED)) {
      HubClient client = hub.operator();
      String webhook =
          client
              .post(
                  "/api/organizations/webhooks",
                  """
                  {"name": "Billing", "url": "https://hooks.example.com/", "events": ["*"]}
                  """)
              .text("/id");
      try (BufferedReader stream = stream(client, webhook)) {
        assertThat(stream.readLine()).contains("changed");
        long began = System.nanoTime();
        assertThat(hub.terminate()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        assertThat(stream.lines()).anyMatch(line -> line.startsWith("data"));
      }
    }
  }

  private static BufferedReader stream(HubClient client, String webhook) throws Exception {
    var request =
        HttpRequest.newBuilder(
            client.hub().resolve("/api/organizations/webhooks/" + webhook + "/deliveries/stream"));
    client.headers().forEach(request::header);
    return new BufferedReader(
        new InputStreamReader(
            HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                .body(),
            UTF_8));
  }

  @Test
  void anUnknownSettingEndsTheStartInOneLineThatNamesIt() throws Exception {
    assertRefused(Map.of("HUB_PROT", "8080"), "HUB_PROT", "HUB_PORT");
  }

  @Test
  void aBadValueEndsTheStartInOneLineThatNamesIt() throws Exception {
    assertRefused(Map.of("HUB_RETENTION_DAYS", "soon"), "HUB_RETENTION_DAYS", "soon");
  }

  @Test
  void aUsedPortEndsTheStartInOneLineThatNamesTheRemedy() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(socket.getLocalPort());
      assertRefused(Map.of("HUB_PORT", port), port, "HUB_PORT");
    }
  }

  @Test
  void anUnwritableDataDirectoryEndsTheStartInOneLineThatNamesTheRemedy() throws Exception {
    Path file = Files.createFile(temp.resolve("file"));
    assertRefused(Map.of("HUB_DATA_DIR", file.resolve("data").toString()), "HUB_DATA_DIR");
  }

  @Test
  void anUnreachableDatabaseEndsTheStartInOneLineThatHidesThePassword() throws Exception {
    int port = HubProcess.freePort();
    List<String> output =
        assertRefused(
            Map.of("HUB_DATABASE_URL", "postgres://hub:s3cret@127.0.0.1:" + port + "/hub"),
            "HUB_DATABASE_URL",
            Integer.toString(port));
    assertThat(output).noneMatch(line -> line.contains("s3cret"));
  }

  private List<String> assertRefused(Map<String, String> settings, String... named)
      throws Exception {
    HubProcess hub = HubProcess.start(temp.resolve("data"), settings);
    assertThat(hub.awaitExit()).isEqualTo(2);
    assertThat(hub.output()).singleElement().asString().startsWith("hub: ").contains(named);
    return hub.output();
  }
}
