package io.karuta.privtrak.handler;

import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.pipeline.delta.UserTorrentTotal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** The accounting's columns of the table {@code torrents}. Immutable. */
final class TorrentsTable {

  /** By torrent; of one torrent the last delta comes last. */
  private static final Comparator<UserTorrentTotal> IN_ORDER =
      Comparator.comparingLong(UserTorrentTotal::torrentNumber)
          .thenComparingLong(total -> total.last().sequence());

  private static final List<UnaryOperator<String>> ASSIGNMENTS =
      List.of(
          amount -> "snatches = snatches + " + amount,
          count -> "seeders = " + count,
          count -> "leechers = " + count,
          second -> "announced_at = " + second);

  private final KeyedUpdate update;

  TorrentsTable(int rowsPerStatement) {
    update = new KeyedUpdate("torrents", "torrent_id", ASSIGNMENTS, rowsPerStatement);
  }

  /**
   * Adds snatches to the torrents that are there, and sets their counts of peers to those of the
   * last delta.
   */
  void update(Connection connection, List<UserTorrentTotal> totals) throws SQLException {
    List<UserTorrentTotal> sorted = new ArrayList<>(totals);
    sorted.sort(IN_ORDER);
    List<long[]> torrents = new ArrayList<>();
    for (UserTorrentTotal total : sorted) {
      if (torrents.isEmpty() || torrents.getLast()[0] != total.torrentNumber()) {
        torrents.add(new long[] {total.torrentNumber(), 0, 0, 0, 0});
      }
      add(torrents.getLast(), total);
    }
    update.execute(connection, torrents);
  }

  /** The torrent's number, and then the order of {@link #ASSIGNMENTS}. */
  private static void add(long[] torrent, UserTorrentTotal total) {
    StatsDelta last = total.last();
    torrent[1] += total.snatches();
    torrent[2] = last.seeders();
    torrent[3] = last.leechers();
    torrent[4] = Integer.toUnsignedLong(last.atSecond());
  }
}
