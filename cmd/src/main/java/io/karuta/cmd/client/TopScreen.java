package io.karuta.cmd.client;

import io.karuta.client.Health;
import io.karuta.client.Stats;
import io.karuta.client.TorrentCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What {@code karuta client top} shows at one time. Immutable.
 *
 * @param announcesPerSecond negative if that isn't known yet
 * @param torrents the largest ones, the largest first
 * @param order what they are ordered by
 */
record TopScreen(
    String url,
    Stats stats,
    double announcesPerSecond,
    Health health,
    List<TorrentCounts> torrents,
    TopOrder order) {

  /**
   * As lines, none longer than the terminal is wide.
   *
   * @param rows most lines
   * @param name what a torrent is called
   * @param keys whether keys are read, and told
   */
  List<String> lines(int rows, int columns, boolean keys, Function<TorrentCounts, String> name) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "karuta "
            + url
            + "  up "
            + Units.seconds(stats.uptime())
            + "  "
            + (health.ready() ? "ready" : "NOT READY"));
    lines.add("");
    lines.addAll(numbers().lines());
    lines.add("");
    lines.addAll(parts().lines());
    lines.add("");
    int room = Math.max(0, rows - lines.size() - (keys ? 3 : 1));
    lines.addAll(torrents(Math.min(room, torrents.size()), name).lines());
    if (keys) {
      lines.add("");
      lines.add("by " + order + "   keys: s seeders, l leechers, p peers, q quit");
    }
    return lines.stream().limit(rows).map(line -> cut(line, columns)).toList();
  }

  private Table numbers() {
    return new Table(
            ">ANNOUNCES/S", ">SWARMS", ">SEEDERS", ">LEECHERS", ">DORMANT", ">USERS", ">TORRENTS")
        .row(
            announcesPerSecond < 0 ? "..." : Units.count(Math.round(announcesPerSecond)),
            Units.count(stats.swarms()),
            Units.count(stats.seeders()),
            Units.count(stats.leechers()),
            Units.count(stats.dormant()),
            Units.count(stats.users()),
            Units.count(stats.torrents()));
  }

  private Table parts() {
    Table table = new Table("PART", "", "");
    health
        .parts()
        .forEach(part -> table.row(part.name(), part.ready() ? "ok" : "NOT READY", part.detail()));
    return table;
  }

  private Table torrents(int count, Function<TorrentCounts, String> name) {
    Table table = new Table(">SEEDERS", ">LEECHERS", ">SNATCHES", ">ID", "NAME");
    for (TorrentCounts counts : torrents.subList(0, count)) {
      table.row(
          Units.count(counts.seeders()),
          Units.count(counts.leechers()),
          Units.count(counts.snatches()),
          counts.torrentId(),
          name.apply(counts));
    }
    return table;
  }

  private static String cut(String line, int columns) {
    int length = line.codePointCount(0, line.length());
    return length <= columns ? line : line.substring(0, line.offsetByCodePoints(0, columns));
  }
}
