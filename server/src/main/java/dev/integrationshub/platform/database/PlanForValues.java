package dev.integrationshub.platform.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.postgresql.PGStatement;

/**
 * Has PostgreSQL plan a statement for the values at hand each time, about a millisecond. Otherwise
 * the driver prepares what a connection sends often, and from the sixth time on PostgreSQL may use
 * one plan for all values: that of an organization of average size, which is bad for the largest.
 */
public final class PlanForValues implements StatementCustomizer {
  private static final int NEVER = 0;

  @Override
  public void beforeExecution(PreparedStatement statement, StatementContext context)
      throws SQLException {
    statement.unwrap(PGStatement.class).setPrepareThreshold(NEVER);
  }
}
