package io.karuta.bench.outage;

import io.karuta.bench.workload.Announcer;
import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.PeerList;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.pipeline.store.SwarmReply;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Announces a part of all peers, one after the other and round again, at a steady rate. Confined to
 * one thread, but for {@link #phase(int)} and {@link #end()}.
 */
final class OutageAnnouncer {

  private static final int NUM_WANT = 50;

  /** Announces after which it looks at the clock. */
  private static final int BURST = 32;

  private static final int MOVED_BYTES = 1 << 14;

  private final PeerStore store;
  private final TimedSink sink;
  private final List<Announcer> peers;
  private final long[] uploaded;
  private final Phase[] phases = {new Phase(), new Phase(), new Phase(), new Phase()};
  private final AnnounceRequest request = new AnnounceRequest();
  private final SwarmAnnounce announce = new SwarmAnnounce(request);
  private final SwarmReply reply = new SwarmReply(PeerList.ofIpv4(), PeerList.ofIpv6());
  private int next;
  private long state = 1;
  private volatile int phase;
  private volatile boolean enough;

  OutageAnnouncer(PeerStore store, AccountingSink sink, List<Announcer> peers) {
    this.store = store;
    this.sink = new TimedSink(sink);
    this.peers = peers;
    uploaded = new long[peers.size()];
  }

  /** Lets every peer announce once, without having moved anything more; how many were deferred. */
  long announceAll(Event event) {
    long before = sink.deferred();
    for (int peer = 0; peer < peers.size(); peer++) {
      announce(peer, event, nowSecond());
    }
    return sink.deferred() - before;
  }

  private static int nowSecond() {
    return (int) TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis());
  }

  /** Announces at a rate until {@link #end()}. */
  void run(int perSecond) {
    long burstNanos = TimeUnit.SECONDS.toNanos(BURST) / perSecond;
    long dueNano = System.nanoTime();
    while (!enough) {
      dueNano += burstNanos;
      Phase now = phases[phase];
      sink.record(now.offers);
      long deferredBefore = sink.deferred();
      int second = nowSecond();
      for (int i = 0; i < BURST; i++) {
        uploaded[next] += step() & (MOVED_BYTES - 1);
        long beforeNano = System.nanoTime();
        announce(next, Event.NONE, second);
        now.announces.record(System.nanoTime() - beforeNano);
        now.withoutPeers += reply.ipv4Peers().size() == 0 ? 1 : 0;
        next = next + 1 == peers.size() ? 0 : next + 1;
      }
      now.deferred += sink.deferred() - deferredBefore;
      LockSupport.parkNanos(dueNano - System.nanoTime());
    }
  }

  private long step() {
    state = state * 6364136223846793005L + 1442695040888963407L;
    return state >>> 40;
  }

  private void announce(int index, Event event, int second) {
    Announcer peer = peers.get(index);
    request.clear();
    peer.torrent().infoHash().writeTo(request.infoHash(), 0);
    byte[] peerId = request.peerId();
    for (int i = 0; i < peerId.length; i++) {
      peerId[i] = (byte) peer.peerId().charAt(i);
    }
    request.address().ipv4(peer.ipv4());
    request.port(peer.port());
    request.uploaded(uploaded[index]);
    request.left(peer.leftBytes());
    request.event(event);
    announce.clear(second);
    announce.userOfNumber(peer.user().number());
    announce.terms().userNumber(peer.user().number());
    announce.terms().torrentNumber(peer.torrent().number());
    announce.want(NUM_WANT, true, false);
    announce.sink(sink);
    store.announce(announce, reply);
  }

  /** Counts what comes now to another phase: 0 to 3. */
  void phase(int number) {
    phase = number;
  }

  void end() {
    enough = true;
  }

  Phase measured(int number) {
    return phases[number];
  }

  /** Adds what its peers have uploaded to the totals of their users, by number. */
  void book(long[] totals) {
    for (int peer = 0; peer < peers.size(); peer++) {
      totals[(int) peers.get(peer).user().number()] += uploaded[peer];
    }
  }
}
