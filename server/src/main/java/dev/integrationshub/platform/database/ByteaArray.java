package dev.integrationshub.platform.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Binds a {@code bytea[]}: Jdbi's own arrays are of objects, which the driver does not take. */
public record ByteaArray(byte @Nullable [][] elements) implements Argument {

  public static ByteaArray of(List<? extends byte @Nullable []> elements) {
    return new ByteaArray(elements.toArray(byte[][]::new));
  }

  @Override
  public void apply(int position, PreparedStatement statement, StatementContext context)
      throws SQLException {
    statement.setArray(position, statement.getConnection().createArrayOf("bytea", elements));
  }
}
