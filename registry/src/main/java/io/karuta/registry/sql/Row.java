package io.karuta.registry.sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/** The row that a result set stands at, read column by column with a check. One thread. */
final class Row {

  private static final int MAX_PERCENT = 1000;

  private final ResultSet rows;

  Row(ResultSet rows) {
    this.rows = rows;
  }

  /** A number that names an entry: 1 or more. */
  long number(String column) throws SQLException, BadRowException {
    long number = rows.getLong(column);
    if (rows.wasNull() || number < 1) {
      throw new BadRowException(column + " of 1 or more", rows.wasNull() ? "null" : "" + number);
    }
    return number;
  }

  /** How often something happened: 0 or more. */
  long count(String column) throws SQLException, BadRowException {
    long count = rows.getLong(column);
    if (count < 0) {
      throw new BadRowException(column + " of 0 or more", String.valueOf(count));
    }
    return count;
  }

  /** A credit factor. */
  int percent(String column) throws SQLException, BadRowException {
    int percent = rows.getInt(column);
    if (rows.wasNull() || percent < 0 || percent > MAX_PERCENT) {
      throw new BadRowException(
          column + " of 0 to " + MAX_PERCENT, rows.wasNull() ? "null" : "" + percent);
    }
    return percent;
  }

  /** Yes or no. */
  boolean flag(String column) throws SQLException, BadRowException {
    boolean flag = rows.getBoolean(column);
    if (rows.wasNull()) {
      throw new BadRowException(column + " of true or false", "null");
    }
    return flag;
  }

  /** A text, which may be empty. */
  String text(String column) throws SQLException, BadRowException {
    String text = rows.getString(column);
    if (text == null) {
      throw new BadRowException(column + " with a text", "null");
    }
    return text;
  }

  /** Exactly so many bytes. */
  byte[] bytes(String column, int lengthBytes) throws SQLException, BadRowException {
    byte[] bytes = rows.getBytes(column);
    if (bytes == null || bytes.length != lengthBytes) {
      throw new BadRowException(
          column + " of " + lengthBytes + " bytes", bytes == null ? "null" : "" + bytes.length);
    }
    return bytes;
  }

  /** A number of a key that was asked for. */
  long rawLong(String column) throws SQLException {
    return rows.getLong(column);
  }

  /** The bytes of a key that was asked for. */
  byte[] rawBytes(String column) throws SQLException {
    return rows.getBytes(column);
  }

  /** Whatever a column holds, to name a row by. */
  String shown(String column) throws SQLException {
    return String.valueOf(rows.getString(column));
  }
}
