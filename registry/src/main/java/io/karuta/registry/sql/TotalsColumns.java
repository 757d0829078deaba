package io.karuta.registry.sql;

import io.karuta.pipeline.registry.UserTotals;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;

/** The columns of the table {@code users} that belong to the accounting. */
final class TotalsColumns {

  private static final String SELECT =
      """
      select uploaded, downloaded, credited_uploaded, credited_downloaded, seed_seconds,
        leech_seconds, snatches
      from users where user_id = ?\
      """;

  private static final String UPDATE =
      """
      update users set uploaded = ?, downloaded = ?, credited_uploaded = ?,
        credited_downloaded = ?, seed_seconds = ?, leech_seconds = ?, snatches = ?
      where user_id = ?\
      """;

  private static final String OPEN =
      UPDATE
          + " and uploaded = 0 and downloaded = 0 and credited_uploaded = 0"
          + " and credited_downloaded = 0 and seed_seconds = 0 and leech_seconds = 0"
          + " and snatches = 0";

  private TotalsColumns() {}

  /** A user's totals; empty if there is no such user. */
  static Optional<UserTotals> find(Connection connection, long userNumber) throws SQLException {
    return find(connection, userNumber, SELECT);
  }

  /** The same; nobody else changes them until the transaction ends. */
  static Optional<UserTotals> lock(Connection connection, long userNumber) throws SQLException {
    return find(connection, userNumber, SELECT + " for update");
  }

  private static Optional<UserTotals> find(Connection connection, long userNumber, String sql)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, userNumber);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(read(rows)) : Optional.empty();
      }
    }
  }

  private static UserTotals read(ResultSet rows) throws SQLException {
    return new UserTotals(
        rows.getLong("uploaded"),
        rows.getLong("downloaded"),
        rows.getLong("credited_uploaded"),
        rows.getLong("credited_downloaded"),
        rows.getLong("seed_seconds"),
        rows.getLong("leech_seconds"),
        rows.getLong("snatches"));
  }

  /** Replaces totals that were locked. */
  static void write(Connection connection, long userNumber, UserTotals next) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      bind(update, userNumber, next);
      update.executeUpdate();
    }
  }

  /** Puts totals where every one is 0, and tells in how many rows. */
  static int open(Connection connection, SortedMap<Long, UserTotals> totals) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(OPEN)) {
      for (Map.Entry<Long, UserTotals> user : totals.entrySet()) {
        bind(update, user.getKey(), user.getValue());
        update.addBatch();
      }
      return IntStream.of(update.executeBatch()).sum();
    }
  }

  private static void bind(PreparedStatement update, long userNumber, UserTotals next)
      throws SQLException {
    update.setLong(1, next.uploaded());
    update.setLong(2, next.downloaded());
    update.setLong(3, next.creditedUploaded());
    update.setLong(4, next.creditedDownloaded());
    update.setLong(5, next.seedSeconds());
    update.setLong(6, next.leechSeconds());
    update.setLong(7, next.snatches());
    update.setLong(8, userNumber);
  }
}
