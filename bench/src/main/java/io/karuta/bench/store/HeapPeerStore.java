package io.karuta.bench.store;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.ClientAddress;
import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.store.PeerSelector;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.StoreTotals;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.pipeline.store.SwarmCounts;
import io.karuta.pipeline.store.SwarmReply;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What the swarm store would be on the Java heap: a concurrent hash map of swarms with packed
 * arrays under striped locks. Thread-safe.
 *
 * <p>It does the work of an announce in full: finds the peer, offers the change with what was known
 * before, stores, counts and chooses peers of either family. It knows no hidden peers, partial
 * seeds, least intervals, ranks or debts, has no limit and never expires anybody: each would cost
 * it something.
 */
final class HeapPeerStore implements AnnouncingStore {

  private static final int STRIPES = 4096;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final ConcurrentHashMap<SwarmKey, HeapSwarm> swarms = new ConcurrentHashMap<>();
  private final Object[] stripes = new Object[STRIPES];
  private final LongAdder seeders = new LongAdder();
  private final LongAdder leechers = new LongAdder();

  /** Of each thread that calls: nothing is faster, so the comparison has it. */
  private final ThreadLocal<Scratch> scratches = ThreadLocal.withInitial(Scratch::new);

  private volatile boolean closed;

  HeapPeerStore() {
    Arrays.setAll(stripes, _ -> new Object());
  }

  @Override
  public void announce(SwarmAnnounce announce, SwarmReply reply) {
    refuseWhatIsNotKnown(announce);
    Scratch scratch = scratches.get();
    SwarmKey key = scratch.key;
    key.set(announce.request().infoHash(), 0);
    reply.clear();
    synchronized (stripe(key)) {
      refuseIfClosed();
      HeapSwarm swarm = swarms.get(key);
      if (announce.request().event() == Event.STOPPED) {
        stop(scratch, announce, swarm, reply);
      } else {
        enter(scratch, announce, swarm, reply);
      }
    }
  }

  private static void refuseWhatIsNotKnown(SwarmAnnounce announce) {
    if (announce.hidden()
        || announce.minIntervalSeconds() > 0
        || !announce.selector().equals(PeerSelector.UNIFORM)
        || announce.request().event() == Event.PAUSED) {
      throw new UnsupportedOperationException("announce: not part of the comparison");
    }
  }

  private void refuseIfClosed() {
    if (closed) {
      throw new IllegalStateException("heap store is closed");
    }
  }

  private Object stripe(SwarmKey key) {
    int hash = key.hashCode();
    return stripes[(hash ^ (hash >>> 16)) & (STRIPES - 1)];
  }

  private void enter(
      Scratch scratch, SwarmAnnounce announce, @Nullable HeapSwarm found, SwarmReply reply) {
    AnnounceRequest request = announce.request();
    HeapSwarm swarm = found != null ? found : new HeapSwarm();
    long tag = tag(announce);
    int slot = swarm.find(tag);
    boolean known = slot >= 0;
    int before = known ? swarm.flags(slot) : 0;
    long left = request.leftPresent() ? request.left() : leftOf(swarm, slot);
    boolean snatch = isSnatch(known, before, left, request.event());
    int after = flagsAfter(before, request.address(), left, snatch);
    offer(scratch, announce, swarm, slot, after, snatch, true);
    if (known) {
      slot = swarm.update(slot, after, announce.nowSecond());
    } else {
      slot = swarm.add(tag, announce.userHigh(), announce.userLow(), after);
      if (found == null) {
        swarms.put(scratch.key.copy(), swarm);
      }
      swarm.update(slot, after, announce.nowSecond());
    }
    fill(swarm, slot, announce, left);
    if (snatch) {
      swarm.addSnatch();
    }
    announce.sink().stored(scratch.transition);
    count(scratch.transition);
    if (announce.numWant() > 0) {
      if (announce.wantsIpv4()) {
        scratch.selection.choose(swarm, announce, slot, left > 0, false, reply.ipv4Peers());
      }
      if (announce.wantsIpv6()) {
        scratch.selection.choose(swarm, announce, slot, left > 0, true, reply.ipv6Peers());
      }
    }
    reply.counts().set(swarm.seeders(), swarm.leechers(), 0, swarm.snatches());
    reply.facts(known, false, true);
  }

  private static long leftOf(HeapSwarm swarm, int slot) {
    return slot < 0 ? AnnounceRequest.LEFT_UNKNOWN : swarm.word(slot, HeapSwarm.LEFT);
  }

  private static boolean isSnatch(boolean known, int before, long left, Event event) {
    if (left > 0 || (before & HeapSwarm.SNATCHED) != 0) {
      return false;
    }
    return known ? (before & HeapSwarm.SEEDER) == 0 : event == Event.COMPLETED;
  }

  private static int flagsAfter(int before, ClientAddress address, long left, boolean snatch) {
    int flags = before & ~HeapSwarm.SEEDER;
    flags |= left == 0 ? HeapSwarm.SEEDER : 0;
    flags |= snatch ? HeapSwarm.SNATCHED : 0;
    flags |= address.ipv4Present() ? HeapSwarm.HAS_IPV4 : 0;
    return flags | (address.ipv6Present() ? HeapSwarm.HAS_IPV6 : 0);
  }

  private static void fill(HeapSwarm swarm, int slot, SwarmAnnounce announce, long left) {
    AnnounceRequest request = announce.request();
    ClientAddress address = request.address();
    long portAndUser =
        ((long) request.port() << 16)
            | HeapSelection.fingerprint(announce.userHigh(), announce.userLow());
    if (address.ipv4Present()) {
      swarm.ipv4(slot, ((long) address.ipv4() << 32) | portAndUser);
    }
    if (address.ipv6Present()) {
      swarm.ipv6(slot, address.ipv6High(), address.ipv6Low(), portAndUser);
    }
    swarm.word(slot, HeapSwarm.UPLOADED, request.uploaded());
    swarm.word(slot, HeapSwarm.DOWNLOADED, request.downloaded());
    swarm.word(slot, HeapSwarm.LEFT, left);
  }

  private void stop(
      Scratch scratch, SwarmAnnounce announce, @Nullable HeapSwarm swarm, SwarmReply reply) {
    int slot = swarm == null ? -1 : swarm.find(tag(announce));
    if (swarm != null) {
      if (slot >= 0) {
        AnnounceRequest request = announce.request();
        int before = swarm.flags(slot);
        long left = request.leftPresent() ? request.left() : leftOf(swarm, slot);
        boolean snatch = isSnatch(true, before, left, request.event());
        int after = flagsAfter(before, request.address(), left, snatch);
        offer(scratch, announce, swarm, slot, after, snatch, false);
        swarm.remove(slot);
        if (snatch) {
          swarm.addSnatch();
        }
        announce.sink().stored(scratch.transition);
        count(scratch.transition);
        if (swarm.peers() == 0) {
          swarms.remove(scratch.key);
        }
      }
      reply.counts().set(swarm.seeders(), swarm.leechers(), 0, swarm.snatches());
    }
    reply.facts(slot >= 0, false, true);
  }

  /** Offers the change to the sink, which must take it. */
  private static void offer(
      Scratch scratch,
      SwarmAnnounce announce,
      HeapSwarm swarm,
      int slot,
      int after,
      boolean snatch,
      boolean stays) {
    PeerTransition transition = scratch.transition;
    transition.beginAnnounce(announce);
    int seedersChange = stays && (after & HeapSwarm.SEEDER) != 0 ? 1 : 0;
    int leechersChange = stays ? 1 - seedersChange : 0;
    if (slot >= 0) {
      boolean seeder = (swarm.flags(slot) & HeapSwarm.SEEDER) != 0;
      seedersChange -= seeder ? 1 : 0;
      leechersChange -= seeder ? 0 : 1;
      transition.prior(
          swarm.word(slot, HeapSwarm.UPLOADED),
          swarm.word(slot, HeapSwarm.DOWNLOADED),
          swarm.word(slot, HeapSwarm.LEFT),
          swarm.seenSecond(slot),
          seeder,
          false);
    }
    transition.outcome(
        (after & HeapSwarm.SEEDER) != 0,
        snatch,
        seedersChange,
        leechersChange,
        swarm.seeders() + seedersChange,
        swarm.leechers() + leechersChange);
    if (!announce.sink().offer(transition)) {
      throw new UnsupportedOperationException("debts: not part of the comparison");
    }
  }

  private void count(PeerTransition transition) {
    if (transition.seedersChange() != 0) {
      seeders.add(transition.seedersChange());
    }
    if (transition.leechersChange() != 0) {
      leechers.add(transition.leechersChange());
    }
  }

  private static long tag(SwarmAnnounce announce) {
    byte[] peerId = announce.request().peerId();
    long mixed = announce.userHigh() * 0x9e3779b97f4a7c15L + announce.userLow();
    mixed = StoreWorkload.mix(mixed ^ (long) LONG.get(peerId, 0));
    mixed = StoreWorkload.mix(mixed ^ (long) LONG.get(peerId, 8));
    return StoreWorkload.mix(mixed ^ (int) INT.get(peerId, 16));
  }

  @Override
  public void scrape(byte[] infoHash, int offset, SwarmCounts counts) {
    SwarmKey key = scratches.get().key;
    key.set(infoHash, offset);
    synchronized (stripe(key)) {
      refuseIfClosed();
      HeapSwarm swarm = swarms.get(key);
      if (swarm == null) {
        counts.clear();
      } else {
        counts.set(swarm.seeders(), swarm.leechers(), 0, swarm.snatches());
      }
    }
  }

  @Override
  public StoreTotals totals() {
    refuseIfClosed();
    return new StoreTotals(swarms.size(), seeders.sum(), leechers.sum(), 0);
  }

  @Override
  public void close() {
    closed = true;
  }

  /** What a call works with; one thread's. */
  private static final class Scratch {

    private final SwarmKey key = new SwarmKey();
    private final PeerTransition transition = new PeerTransition();
    private final HeapSelection selection = new HeapSelection(System.nanoTime());
  }
}
