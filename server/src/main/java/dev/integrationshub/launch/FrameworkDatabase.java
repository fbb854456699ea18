package dev.integrationshub.launch;

import dev.integrationshub.platform.configuration.Secret;
import dev.integrationshub.platform.database.DatabaseAddress;

/** Tells the framework which database its pool and its migrations use. */
final class FrameworkDatabase {
  private FrameworkDatabase() {}

  static void use(DatabaseAddress address) {
    System.setProperty("quarkus.datasource.jdbc.url", address.jdbcUrl().value());
    address.user().ifPresent(user -> System.setProperty("quarkus.datasource.username", user));
    address
        .password()
        .map(Secret::value)
        .ifPresent(password -> System.setProperty("quarkus.datasource.password", password));
  }
}
