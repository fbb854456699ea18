package dev.integrationshub.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class DatabaseOutageTest {
  @Inject Jdbi jdbi;

  @ParameterizedTest
  @CsvSource({
    "53100, true", // disk full
    "53300, true", // too many connections
    "57P01, true", // admin shutdown
    "57P03, true", // cannot connect now
    "58030, true", // I/O error
    "25006, true", // read-only transaction
    "25P03, true", // idle in transaction for too long
    "40P01, true", // deadlock
    "08006, true", // connection failure
    "23505, false", // unique violation
    "22021, false", // character not in repertoire
    "42601, false", // syntax error
    "57014, false" // query cancelled
  })
  void whatPassesIsToldFromWhatDoesNot(String state, boolean passes) {
    Throwable failure = catchThrowable(() -> fail(state));
    assertThat(failure).hasMessageContaining("because");
    assertThat(DatabaseOutage.is(failure)).isEqualTo(passes);
  }

  @Test
  void aConnectionThatTheServerEndsIsAnOutage() {
    Throwable failure =
        catchThrowable(
            () ->
                jdbi.useHandle(
                    handle -> handle.execute("SELECT pg_terminate_backend(pg_backend_pid())")));
    assertThat(DatabaseOutage.is(failure)).isTrue();
  }

  private void fail(String state) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "DO $$ BEGIN RAISE EXCEPTION 'because' USING ERRCODE = '" + state + "'; END $$"));
  }
}
