package io.karuta.privtrak.handler;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A statement with a list of rows in it, executed for any number of rows, some at a time.
 * Immutable.
 *
 * <p>Numbers are written into the statement, which is what the driver would do with parameters, but
 * with an object or two for each. Texts are parameters.
 *
 * @param <R> what a row is made of
 */
final class ManyRows<R> {

  /** Enough for most rows. */
  private static final int ROW_LENGTH = 128;

  private final String before;
  private final String after;
  private final BiConsumer<R, RowValues> writer;
  private final int rowsPerStatement;

  /**
   * A statement.
   *
   * @param before its text before the rows
   * @param after its text behind them
   * @param writer gives a row's values
   */
  ManyRows(String before, String after, BiConsumer<R, RowValues> writer, int rowsPerStatement) {
    this.before = before;
    this.after = after;
    this.writer = writer;
    this.rowsPerStatement = rowsPerStatement;
  }

  /** Executes it for the rows, in their order. */
  void execute(Connection connection, List<R> rows) throws SQLException {
    for (int from = 0; from < rows.size(); from += rowsPerStatement) {
      int to = Math.min(rows.size(), from + rowsPerStatement);
      LiteralRows literals = new LiteralRows(before, (to - from) * ROW_LENGTH + after.length());
      for (int i = from; i < to; i++) {
        literals.beginRow();
        writer.accept(rows.get(i), literals);
        literals.endRow();
      }
      try (PreparedStatement statement = connection.prepareStatement(literals.sql(after))) {
        int parameter = 1;
        for (String text : literals.texts()) {
          statement.setString(parameter++, text);
        }
        statement.executeUpdate();
      }
    }
  }
}
