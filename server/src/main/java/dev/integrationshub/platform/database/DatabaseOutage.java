package dev.integrationshub.platform.database;

import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.ConnectionException;

/**
 * Tells failures that pass from those that don't: the database restarts, is full, is out of
 * connections, or gave way to somebody else. What was asked for may work when it is asked again.
 */
public final class DatabaseOutage {
  /**
   * By SQLSTATE (PostgreSQL's appendix A): class 08 connection exception, 53 insufficient resources
   * such as a full disk, 57P the server ends or starts, 58 system error such as failed I/O; 25006 a
   * server that only reads, as a standby does; 25P03 the process stood still in the midst of a
   * transaction; 40001 and 40P01 gave way to another transaction, 55P03 did not get a lock in time.
   */
  private static final List<String> PASSING =
      List.of("08", "53", "57P", "58", "25006", "25P03", "40001", "40P01", "55P03");

  private DatabaseOutage() {}

  /** Whether the failure says something about the database's state and nothing about the data. */
  public static boolean is(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectionException || (cause instanceof SQLException e && is(e))) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(SQLException e) {
    String state = e.getSQLState();
    return state != null && PASSING.stream().anyMatch(state::startsWith);
  }
}
