package io.karuta.cmd.client;

import io.karuta.client.CountsUpdate;
import io.karuta.client.KarutaClient;
import io.karuta.client.Stats;
import io.karuta.client.Torrent;
import io.karuta.client.TorrentCounts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a tracker again and again, and asks only for what has changed. For one thread.
 *
 * <p>Names are asked for those torrents that are shown, once each.
 */
final class TopWatch {

  private static final int MOST_SHOWN = 100;
  private static final long LEAST_NANOS = 500_000_000;

  private final KarutaClient tracker;
  private final String url;
  private final Map<String, TorrentCounts> counts = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private @Nullable String change; // null before the first look
  private long lastAnnounces;
  private long lastNanos;
  private double perSecond = -1;

  TopWatch(KarutaClient tracker, String url) {
    this.tracker = tracker;
    this.url = url;
  }

  TopScreen look(TopOrder order) {
    Stats stats = tracker.stats();
    measure(stats.announces(), System.nanoTime());
    readCounts();
    List<TorrentCounts> largest =
        counts.values().stream().sorted(order.comparator()).limit(MOST_SHOWN).toList();
    return new TopScreen(url, stats, perSecond, tracker.health(), largest, order);
  }

  /** Announces per second, over half a second at least: a key that is hit looks at once. */
  private void measure(long announces, long now) {
    if (lastNanos == 0 || announces < lastAnnounces) {
      perSecond = -1; // the first look, or at a tracker that was started anew
    } else if (now - lastNanos < LEAST_NANOS) {
      return;
    } else {
      perSecond = (announces - lastAnnounces) * 1e9 / (now - lastNanos);
    }
    lastAnnounces = announces;
    lastNanos = now;
  }

  private void readCounts() {
    CountsUpdate update = change == null ? tracker.counts().all() : tracker.counts().since(change);
    if (change == null || update.complete()) {
      counts.clear();
    }
    change = update.change();
    update.removed().forEach(removed -> counts.remove(removed.infoHash()));
    update.items().forEach(item -> counts.put(item.infoHash(), item));
  }

  String name(TorrentCounts torrent) {
    return names.computeIfAbsent(
        torrent.infoHash(),
        hash -> tracker.torrents().find(hash).map(Torrent::name).orElse("(removed)"));
  }
}
