package io.karuta.privtrak.handler.sql;

import io.karuta.pipeline.delta.DeltaHandler;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.UUID;

/**
 * The table {@code karuta_delivery}: the last sequence of each ring whose deltas are in a handler's
 * tables. Immutable.
 *
 * @param handler the handler's name
 */
record DeliveryTable(String handler) {

  private static final String SELECT =
      "select last_sequence from karuta_delivery where ring = ? and handler = ?";

  private static final String UPDATE =
      """
      update karuta_delivery set last_sequence = ?, delivered_at = ?
      where ring = ? and handler = ? and last_sequence = ?\
      """;

  private static final String INSERT =
      """
      insert into karuta_delivery (last_sequence, delivered_at, ring, handler)
      values (?, ?, ?, ?)\
      """;

  /** What it executes, for a look at whether the table is there. */
  static String probe() {
    return "select ring, handler, last_sequence, delivered_at from karuta_delivery";
  }

  /** How far the ring was delivered; {@link DeltaHandler#UNKNOWN} if not at all. */
  long lastSequence(Connection connection, UUID ring) throws SQLException {
    return lastSequence(connection, SELECT, ring);
  }

  /**
   * The same, and whoever else wants to deliver waits for the end of this transaction: such as an
   * earlier try, given up here, that the server is still at.
   */
  long lockLastSequence(Connection connection, UUID ring) throws SQLException {
    return lastSequence(connection, SELECT + " for update", ring);
  }

  private long lastSequence(Connection connection, String sql, UUID ring) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, ring.toString());
      select.setString(2, handler);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getLong(1) : DeltaHandler.UNKNOWN;
      }
    }
  }

  /**
   * Notes how far the ring is delivered with this transaction.
   *
   * @param before what {@link #lockLastSequence} said
   * @throws SQLTransactionRollbackException if that isn't so any more
   */
  void advance(Connection connection, UUID ring, long before, long lastSequence, long atSecond)
      throws SQLException {
    boolean known = before != DeltaHandler.UNKNOWN;
    try (PreparedStatement statement = connection.prepareStatement(known ? UPDATE : INSERT)) {
      statement.setLong(1, lastSequence);
      statement.setLong(2, atSecond);
      statement.setString(3, ring.toString());
      statement.setString(4, handler);
      if (known) {
        statement.setLong(5, before);
      }
      if (statement.executeUpdate() != 1) {
        throw new SQLTransactionRollbackException(
            "karuta_delivery: ring " + ring + " was delivered by somebody else", "40001");
      }
    }
  }
}
