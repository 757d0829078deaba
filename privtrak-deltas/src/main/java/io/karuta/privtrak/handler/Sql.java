package io.karuta.privtrak.handler;

/** Pieces of SQL that MariaDB and H2 in MariaDB mode understand alike. */
final class Sql {

  private Sql() {}

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
