package io.karuta.privtrak.handler;

import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.pipeline.delta.UserTorrentTotal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The accounting's columns of the table {@code torrents}. */
final class TorrentsTable {

  private record Change(long snatches, StatsDelta last) {}

  private static final String UPDATE =
      """
      update torrents
      set snatches = snatches + ?, seeders = ?, leechers = ?, announced_at = ?
      where torrent_id = ?\
      """;

  private TorrentsTable() {}

  /**
   * Adds snatches to the torrents that are there, and sets their counts of peers to those of the
   * last delta.
   */
  static void update(Connection connection, List<UserTorrentTotal> totals) throws SQLException {
    SortedMap<Long, Change> torrents = new TreeMap<>();
    for (UserTorrentTotal total : totals) {
      Change change = new Change(total.snatches(), total.last());
      torrents.merge(total.torrentNumber(), change, TorrentsTable::later);
    }
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      for (Map.Entry<Long, Change> torrent : torrents.entrySet()) {
        StatsDelta last = torrent.getValue().last();
        update.setLong(1, torrent.getValue().snatches());
        update.setInt(2, last.seeders());
        update.setInt(3, last.leechers());
        update.setLong(4, Integer.toUnsignedLong(last.atSecond()));
        update.setLong(5, torrent.getKey());
        update.addBatch();
      }
      if (!torrents.isEmpty()) {
        update.executeBatch();
      }
    }
  }

  private static Change later(Change a, Change b) {
    StatsDelta last = a.last().sequence() > b.last().sequence() ? a.last() : b.last();
    return new Change(a.snatches() + b.snatches(), last);
  }
}
