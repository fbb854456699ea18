package dev.integrationshub.bench.deliver;

import dev.integrationshub.bench.ProcessFigures;
import dev.integrationshub.processes.DatabaseProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** A PostgreSQL that counts what it is asked. */
final class MeasuredDatabase implements AutoCloseable {
  private static final String COUNTERS =
      """
      SELECT (SELECT coalesce(sum(calls), 0) FROM pg_stat_statements
              WHERE query !~* '^(BEGIN|COMMIT|ROLLBACK|SET|SHOW)') AS statements,
             (SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()) AS commits,
             pg_current_wal_lsn() - '0/0' AS wal_bytes
      """;

  private static final String COSTLIEST =
      """
      SELECT format('%s ms in %s calls, %s ms each: %s', round(total_exec_time), calls,
                    round(mean_exec_time::numeric, 2),
                    left(regexp_replace(query, '\\s+', ' ', 'g'), 110))
      FROM pg_stat_statements ORDER BY total_exec_time DESC LIMIT 12
      """;

  private final DatabaseProcess postgres;
  private final Jdbi jdbi;

  private MeasuredDatabase(DatabaseProcess postgres) {
    this.postgres = postgres;
    this.jdbi = Jdbi.create(postgres.jdbcUrl());
  }

  record Counters(long statements, long commits, long walBytes) {}

  static MeasuredDatabase start(Path directory) throws IOException {
    var postgres =
        DatabaseProcess.start(directory, Map.of("shared_preload_libraries", "pg_stat_statements"));
    var database = new MeasuredDatabase(postgres);
    database.jdbi.useHandle(handle -> handle.execute("CREATE EXTENSION pg_stat_statements"));
    return database;
  }

  String url() {
    return postgres.url();
  }

  Jdbi jdbi() {
    return jdbi;
  }

  Counters counters() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(COUNTERS)
                .map(
                    (row, context) ->
                        new Counters(
                            row.getLong("statements"),
                            row.getLong("commits"),
                            row.getLong("wal_bytes")))
                .one());
  }

  void forgetStatements() {
    jdbi.useHandle(handle -> handle.execute("SELECT pg_stat_statements_reset()"));
  }

  /** Where the time went, for whoever wants to make it faster. */
  Stream<String> costliest() {
    return jdbi.withHandle(handle -> handle.select(COSTLIEST).mapTo(String.class).list()).stream();
  }

  /** Of the server with all its processes, ended ones too. */
  double cpuSeconds() {
    return jdbi.withHandle(
        handle ->
            ProcessFigures.cpuSecondsOfParentOf(
                handle.select("SELECT pg_backend_pid()").mapTo(Long.class).one()));
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
