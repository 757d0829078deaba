package io.karuta.registry.sql;

import io.karuta.pipeline.registry.HistoryRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What users did with torrents. */
final class HistoryTable {

  private HistoryTable() {}

  /** Rows of a user by ascending torrent number. */
  static List<HistoryRow> find(Connection connection, long userNumber, long afterTorrent, int limit)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select torrent_id, uploaded, downloaded, credited_uploaded, credited_downloaded,
              seed_seconds, leech_seconds, snatches, snatched_at, first_announce, last_announce,
              announces, active, left_bytes, client
            from history where user_id = ? and torrent_id > ? order by torrent_id limit ?\
            """)) {
      select.setLong(1, userNumber);
      select.setLong(2, afterTorrent);
      select.setInt(3, limit);
      try (ResultSet rows = select.executeQuery()) {
        List<HistoryRow> history = new ArrayList<>();
        while (rows.next()) {
          history.add(read(rows));
        }
        return history;
      }
    }
  }

  private static HistoryRow read(ResultSet rows) throws SQLException {
    return new HistoryRow(
        rows.getLong("torrent_id"),
        rows.getLong("uploaded"),
        rows.getLong("downloaded"),
        rows.getLong("credited_uploaded"),
        rows.getLong("credited_downloaded"),
        rows.getLong("seed_seconds"),
        rows.getLong("leech_seconds"),
        rows.getLong("snatches"),
        rows.getLong("snatched_at"),
        rows.getLong("first_announce"),
        rows.getLong("last_announce"),
        rows.getLong("announces"),
        rows.getBoolean("active"),
        rows.getLong("left_bytes"),
        rows.getString("client"));
  }
}
