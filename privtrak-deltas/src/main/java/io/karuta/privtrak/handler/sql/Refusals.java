package io.karuta.privtrak.handler.sql;

import io.karuta.pipeline.delta.DeltaHandlerException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Executes statements in a transaction and sorts out the rows that are refused: whatever fails is
 * taken back to a savepoint and halved until those rows stand alone. Confined to one thread.
 *
 * <p>A savepoint that is gone means that the server has rolled back everything: that is an error
 * like any other, and the whole batch starts anew.
 */
final class Refusals {

  private static final String SAVEPOINT = "karuta_rows";

  private final Connection connection;
  private final Dialect dialect;
  private final int limit;
  private final List<Refusal> found = new ArrayList<>();

  /**
   * For one transaction.
   *
   * @param limit see {@link SqlDeltaHandlerConfig#deadLetterLimit()}
   */
  Refusals(Connection connection, Dialect dialect, int limit) {
    this.connection = connection;
    this.dialect = dialect;
    this.limit = limit;
  }

  /** All rows that were refused so far. */
  List<Refusal> found() {
    return found;
  }

  /**
   * Executes a statement for all rows that aren't refused.
   *
   * @throws DeltaHandlerException if so many are that it must be the schema that is wrong
   */
  void execute(SqlStatement statement, ManyRows sql, List<DeltaGroup> rows, int rowsPerStatement)
      throws SQLException, DeltaHandlerException {
    int before = found.size();
    for (int from = 0; from < rows.size(); from += rowsPerStatement) {
      execute(statement, sql, rows.subList(from, Math.min(rows.size(), from + rowsPerStatement)));
      int refused = found.size() - before;
      if (refused > limit && refused > rows.size() / 2) {
        throw new DeltaHandlerException(
            statement
                + ": "
                + refused
                + " of "
                + rows.size()
                + " rows refused (expected: at most half, or at most dead-letter-limit, "
                + limit
                + "; does the statement still fit the table?): "
                + found.getLast().reason());
      }
    }
  }

  private void execute(SqlStatement statement, ManyRows sql, List<DeltaGroup> rows)
      throws SQLException {
    Savepoint before = connection.setSavepoint(SAVEPOINT);
    try {
      sql.execute(connection, dialect, rows);
    } catch (SQLException e) {
      if (SqlFailure.of(e) != SqlFailure.REFUSED_ROW) {
        throw e;
      }
      connection.rollback(before);
      if (rows.size() == 1) {
        found.add(new Refusal(statement, rows.getFirst(), String.valueOf(e.getMessage())));
        return;
      }
      int half = rows.size() / 2;
      execute(statement, sql, rows.subList(0, half));
      execute(statement, sql, rows.subList(half, rows.size()));
    }
  }
}
