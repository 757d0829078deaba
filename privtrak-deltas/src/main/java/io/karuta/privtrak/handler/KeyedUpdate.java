package io.karuta.privtrak.handler;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Updates many rows of a table, each by its key and by numbers of its own; rows that aren't there
 * are left out. Immutable.
 *
 * <p>MariaDB gets a statement for many rows: it and its driver spend most of a small statement on
 * sending and answering it. The rows go along as a table of values, which is joined in the order
 * that they came in, so that they are locked in the order of their keys. H2 knows no such update,
 * and being in our own process it has nothing to send either: it gets a JDBC batch.
 */
final class KeyedUpdate {

  private final String table;
  private final String key;
  private final List<UnaryOperator<String>> assignments;
  private final ManyRows<long[]> joined;

  /**
   * An update.
   *
   * @param assignments {@code column = ...} for an expression that stands for the row's number
   */
  KeyedUpdate(
      String table, String key, List<UnaryOperator<String>> assignments, int rowsPerStatement) {
    this.table = table;
    this.key = key;
    this.assignments = List.copyOf(assignments);
    joined = new ManyRows<>(beforeRows(), afterRows(), KeyedUpdate::write, rowsPerStatement);
  }

  /**
   * Updates rows.
   *
   * @param rows sorted by their keys: each its key, and one number per assignment
   */
  void execute(Connection connection, List<long[]> rows) throws SQLException {
    if (Sql.isMariaDb(connection)) {
      joined.execute(connection, rows);
    } else if (!rows.isEmpty()) {
      executeBatch(connection, rows);
    }
  }

  private String beforeRows() {
    StringBuilder sql = new StringBuilder("update (with given (given_key");
    for (int i = 0; i < assignments.size(); i++) {
      sql.append(", given_").append(i);
    }
    return sql.append(") as (values").toString();
  }

  /** A straight join, or the server might read the whole table for a few rows, and lock it. */
  private String afterRows() {
    StringBuilder sql =
        new StringBuilder(") select * from given) as given straight_join ")
            .append(table)
            .append(" on ")
            .append(key)
            .append(" = given_key set ");
    for (int i = 0; i < assignments.size(); i++) {
      sql.append(i == 0 ? "" : ", ").append(assignments.get(i).apply("given_" + i));
    }
    return sql.toString();
  }

  private static void write(long[] numbers, RowValues row) {
    for (long number : numbers) {
      row.number(number);
    }
  }

  private void executeBatch(Connection connection, List<long[]> rows) throws SQLException {
    String sets = String.join(", ", assignments.stream().map(set -> set.apply("?")).toList());
    try (PreparedStatement update =
        connection.prepareStatement(
            "update " + table + " set " + sets + " where " + key + " = ?")) {
      for (long[] row : rows) {
        for (int i = 1; i < row.length; i++) {
          update.setLong(i, row[i]);
        }
        update.setLong(row.length, row[0]);
        update.addBatch();
      }
      update.executeBatch();
    }
  }
}
