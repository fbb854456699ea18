package dev.integrationshub.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalDatabaseIT {
  @TempDir Path temp;

  @Test
  void theHubRunsOnAnOperatorsServerAndStartsNoneOfItsOwn() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        HubProcess hub =
            HubProcess.startReady(
                temp,
                Map.of(
                    "HUB_DATABASE_URL",
                    "postgres://postgres@127.0.0.1:" + server.getPort() + "/postgres"))) {
      assertThat(hub.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(Files.exists(temp.resolve("postgres"))).isFalse();
    }
  }
}
