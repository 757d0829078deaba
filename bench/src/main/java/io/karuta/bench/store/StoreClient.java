package io.karuta.bench.store;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.ClientAddress;
import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.PeerList;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.pipeline.store.SwarmCounts;
import io.karuta.pipeline.store.SwarmReply;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Announces the peers of a range to a store, one operation after the other. Confined to one thread;
 * every thread has a range of its own.
 */
final class StoreClient {

  /** Peers wanted by the announces of the mix. */
  static final int NUM_WANT = 50;

  static final int START_SECOND = 1_790_000_000;

  private static final int STOP_PERCENT = 3;
  private static final int SCRAPE_PERCENT = 2;

  /** Of a thousand announces so many make a seeder of a leecher or the other way round. */
  private static final int TURNS_PER_MILLE = 20;

  private static final int MAX_GONE = 64;
  private static final long LEFT_BYTES = 1 << 30;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final StoreWorkload workload;
  private final PeerStore store;
  private final int first;
  private final int count;
  private final AnnounceRequest request = new AnnounceRequest();
  private final SwarmAnnounce announce = new SwarmAnnounce(request);
  private final SwarmReply reply = new SwarmReply(PeerList.ofIpv4(), PeerList.ofIpv6());
  private final SwarmCounts counts = new SwarmCounts();
  private final TakingSink sink = new TakingSink();
  private final byte[] scraped = new byte[20];
  private final byte[] ipv6 = new byte[16];

  /** Stopped peers whose successors have not announced yet. */
  private final int[] gone = new int[MAX_GONE];

  private int goneCount;
  private int turn;
  private long state;
  private int second = START_SECOND;

  private StoreClient(StoreWorkload workload, PeerStore store, int first, int count, int number) {
    this.workload = workload;
    this.store = store;
    this.first = first;
    this.count = count;
    state = StoreWorkload.mix(number + 1);
  }

  /** The client that announces part {@code number} of {@code parts} of all peers. */
  static StoreClient part(StoreWorkload workload, PeerStore store, int number, int parts) {
    return part(workload, store, 0, workload.peers(), number, parts);
  }

  /** The client that announces a part of a range of peers. */
  static StoreClient part(
      StoreWorkload workload, PeerStore store, int from, int peers, int number, int parts) {
    int start = (int) ((long) peers * number / parts);
    int end = (int) ((long) peers * (number + 1) / parts);
    return new StoreClient(workload, store, from + start, end - start, number);
  }

  /** Lets every peer announce for the first time, and wants none. */
  void fill() {
    for (int peer = first; peer < first + count; peer++) {
      announce(peer, 0);
    }
  }

  /** The next operation of the mix; how many peers it got. */
  int next() {
    int draw = below(100);
    if (draw < STOP_PERCENT && goneCount < MAX_GONE) {
      stop(presentPeer());
      return 0;
    }
    if (draw >= 100 - SCRAPE_PERCENT) {
      return scrape();
    }
    if (goneCount > 0) {
      return announce(gone[--goneCount], NUM_WANT);
    }
    int peer = presentPeer();
    if (below(1000) < TURNS_PER_MILLE) {
      workload.turn(peer);
    }
    return announce(peer, NUM_WANT);
  }

  /** An announce of some peer, which may change its state; it wants 50 peers or none. */
  int announceOrTurn() {
    int peer = first + below(count);
    if (below(1000) < TURNS_PER_MILLE) {
      workload.turn(peer);
    }
    return announce(peer, below(2) * NUM_WANT);
  }

  /** Some peer announces, or stops if it is here already. */
  void comeOrGo() {
    int peer = first + below(count);
    if (workload.gone(peer)) {
      announce(peer, 0);
    } else {
      leave(peer);
    }
  }

  /** A peer stops, and may come back. */
  void leave(int peer) {
    fill(peer, true);
    request.event(Event.STOPPED);
    workload.leave(peer);
    store.announce(announce, reply);
  }

  /** An announce of some known peer that changes nothing but its counters; how many it got. */
  int announceAgain(int numWant) {
    return announce(presentPeer(), numWant);
  }

  /** A scrape of some peer's swarm; its seeders. */
  int scrape() {
    writeInfoHash(workload.swarm(presentPeer()), scraped);
    store.scrape(scraped, 0, counts);
    return counts.seeders();
  }

  /**
   * The next peer in turn that is here. Which swarm it is in was drawn at random, so the store sees
   * random access; but the workload's own array is read in order, and so adds no cache misses to
   * what is measured, which the harness without a store would not show.
   */
  private int presentPeer() {
    do {
      turn = turn + 1 < count ? turn + 1 : 0;
    } while (goneCount > 0 && workload.gone(first + turn));
    return first + turn;
  }

  /** One peer announces; how many peers it got. */
  int announce(int peer, int numWant) {
    boolean known = !workload.gone(peer);
    boolean overIpv6 = fill(peer, known);
    announce.want(numWant, !overIpv6, overIpv6);
    workload.announced(peer);
    store.announce(announce, reply);
    return reply.ipv4Peers().size() + reply.ipv6Peers().size();
  }

  private void stop(int peer) {
    fill(peer, true);
    request.event(Event.STOPPED);
    workload.replace(peer);
    gone[goneCount++] = peer;
    store.announce(announce, reply);
  }

  /** Fills the announce; whether it comes over IPv6. */
  private boolean fill(int peer, boolean known) {
    long identity = workload.identity(peer);
    long second = StoreWorkload.mix(identity);
    request.clear();
    writeInfoHash(workload.swarm(peer), request.infoHash());
    byte[] peerId = request.peerId();
    LONG.set(peerId, 0, 0x2d71_4235_3034_302dL); // "-qB5040-"
    LONG.set(peerId, 8, identity);
    INT.set(peerId, 16, (int) second);
    boolean overIpv6 = fillAddress(request.address(), peer, identity, second, known);
    request.port(1024 + (int) (second >>> 50));
    int announces = workload.announces(peer);
    request.uploaded((long) announces << 20);
    request.downloaded((long) announces << 18);
    request.left(workload.seeder(peer) ? 0 : LEFT_BYTES);
    if (!known) {
      request.event(Event.STARTED);
    }
    announce.clear(this.second);
    announce.userOfNumber(workload.user(identity));
    announce.sink(sink);
    return overIpv6;
  }

  /** The address of this announce; both at the first one, if there are both. */
  private boolean fillAddress(
      ClientAddress address, int peer, long identity, long bits, boolean known) {
    boolean overIpv6 = workload.overIpv6(peer, identity);
    if (overIpv6 || (!known && workload.hasIpv6(identity))) {
      LONG.set(ipv6, 0, 0x2001_0db8_0000_0000L | (bits & 0xffff_ffffL));
      LONG.set(ipv6, 8, identity);
      if (overIpv6) {
        address.connectedFrom(ipv6);
      } else {
        address.add(ipv6);
      }
    }
    if (!overIpv6) {
      address.ipv4((int) identity);
    }
    return overIpv6;
  }

  private void writeInfoHash(int swarm, byte[] into) {
    long high = workload.infoHash(swarm);
    long middle = StoreWorkload.mix(high);
    LONG.set(into, 0, high);
    LONG.set(into, 8, middle);
    INT.set(into, 16, (int) (middle >>> 7));
  }

  /** Turns the clock of the announces to come. */
  void second(int second) {
    this.second = second;
  }

  /** What the last announce was answered. */
  SwarmReply reply() {
    return reply;
  }

  /** Counts of a swarm as the store has them. */
  SwarmCounts counts(int swarm) {
    writeInfoHash(swarm, scraped);
    store.scrape(scraped, 0, counts);
    return counts;
  }

  /** Changes that the accounting was offered. */
  long changesTaken() {
    return sink.taken;
  }

  private int below(int bound) {
    state += 0x9e3779b97f4a7c15L;
    return (int) (((StoreWorkload.mix(state) >>> 32) * bound) >>> 32);
  }

  /** Takes everything, as an accounting that keeps up does. */
  private static final class TakingSink implements AccountingSink {

    private long taken;

    @Override
    public boolean offer(PeerTransition transition) {
      taken++;
      return true;
    }
  }
}
