package dev.integrationshub.platform.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
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

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
