package dev.integrationshub.platform.database;

import dev.integrationshub.egress.HttpsReceiver;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/**
 * The hub's surroundings for tests inside the JVM: the real PostgreSQL, an owner, an organization,
 * a root key, and webhooks that may go to an {@link HttpsReceiver} on this machine.
 */
public final class HubDatabase implements QuarkusTestResourceLifecycleManager {
  public static final String ADMIN_EMAIL = "ada@example.com";
  public static final String ADMIN_PASSWORD = "correct horse battery";
  public static final String ORGANIZATION = "Analytical Engines";
  public static final String ROOT_KEY = "root-key-of-the-tests-0123456789abcdef";

  private EmbeddedPostgres postgres;

  @Override
  public Map<String, String> start() {
    try {
      postgres = EmbeddedPostgres.builder().start();
      return Map.of(
          "quarkus.datasource.jdbc.url",
          postgres.getJdbcUrl("postgres", "postgres"),
          "HUB_DATA_DIR",
          Files.createTempDirectory("hub-test").toString(),
          "HUB_ADMIN_EMAIL",
          ADMIN_EMAIL,
          "HUB_ADMIN_PASSWORD",
          ADMIN_PASSWORD,
          "HUB_ORGANIZATION",
          ORGANIZATION,
          "HUB_ROOT_KEY",
          ROOT_KEY,
          "HUB_WEBHOOKS_ALLOW_ADDRESSES",
          "127.0.0.1/32",
          "HUB_WEBHOOKS_TRUSTED_CERTIFICATES",
          HttpsReceiver.CERTIFICATE.pem().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
