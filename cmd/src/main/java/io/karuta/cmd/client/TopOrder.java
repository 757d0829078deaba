package io.karuta.cmd.client;

import io.karuta.client.TorrentCounts;
import java.util.Comparator;
import java.util.Locale;

/** What torrents are ordered by, the largest first. */
enum TopOrder {
  PEERS,
  SEEDERS,
  LEECHERS;

  Comparator<TorrentCounts> comparator() {
    Comparator<TorrentCounts> size =
        switch (this) {
          case PEERS -> Comparator.comparingLong(counts -> counts.seeders() + counts.leechers());
          case SEEDERS -> Comparator.comparingLong(TorrentCounts::seeders);
          case LEECHERS -> Comparator.comparingLong(TorrentCounts::leechers);
        };
    return size.reversed().thenComparingLong(TorrentCounts::torrentId);
  }

  /** As on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
