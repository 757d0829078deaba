package io.karuta.privtrak.handler;

import io.karuta.pipeline.delta.UserTorrentTotal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.List;

/**
 * The table {@code history}: one row per user and torrent, written many at a time. One statement
 * with many rows is what both drivers are quick at; a JDBC batch of upserts isn't.
 */
final class HistoryTable {

  private static final int MAX_CLIENT_LENGTH = 255;

  private static final List<String> SUMS =
      List.of(
          "uploaded",
          "downloaded",
          "credited_uploaded",
          "credited_downloaded",
          "seed_seconds",
          "leech_seconds",
          "announces");

  private final int rowsPerStatement;

  HistoryTable(int rowsPerStatement) {
    this.rowsPerStatement = rowsPerStatement;
  }

  /** Adds the totals, which come sorted by key. */
  void add(Connection connection, List<UserTorrentTotal> totals) throws SQLException {
    for (int from = 0; from < totals.size(); from += rowsPerStatement) {
      int to = Math.min(totals.size(), from + rowsPerStatement);
      List<UserTorrentTotal> rows = totals.subList(from, to);
      try (PreparedStatement upsert = connection.prepareStatement(upsert(rows.size()))) {
        int parameter = 1;
        for (UserTorrentTotal row : rows) {
          parameter = set(upsert, parameter, row);
        }
        upsert.executeUpdate();
      }
    }
  }

  private static String upsert(int rows) {
    StringBuilder sql =
        new StringBuilder(
            """
            insert into history (
              user_id, torrent_id, uploaded, downloaded, credited_uploaded, credited_downloaded,
              seed_seconds, leech_seconds, announces, snatches, snatched_at, first_announce,
              last_announce, active, left_bytes, client)
            values
            """);
    sql.append(
        String.join(
            ", ", Collections.nCopies(rows, "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")));
    sql.append(" on duplicate key update ");
    for (String column : SUMS) {
      sql.append(Sql.add(column, "values(" + column + ")")).append(", ");
    }
    sql.append(
        """
        snatches = snatches + values(snatches),
        snatched_at = coalesce(snatched_at, values(snatched_at)),
        last_announce = case when values(announces) > 0
          then greatest(last_announce, values(last_announce)) else last_announce end,
        active = values(active),
        left_bytes = values(left_bytes),
        client = case when values(client) = '' then client else values(client) end\
        """);
    return sql.toString();
  }

  private static int set(PreparedStatement upsert, int first, UserTorrentTotal total)
      throws SQLException {
    long atSecond = Integer.toUnsignedLong(total.last().atSecond());
    String client = total.last().clientName();
    int parameter = first;
    upsert.setLong(parameter++, total.userNumber());
    upsert.setLong(parameter++, total.torrentNumber());
    upsert.setLong(parameter++, total.uploaded());
    upsert.setLong(parameter++, total.downloaded());
    upsert.setLong(parameter++, total.creditedUploaded());
    upsert.setLong(parameter++, total.creditedDownloaded());
    upsert.setLong(parameter++, total.seedSeconds());
    upsert.setLong(parameter++, total.leechSeconds());
    upsert.setLong(parameter++, total.announces());
    upsert.setInt(parameter++, total.snatches());
    if (total.snatches() > 0) {
      upsert.setLong(parameter++, atSecond);
    } else {
      upsert.setNull(parameter++, Types.BIGINT);
    }
    upsert.setLong(parameter++, atSecond);
    upsert.setLong(parameter++, atSecond);
    upsert.setBoolean(parameter++, total.last().active());
    upsert.setLong(parameter++, total.last().left());
    upsert.setString(
        parameter++, client.substring(0, Math.min(client.length(), MAX_CLIENT_LENGTH)));
    return parameter;
  }
}
