package io.karuta.cmd.crash;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Totals of everybody, as the clients kept them or as the tables say. Rows without anything in them
 * are as good as no rows. Confined to one thread.
 */
final class Books {

  /** Totals by {@code "user 3"}, {@code "user 3 torrent 4"} and, snatches alone, torrents. */
  private final SortedMap<String, Totals> rows = new TreeMap<>();

  static String user(int user) {
    return "user " + user;
  }

  static String history(int user, int torrent) {
    return "user " + user + " torrent " + torrent;
  }

  static String torrent(int torrent) {
    return "torrent " + torrent;
  }

  void add(String row, Totals totals) {
    if (!totals.equals(Totals.NOTHING)) {
      rows.merge(row, totals, Totals::plus);
    }
  }

  /** Books what a user's client moved in a torrent, in all the rows where it must appear. */
  void addClient(int user, int torrent, Totals totals) {
    add(user(user), totals);
    add(history(user, torrent), totals);
    add(torrent(torrent), new Totals(0, 0, 0, 0, totals.snatches()));
  }

  Totals row(String row) {
    return rows.getOrDefault(row, Totals.NOTHING);
  }

  SortedMap<String, Totals> rows() {
    return rows;
  }

  boolean agreesWith(Books other) {
    return rows.equals(other.rows);
  }
}
