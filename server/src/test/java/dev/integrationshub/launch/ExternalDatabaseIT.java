package dev.integrationshub.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.keys.HubClient;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalDatabaseIT {
  @TempDir Path temp;

  @Test
  void theHubRunsOnAnOperatorsServerAndStartsNoneOfItsOwn() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        HubProcess hub = HubProcess.startReady(temp, Map.of("HUB_DATABASE_URL", url(server)))) {
      assertThat(hub.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(Files.exists(temp.resolve("postgres"))).isFalse();
    }
  }

  @Test
  void anotherPortIsAllThatASecondHubNeeds() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      Map<String, String> settings = HubProcess.unattended("HUB_DATABASE_URL", url(server));
      // At once and on an empty directory and database, so that they meet wherever something is
      // made once.
      List<HubProcess> hubs = startTogether(settings);
      try {
        for (HubProcess hub : hubs) {
          hub.awaitReady();
        }
        String key =
            hubs.getFirst().operator().createKey("CI", "\"scopes\": [\"users:read\"]").text("/key");
        assertThat(hubs.getLast().operator().code(key, ""))
            .as("both have the same encryption key")
            .isEqualTo("VALID");
        assertRevokedByOneIsRefusedByTheOther(hubs.getFirst(), hubs.getLast());
        assertThat(temp.resolve("node-id")).isRegularFile();
        assertThat(temp.resolve("node-id-2")).isRegularFile();
        assertThat(temp.resolve("node-id-3")).doesNotExist();
        assertEmbeddedIsRefused();
      } finally {
        hubs.forEach(HubProcess::close);
      }
    }
  }

  private static void assertRevokedByOneIsRefusedByTheOther(HubProcess one, HubProcess other) {
    HubClient revoking = one.operator();
    HubClient.Answer created = revoking.createKey("CI", "\"scopes\": [\"users:read\"]");
    String key = created.text("/key");
    assertThat(other.operator().code(key, "")).isEqualTo("VALID");
    HubClient.Answer revoked =
        revoking.delete("/api/organizations/api-keys/" + created.text("/id"));
    assertThat(revoked.text("/propagation/nodes")).isEqualTo("2");
    assertThat(revoked.text("/propagation/acknowledged")).isEqualTo("2");
    assertThat(other.operator().code(key, "")).isEqualTo("REVOKED");
  }

  /** A database in the directory is one hub's alone. */
  private void assertEmbeddedIsRefused() throws Exception {
    HubProcess embedded = HubProcess.start(temp, Map.of());
    assertThat(embedded.awaitExit()).isEqualTo(2);
    assertThat(embedded.output()).singleElement().asString().contains("HUB_DATA_DIR");
  }

  private List<HubProcess> startTogether(Map<String, String> settings) throws Exception {
    List<HubProcess> hubs = new ArrayList<>();
    for (int port : HubProcess.freePorts(2)) {
      Map<String, String> its = new HashMap<>(settings);
      its.put("HUB_PORT", Integer.toString(port));
      hubs.add(HubProcess.start(temp, its));
    }
    return hubs;
  }

  private static String url(EmbeddedPostgres server) {
    return "postgres://postgres@127.0.0.1:" + server.getPort() + "/postgres";
  }
}
