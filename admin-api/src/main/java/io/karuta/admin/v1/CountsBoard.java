package io.karuta.admin.v1;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.SwarmCounts;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What the counts of every torrent were when somebody last looked, and by which look they had
 * changed, so that a site fetches only what is new. Reads the swarms again when it is asked, at
 * most once a second; announces know nothing of it. Thread-safe.
 *
 * <p>A change is named by the epoch of this board, which ends with the process, and the number of
 * the look. Of torrents that went, the last 10,000 are remembered.
 */
final class CountsBoard {

  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int MAX_REMOVED = 10_000;
  private static final int EPOCH_BYTES = 4;

  /** A torrent's counts; guarded by the board while it is in the map. */
  private static final class Row {
    long torrent;
    int seeders;
    int leechers;
    long snatches;
    long change;
    long look;
  }

  /** The counts of a torrent. */
  record Counts(long torrent, InfoHash infoHash, int seeders, int leechers, long snatches) {}

  /** A torrent that is there no more. */
  record Removed(long torrent, InfoHash infoHash, long change) {}

  /**
   * What a caller gets.
   *
   * @param change to ask for what is new since
   * @param complete whether these are all torrents, so that the caller forgets what it had
   * @param items counts that are new
   * @param removed torrents that went
   */
  record View(String change, boolean complete, List<Counts> items, List<Removed> removed) {}

  private final Registry registry;
  private final PeerStore store;
  private final TrackerClock clock;
  private final String epoch;
  private final Map<InfoHash, Row> rows = new HashMap<>();
  private final Deque<Removed> removed = new ArrayDeque<>();
  private final SwarmCounts counts = new SwarmCounts();
  private final byte[] bytes = new byte[InfoHash.LENGTH_BYTES];
  private long forgotten;
  private long look;
  private long lookedNanos;

  CountsBoard(Registry registry, PeerStore store, TrackerClock clock) {
    this.registry = registry;
    this.store = store;
    this.clock = clock;
    byte[] random = new byte[EPOCH_BYTES];
    new SecureRandom().nextBytes(random);
    epoch = HexFormat.of().formatHex(random);
  }

  /**
   * What is new.
   *
   * @param since what an answer named its change; empty or unknown for everything
   */
  synchronized View since(String since) {
    refresh();
    long from = numberOf(since);
    boolean complete = from < forgotten || from == 0;
    long after = complete ? 0 : from;
    List<Counts> items = new ArrayList<>();
    rows.forEach((infoHash, row) -> {
      if (row.change > after) {
        items.add(new Counts(row.torrent, infoHash, row.seeders, row.leechers, row.snatches));
      }
    });
    List<Removed> gone =
        complete ? List.of() : removed.stream().filter(one -> one.change() > after).toList();
    return new View(epoch + "-" + look, complete, items, gone);
  }

  /** The number of a look of this board; 0 for any other text. */
  private long numberOf(String since) {
    if (!since.matches("[0-9a-f]{8}-[0-9]{1,18}") || !since.startsWith(epoch)) {
      return 0;
    }
    long number = Long.parseLong(since.substring(since.indexOf('-') + 1));
    return number > look ? 0 : number;
  }

  private void refresh() {
    long now = clock.nanoTime();
    if (look > 0 && now - lookedNanos < LOOK_NANOS) {
      return;
    }
    lookedNanos = now;
    look++;
    registry.torrents().forEach(this::look);
    rows.entrySet()
        .removeIf(entry -> {
          boolean gone = entry.getValue().look < look;
          if (gone) {
            removed.add(new Removed(entry.getValue().torrent, entry.getKey(), look));
          }
          return gone;
        });
    while (removed.size() > MAX_REMOVED) {
      forgotten = removed.remove().change();
    }
  }

  private void look(Torrent torrent) {
    torrent.infoHash().writeTo(bytes, 0);
    store.scrape(bytes, 0, counts);
    Row row = rows.computeIfAbsent(torrent.infoHash(), _ -> new Row());
    long snatches = torrent.snatches();
    boolean same =
        row.torrent == torrent.number()
            && row.seeders == counts.seeders()
            && row.leechers == counts.leechers()
            && row.snatches == snatches;
    row.look = look;
    if (!same) {
      row.torrent = torrent.number();
      row.seeders = counts.seeders();
      row.leechers = counts.leechers();
      row.snatches = snatches;
      row.change = look;
    }
  }
}
