package io.karuta.privtrak.handler;

import io.karuta.pipeline.delta.UserTorrentTotal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The table {@code history}: one row per user and torrent, written many at a time. One statement
 * with many rows is what both drivers are quick at; a JDBC batch of upserts isn't. Immutable.
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

  private static final String INSERT =
      """
      insert into history (
        user_id, torrent_id, uploaded, downloaded, credited_uploaded, credited_downloaded,
        seed_seconds, leech_seconds, announces, snatches, snatched_at, first_announce,
        last_announce, active, left_bytes, client)
      values\
      """;

  private final ManyRows<UserTorrentTotal> upsert;

  HistoryTable(int rowsPerStatement) {
    upsert = new ManyRows<>(INSERT, onDuplicateKey(), HistoryTable::write, rowsPerStatement);
  }

  /** Adds the totals, which come sorted by key. */
  void add(Connection connection, List<UserTorrentTotal> totals) throws SQLException {
    upsert.execute(connection, totals);
  }

  private static String onDuplicateKey() {
    StringBuilder sql = new StringBuilder("on duplicate key update ");
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

  private static void write(UserTorrentTotal total, RowValues row) {
    long atSecond = Integer.toUnsignedLong(total.last().atSecond());
    String client = total.last().clientName();
    row.number(total.userNumber());
    row.number(total.torrentNumber());
    row.number(total.uploaded());
    row.number(total.downloaded());
    row.number(total.creditedUploaded());
    row.number(total.creditedDownloaded());
    row.number(total.seedSeconds());
    row.number(total.leechSeconds());
    row.number(total.announces());
    row.number(total.snatches());
    if (total.snatches() > 0) {
      row.number(atSecond);
    } else {
      row.nothing();
    }
    row.number(atSecond);
    row.number(atSecond);
    row.number(total.last().active() ? 1 : 0);
    row.number(total.last().left());
    row.text(client.substring(0, Math.min(client.length(), MAX_CLIENT_LENGTH)));
  }
}
