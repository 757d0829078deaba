package io.karuta.registry.importer;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.User;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The row of a site that a result set stands at, read column by column. One thread. */
final class SiteRow {

  private static final int MAX_NAME = 255;
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private final ResultSet rows;

  SiteRow(ResultSet rows) {
    this.rows = rows;
  }

  /** A number that names an entry: 1 or more. */
  long number(String column) throws SQLException, RefusedRowException {
    long number = rows.getLong(column);
    if (rows.wasNull() || number < 1) {
      throw new RefusedRowException(column + " of 1 or more", shown(column));
    }
    return number;
  }

  /** How often something happened; 0 for null. */
  long count(String column) throws SQLException {
    return Math.max(0, rows.getLong(column));
  }

  /**
   * Bytes that were added up; 0 for null. Sites that subtracted too much from an unsigned column
   * have more of them than there are.
   */
  long total(String column) throws SQLException, RefusedRowException {
    BigDecimal total = rows.getBigDecimal(column);
    if (total == null) {
      return 0;
    }
    if (total.signum() < 0 || total.compareTo(MOST) > 0) {
      throw new RefusedRowException(column + " of 0 to " + MOST, total.toPlainString());
    }
    return total.longValue();
  }

  /** A share, in percent. */
  int share(String column) throws SQLException, RefusedRowException {
    int share = rows.getInt(column);
    if (share < 0 || share > 100) {
      throw new RefusedRowException(column + " of 0 to 100", shown(column));
    }
    return share;
  }

  /** Yes or no. */
  boolean flag(String column, boolean ifNull) throws SQLException {
    boolean flag = rows.getBoolean(column);
    return rows.wasNull() ? ifNull : flag;
  }

  /** A text; empty for null. */
  String text(String column) throws SQLException {
    String text = rows.getString(column);
    return text == null ? "" : text;
  }

  /** A text for display, cut to what the tracker keeps. */
  String name(String column) throws SQLException {
    String name = text(column);
    if (name.length() <= MAX_NAME) {
      return name;
    }
    int end = Character.isHighSurrogate(name.charAt(MAX_NAME - 1)) ? MAX_NAME - 1 : MAX_NAME;
    return name.substring(0, end);
  }

  /** A passkey; what is found instead isn't told. */
  String passkey(String column) throws SQLException, RefusedRowException {
    String passkey = text(column);
    if (!User.isPasskey(passkey)) {
      throw new RefusedRowException(
          column + " of 1 to 64 of A-Z a-z 0-9 . _ ~ -",
          "another one, of " + passkey.length() + " characters");
    }
    return passkey;
  }

  /** An info hash: 20 bytes, or 40 hexadecimal digits. */
  InfoHash infoHash(String column) throws SQLException, RefusedRowException {
    byte[] bytes = rows.getBytes(column);
    if (bytes != null && bytes.length == InfoHash.LENGTH_BYTES) {
      return InfoHash.of(bytes, 0);
    }
    String hex = bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
    if (hex.matches("[0-9A-Fa-f]{40}")) {
      return InfoHash.ofHex(hex);
    }
    throw new RefusedRowException(
        column + " of 20 bytes or 40 hexadecimal digits",
        bytes == null ? "null" : bytes.length + " bytes");
  }

  /** Whatever the columns hold, to name a row by. */
  String shown(String columns) throws SQLException {
    StringBuilder shown = new StringBuilder();
    for (String column : columns.split(",", -1)) {
      shown.append(shown.isEmpty() ? "" : ",").append(rows.getString(column));
    }
    return shown.toString();
  }
}
