package dev.integrationshub.platform.database;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Opens connections to the pool's database beside the pool, for what keeps one for itself and must
 * notice soon that nobody answers.
 */
@Singleton
public class OpenConnection {
  private static final String TIMEOUT_SECONDS = "2";

  private final String jdbcUrl;
  private final Properties properties = new Properties();

  OpenConnection(
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String jdbcUrl,
      @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
      @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
    this.jdbcUrl = jdbcUrl;
    user.ifPresent(name -> properties.setProperty("user", name));
    password.ifPresent(secret -> properties.setProperty("password", secret));
    properties.setProperty("connectTimeout", TIMEOUT_SECONDS);
    properties.setProperty("socketTimeout", TIMEOUT_SECONDS);
    properties.setProperty("tcpKeepAlive", "true");
  }

  /**
   * @throws SQLException also for an answer that takes longer than two seconds, now or later
   */
  public Connection open() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, properties);
  }
}
