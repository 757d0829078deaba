package io.karuta.privtrak.handler.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * A statement with a list of rows in it. Immutable.
 *
 * <p>One statement for many rows is what both drivers are quick at: server and driver spend most of
 * a small one on sending and answering it. Numbers are written into the statement, which is what
 * the driver would do with parameters, but with an object or two for each.
 *
 * @param before its text before the rows
 * @param row the values of a row
 * @param after its text behind the rows
 */
record ManyRows(String before, List<Expression> row, String after) {

  /** Enough for most values. */
  private static final int VALUE_LENGTH = 12;

  /** Executes it for one or more rows. */
  void execute(Connection connection, Dialect dialect, List<DeltaGroup> rows) throws SQLException {
    LiteralWriter writer = write(dialect, rows);
    try (PreparedStatement statement = connection.prepareStatement(writer.sql())) {
      int parameter = 1;
      for (String text : writer.texts()) {
        statement.setString(parameter++, text);
      }
      statement.executeUpdate();
    }
  }

  /** The statement for one or more rows. */
  LiteralWriter write(Dialect dialect, List<DeltaGroup> rows) {
    int length = before.length() + rows.size() * row.size() * VALUE_LENGTH + after.length();
    LiteralWriter writer = new LiteralWriter(dialect, length);
    writer.append(before);
    String separator = " (";
    for (DeltaGroup group : rows) {
      writer.append(separator);
      separator = ",(";
      writeRow(group, writer);
      writer.append(")");
    }
    writer.append(" ");
    writer.append(after);
    return writer;
  }

  private void writeRow(DeltaGroup group, LiteralWriter writer) {
    for (int i = 0; i < row.size(); i++) {
      writer.append(i == 0 ? "" : ",");
      Expression expression = row.get(i);
      for (int j = 0; j < expression.parameters().size(); j++) {
        writer.append(expression.texts().get(j));
        expression.parameters().get(j).write(group, writer);
      }
      writer.append(expression.texts().getLast());
    }
  }
}
