package io.karuta.privtrak.handler;

import java.sql.Connection;
import java.sql.SQLException;

/** What the tables have in common: SQL that MariaDB and H2 in MariaDB mode understand alike. */
final class Sql {

  private Sql() {}

  /** Whether the server is MariaDB, so that it may be sent what H2 doesn't know. */
  static boolean isMariaDb(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("MariaDB");
  }

  /**
   * {@code column = column + amount} that stops at the largest number: an overflow would be an
   * error, and the batch could never be written.
   */
  static String add(String column, String amount) {
    return column
        + " = "
        + column
        + " + least("
        + amount
        + ", "
        + Long.MAX_VALUE
        + " - "
        + column
        + ")";
  }
}
