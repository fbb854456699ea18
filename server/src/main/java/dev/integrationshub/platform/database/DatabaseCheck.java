package dev.integrationshub.platform.database;

import dev.integrationshub.platform.configuration.ConfigurationException;
import dev.integrationshub.platform.configuration.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.jboss.logging.Logger;

/** Looks at a PostgreSQL before the hub trusts it with anything. */
public final class DatabaseCheck {
  private static final Logger LOG = Logger.getLogger(DatabaseCheck.class);
  private static final int MIN_VERSION = 150_000;
  private static final int CONNECT_TIMEOUT_SECONDS = 5;

  /** With any of these off, a crash of the machine loses what a 202 promised. */
  private static final List<String> DURABLE =
      List.of("fsync", "full_page_writes", "synchronous_commit");

  private DatabaseCheck() {}

  /**
   * Checks an operator's server.
   *
   * @throws ConfigurationException when it can't be reached or is older than version 15
   */
  public static void external(DatabaseAddress address) {
    try (Connection connection = connect(address)) {
      int version = Integer.parseInt(show(connection, "server_version_num"));
      if (version < MIN_VERSION) {
        throw new ConfigurationException(
            "HUB_DATABASE_URL is a PostgreSQL "
                + show(connection, "server_version")
                + ": upgrade it to 15 or later");
      }
      for (String setting : DURABLE) {
        if (show(connection, setting).equals("off")) {
          LOG.warnf("PostgreSQL runs with %s = off: a crash may lose acknowledged events", setting);
        }
      }
    } catch (SQLException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new ConfigurationException(
          "The database "
              + address.display()
              + " can't be used ("
              + reason
              + "): check HUB_DATABASE_URL, its user and password, and that the server runs",
          e);
    }
  }

  /**
   * Makes sure that the embedded server's durable settings are in force.
   *
   * @throws IllegalStateException when one is off
   */
  static void embedded(DatabaseAddress address) throws SQLException {
    try (Connection connection = connect(address)) {
      for (String setting : DURABLE) {
        if (!show(connection, setting).equals("on")) {
          throw new IllegalStateException("the embedded PostgreSQL runs with " + setting + " off");
        }
      }
    }
  }

  private static Connection connect(DatabaseAddress address) throws SQLException {
    Properties properties = new Properties();
    address.user().ifPresent(user -> properties.setProperty("user", user));
    address.password().map(Secret::value).ifPresent(p -> properties.setProperty("password", p));
    properties.setProperty("connectTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
    properties.setProperty("loginTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
    return DriverManager.getConnection(address.jdbcUrl().value(), properties);
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SHOW " + setting)) {
      result.next();
      return result.getString(1);
    }
  }
}
