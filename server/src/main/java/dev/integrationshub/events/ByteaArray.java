package dev.integrationshub.events;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;

/** Binds a {@code bytea[]}: Jdbi's own arrays are of objects, which the driver does not take. */
record ByteaArray(byte[][] elements) implements Argument {

  static ByteaArray of(List<byte[]> elements) {
    return new ByteaArray(elements.toArray(byte[][]::new));
  }

  @Override
  public void apply(int position, PreparedStatement statement, StatementContext context)
      throws SQLException {
    statement.setArray(position, statement.getConnection().createArrayOf("bytea", elements));
  }
}
