package io.karuta.registry.sql;

import io.karuta.pipeline.registry.UserTotals;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The columns of the table {@code users} that belong to the accounting. */
final class TotalsColumns {

  private static final String SELECT =
      """
      select uploaded, downloaded, credited_uploaded, credited_downloaded, seed_seconds,
        leech_seconds, snatches
      from users where user_id = ?\
      """;

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
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update users set uploaded = ?, downloaded = ?, credited_uploaded = ?,
              credited_downloaded = ?, seed_seconds = ?, leech_seconds = ?, snatches = ?
            where user_id = ?\
            """)) {
      update.setLong(1, next.uploaded());
      update.setLong(2, next.downloaded());
      update.setLong(3, next.creditedUploaded());
      update.setLong(4, next.creditedDownloaded());
      update.setLong(5, next.seedSeconds());
      update.setLong(6, next.leechSeconds());
      update.setLong(7, next.snatches());
      update.setLong(8, userNumber);
      update.executeUpdate();
    }
  }
}
