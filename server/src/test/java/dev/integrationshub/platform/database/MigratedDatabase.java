package dev.integrationshub.platform.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/** A PostgreSQL of a test's own with the hub's tables and no hub at work on them. */
public final class MigratedDatabase implements AutoCloseable {
  private final EmbeddedPostgres postgres;

  private MigratedDatabase(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  public static MigratedDatabase start() throws IOException {
    var database = new MigratedDatabase(EmbeddedPostgres.start());
    Flyway.configure()
        .dataSource(database.dataSource())
        .locations("classpath:db/migration")
        .load()
        .migrate();
    return database;
  }

  public DataSource dataSource() {
    return postgres.getPostgresDatabase();
  }

  public Jdbi jdbi() {
    return Jdbi.create(dataSource()).installPlugin(new PostgresPlugin());
  }

  public int port() {
    return postgres.getPort();
  }

  /**
   * @param port of the database itself, or of a way to it
   */
  public OpenConnection connections(int port) {
    String url =
        postgres.getJdbcUrl("postgres", "postgres").replace(":" + port() + "/", ":" + port + "/");
    return new OpenConnection(url, Optional.empty(), Optional.empty());
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
