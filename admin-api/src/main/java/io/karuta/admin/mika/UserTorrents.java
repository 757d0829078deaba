package io.karuta.admin.mika;

import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.admin.tracker.HitAndRunRule;
import io.karuta.pipeline.registry.Accounts;
import io.karuta.pipeline.registry.HistoryRow;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A user's torrents by what came of them: active ones have a peer in the swarm, complete ones were
 * downloaded to the end or are seeded, incomplete ones were begun; hit and run are those of which
 * more than a little was downloaded, that are not active, and that were seeded for too short a
 * time. Confined to one thread.
 */
final class UserTorrents {

  private static final int ROWS = 1000;

  private final HitAndRunRule rule;
  private final SortedSet<Long> active = new TreeSet<>();
  private final SortedSet<Long> hitAndRun = new TreeSet<>();
  private final SortedSet<Long> complete = new TreeSet<>();
  private final SortedSet<Long> incomplete = new TreeSet<>();

  UserTorrents(HitAndRunRule rule) {
    this.rule = rule;
  }

  /** A peer that is in the swarm; before the history. */
  void addPeer(long torrent, boolean seeder) {
    active.add(torrent);
    if (seeder) {
      complete.add(torrent);
      incomplete.remove(torrent);
    } else if (!complete.contains(torrent)) {
      incomplete.add(torrent);
    }
  }

  void addHistory(Accounts accounts, long user) {
    List<HistoryRow> rows = accounts.history(user, 0, ROWS);
    while (!rows.isEmpty()) {
      rows.forEach(this::add);
      rows = accounts.history(user, rows.getLast().torrentNumber(), ROWS);
    }
  }

  private void add(HistoryRow row) {
    long torrent = row.torrentNumber();
    boolean finished = row.snatches() > 0 || row.left() == 0 || complete.contains(torrent);
    (finished ? complete : incomplete).add(torrent);
    (finished ? incomplete : complete).remove(torrent);
    if (row.downloaded() > rule.minDownloadedBytes()
        && row.seedSeconds() < rule.seedTime().toSeconds()
        && !active.contains(torrent)) {
      hitAndRun.add(torrent);
    }
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    write(json, "active", active);
    write(json, "hnr", hitAndRun);
    write(json, "complete", complete);
    write(json, "incomplete", incomplete);
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, SortedSet<Long> numbers)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (long number : numbers) {
      json.writeString(Long.toString(number));
    }
    json.writeEndArray();
  }
}
