package io.karuta.privtrak;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.delta.DeltaEvent;
import io.karuta.pipeline.delta.StatsDelta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The rules of the accounting once more, as plainly as can be: maps and lists, no store, no ring,
 * and nothing is ever deferred. What the accounting books is held against it.
 */
final class PlainLedger {

  /** Whose books: a user, a torrent and a peer id, each by its number. */
  record PeerKey(long user, long torrent, int peer) {}

  /** What one change books. */
  record BookedChange(
      DeltaEvent event,
      long uploaded,
      long downloaded,
      int seedSeconds,
      int leechSeconds,
      boolean snatch) {

    static BookedChange of(StatsDelta delta) {
      return new BookedChange(
          delta.event(),
          delta.uploaded(),
          delta.downloaded(),
          delta.seedSeconds(),
          delta.leechSeconds(),
          delta.snatch());
    }
  }

  /** Left bytes of an announce that doesn't name them. */
  static final long NOT_SAID = -1;

  private static final class Peer {
    private long uploaded;
    private long downloaded;
    private long left;
    private int seenSecond;
    private boolean dormant;
    private boolean snatched;
  }

  private final FirstSight firstSight;
  private final int peerLifetimeSeconds;
  private final int dormantLifetimeSeconds;
  private final Map<PeerKey, Peer> peers = new HashMap<>();
  private final Map<PeerKey, List<BookedChange>> entries = new HashMap<>();

  PlainLedger(FirstSight firstSight, int peerLifetimeSeconds, int dormantLifetimeSeconds) {
    this.firstSight = firstSight;
    this.peerLifetimeSeconds = peerLifetimeSeconds;
    this.dormantLifetimeSeconds = dormantLifetimeSeconds;
  }

  void announce(
      PeerKey key, Event event, long uploaded, long downloaded, long left, int nowSecond) {
    Peer before = peers.get(key);
    if (before == null) {
      if (event != Event.STOPPED) {
        firstAnnounce(key, event, uploaded, downloaded, left, nowSecond);
      }
      return;
    }
    boolean bothReachedTheBaseline = uploaded >= before.uploaded && downloaded >= before.downloaded;
    long up = 0;
    long down = 0;
    if (bothReachedTheBaseline) {
      up = uploaded - before.uploaded;
      down = downloaded - before.downloaded;
    } else if (event == Event.STARTED) {
      up = uploaded;
      down = downloaded;
    } // else a stop that says nothing, or an anomaly: nothing either way

    long leftNow = left == NOT_SAID ? before.left : left;
    boolean stops = event == Event.STOPPED;
    boolean wasSeeder = before.left == 0;
    boolean isSeeder = leftNow == 0;
    int seconds =
        before.dormant
            ? 0
            : Math.max(0, Math.min(peerLifetimeSeconds, nowSecond - before.seenSecond));
    boolean snatch = !wasSeeder && isSeeder && !before.snatched;
    book(
        key,
        new BookedChange(
            DeltaEvent.valueOf(event.name()),
            up,
            down,
            wasSeeder && (isSeeder || stops) ? seconds : 0,
            !wasSeeder && (!isSeeder || stops) ? seconds : 0,
            snatch));
    if (stops) {
      peers.remove(key);
    } else {
      remember(before, uploaded, downloaded, leftNow, nowSecond, snatch);
    }
  }

  private void firstAnnounce(
      PeerKey key, Event event, long uploaded, long downloaded, long left, int nowSecond) {
    boolean credited = firstSight == FirstSight.CREDIT;
    boolean snatch = event == Event.COMPLETED && left == 0;
    book(
        key,
        new BookedChange(
            DeltaEvent.valueOf(event.name()),
            credited ? uploaded : 0,
            credited ? downloaded : 0,
            0,
            0,
            snatch));
    Peer peer = new Peer();
    long leftNow = left == NOT_SAID ? AnnounceRequest.LEFT_UNKNOWN : left;
    remember(peer, uploaded, downloaded, leftNow, nowSecond, snatch);
    peers.put(key, peer);
  }

  private static void remember(
      Peer peer, long uploaded, long downloaded, long left, int nowSecond, boolean snatch) {
    peer.uploaded = uploaded;
    peer.downloaded = downloaded;
    peer.left = left;
    peer.seenSecond = nowSecond;
    peer.dormant = false;
    peer.snatched |= snatch;
  }

  /** Whoever was silent for too long. */
  void sweep(int nowSecond) {
    Iterator<Map.Entry<PeerKey, Peer>> all = peers.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<PeerKey, Peer> entry = all.next();
      Peer peer = entry.getValue();
      int silentSeconds = nowSecond - peer.seenSecond;
      if (!peer.dormant && silentSeconds >= peerLifetimeSeconds) {
        peer.dormant = true;
        book(entry.getKey(), departure());
      } else if (peer.dormant && silentSeconds >= dormantLifetimeSeconds) {
        all.remove();
      }
    }
  }

  /** An administrator removes a user's peers. */
  void removeUser(long user) {
    Iterator<Map.Entry<PeerKey, Peer>> all = peers.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<PeerKey, Peer> entry = all.next();
      if (entry.getKey().user() == user) {
        if (!entry.getValue().dormant) {
          book(entry.getKey(), departure());
        }
        all.remove();
      }
    }
  }

  private static BookedChange departure() {
    return new BookedChange(DeltaEvent.EXPIRED, 0, 0, 0, 0, false);
  }

  private void book(PeerKey key, BookedChange entry) {
    entries.computeIfAbsent(key, _ -> new ArrayList<>()).add(entry);
  }

  /** All that was booked, in its order. */
  Map<PeerKey, List<BookedChange>> entries() {
    return entries;
  }
}
