package io.karuta.privtrak.handler;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.StatsDelta;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The table {@code delivered}: the last sequence of each ring whose deltas are in the tables. */
final class DeliveredTable {

  private static final String SELECT = "select last_sequence from delivered where ring = ?";

  private static final String UPSERT =
      """
      insert into delivered (ring, last_sequence, delivered_at) values (?, ?, ?)
      on duplicate key update
        last_sequence = values(last_sequence), delivered_at = values(delivered_at)\
      """;

  private DeliveredTable() {}

  static boolean isDelivered(Connection connection, DeltaBatch batch) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setString(1, batch.ring().toString());
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() && rows.getLong(1) >= batch.lastSequence();
      }
    }
  }

  static void note(Connection connection, DeltaBatch batch) throws SQLException {
    StatsDelta last = batch.deltas().getLast();
    try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
      upsert.setString(1, batch.ring().toString());
      upsert.setLong(2, batch.lastSequence());
      upsert.setLong(3, Integer.toUnsignedLong(last.atSecond()));
      upsert.executeUpdate();
    }
  }
}
