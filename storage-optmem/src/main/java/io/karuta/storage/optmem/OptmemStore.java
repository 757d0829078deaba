package io.karuta.storage.optmem;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.Histogram;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerFilter;
import io.karuta.pipeline.store.PeerSnapshot;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.StoreTotals;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.pipeline.store.SwarmCounts;
import io.karuta.pipeline.store.SwarmReply;
import io.karuta.pipeline.store.SwarmVisitor;
import io.karuta.pipeline.store.TakenChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The swarms in one Chronicle Map, off the heap, in a file or in memory. Thread-safe.
 *
 * <p>A call takes a session, which holds all flyweights and buffers, then the lock of the swarm,
 * then works on the map's memory in place. An announce allocates nothing, except when a swarm is
 * larger than any that its session has seen. Calls from virtual threads are made on platform
 * threads, see {@link PlatformCalls}.
 */
public final class OptmemStore implements PeerStore {

  /** Sessions, and so calls at the same time; more of them wait for a moment. */
  private static final int SESSIONS = 64;

  private final OptmemFile file;
  private final SwarmMap map;
  private final Totals totals;
  private final Stripes stripes;
  private final PlatformCalls platform = new PlatformCalls();
  private final Sessions sessions;
  private final Removal removal;
  private final Sweep sweep;
  private final Histogram sliceDuration;
  private final FullWarning fullWarning;
  private final Counter announcesNotStored;

  private OptmemStore(
      OptmemFile file, OptmemConfig config, TrackerClock clock, MetricsSink metrics) {
    this.file = file;
    map = file.map();
    totals = file.totals();
    stripes = file.stripes();
    long seed = clock.nanoTime();
    Lifetimes lifetimes = Lifetimes.of(config);
    int keptColumns = config.keepTraits() ? Layout.TRAITS_COLUMN : 0;
    sessions =
        new Sessions(SESSIONS, number -> new Session(file, lifetimes, keptColumns, seed + number));
    Departures departures = new Departures(lifetimes);
    removal = new Removal(stripes, departures);
    sweep =
        new Sweep(
            map,
            stripes,
            departures,
            metrics.counter("expired-peers", "peers that were silent for swarm.peer-lifetime"));
    sliceDuration =
        metrics.histogram("expiry-slice-duration", "time of one slice of the sweep for peers");
    fullWarning = new FullWarning(clock, config);
    announcesNotStored =
        metrics.counter("store-announces-not-stored", "announces of new peers that found no room");
    metrics.gauge("store-swarms", "torrents with at least one record of a peer", totals::swarms);
    metrics.gauge(
        "store-records",
        "records of peers of all kinds; compare with swarm.max-peers",
        totals::records);
    metrics.gauge("store-seeders", "seeders in all swarms", () -> totals.snapshot().seeders());
    metrics.gauge("store-leechers", "leechers in all swarms", () -> totals.snapshot().leechers());
    metrics.gauge(
        "store-dormant",
        "records of peers that are silent or departed",
        () -> totals.snapshot().dormant());
    metrics.gauge(
        "store-owing",
        "peers that owe something to the accounting, since its ring was full",
        totals::owing);
  }

  /**
   * Opens the store: the file that the settings name, with all peers that it holds, or memory.
   * After an unclean stop this takes some seconds for a million peers.
   *
   * @throws OptmemException if the file is damaged, of another layout or in use; the message names
   *     it
   */
  public static OptmemStore open(OptmemConfig config, TrackerClock clock, MetricsSink metrics) {
    return new OptmemStore(OptmemFile.open(config), config, clock, metrics);
  }

  @Override
  public void announce(SwarmAnnounce announce, SwarmReply reply) {
    if (Thread.currentThread().isVirtual()) {
      platform.run(() -> announceHere(announce, reply));
    } else {
      announceHere(announce, reply);
    }
  }

  private void announceHere(SwarmAnnounce announce, SwarmReply reply) {
    byte[] infoHash = announce.request().infoHash();
    Session session = sessions.take();
    try {
      session.peer.set(announce.userHigh(), announce.userLow(), announce.request().peerId());
      Stripe stripe = stripes.of(infoHash, 0);
      synchronized (stripe) {
        session.swarm.bind(stripe, infoHash, 0);
        AnnounceStep.run(session, announce, reply);
      }
    } finally {
      sessions.giveBack(session);
    }
    if (!reply.stored()) {
      announcesNotStored.increment();
      fullWarning.full();
    }
  }

  @Override
  public void scrape(byte[] infoHash, int offset, SwarmCounts counts) {
    if (Thread.currentThread().isVirtual()) {
      platform.run(() -> scrapeHere(infoHash, offset, counts));
    } else {
      scrapeHere(infoHash, offset, counts);
    }
  }

  private void scrapeHere(byte[] infoHash, int offset, SwarmCounts counts) {
    Session session = sessions.take();
    try {
      Stripe stripe = stripes.of(infoHash, offset);
      synchronized (stripe) {
        session.swarm.bind(stripe, infoHash, offset);
        session.swarm.countInto(counts);
      }
    } finally {
      sessions.giveBack(session);
    }
  }

  @Override
  public StoreTotals totals() {
    return inSession(_ -> totals.snapshot());
  }

  @Override
  public void forEachSwarm(SwarmVisitor visitor) {
    inSession(session -> {
      SwarmCounts counts = new SwarmCounts();
      forEachHead(head -> {
        boolean there;
        Stripe stripe = stripes.of(head, 0);
        synchronized (stripe) {
          there = session.swarm.bind(stripe, head, 0);
          session.swarm.countInto(counts);
        }
        if (there) {
          visitor.visit(InfoHash.of(head, 0), counts);
        }
      });
      return true;
    });
  }

  private void forEachHead(Consumer<byte[]> visitor) {
    for (int segment = 0; segment < map.segments(); segment++) {
      List<byte[]> heads = new ArrayList<>();
      map.forEachEntry(
          segment,
          (key, _, _) -> {
            if (PeerKey.nativeInt(key, Layout.KEY_BUCKET) == 0) {
              heads.add(key);
            }
          });
      heads.forEach(visitor);
    }
  }

  @Override
  public List<PeerSnapshot> peersOf(InfoHash infoHash) {
    return inSession(session -> snapshots(session, infoHash.toBytes(), Optional.empty()));
  }

  @Override
  public void peersOf(UserId user, Consumer<PeerSnapshot> visitor) {
    inSession(session -> {
      Optional<UserId> wanted = Optional.of(user);
      forEachHead(head -> snapshots(session, head, wanted).forEach(visitor));
      return true;
    });
  }

  private List<PeerSnapshot> snapshots(Session session, byte[] infoHash, Optional<UserId> user) {
    InfoHash name = InfoHash.of(infoHash, 0);
    List<PeerSnapshot> snapshots = new ArrayList<>();
    BucketWalk walk = new BucketWalk();
    Stripe stripe = stripes.of(infoHash, 0);
    while (!walk.done()) {
      // One bucket per lock: a large swarm would keep its announces waiting.
      synchronized (stripe) {
        if (!session.swarm.bind(stripe, infoHash, 0)) {
          return snapshots;
        }
        int buckets = session.swarm.buckets().count();
        int records = session.swarm.open(walk.bucket(buckets)).records();
        for (int slot = 0; slot < records; slot++) {
          session.record.set(slot);
          if ((user.isEmpty() || session.record.ofUser(user.get().high(), user.get().low()))
              && walk.isNew(session.record.tag(session.hash))) {
            snapshots.add(session.record.snapshot(name));
          }
        }
        walk.advance(buckets);
      }
    }
    return snapshots;
  }

  @Override
  public int remove(PeerFilter filter, int nowSecond, AccountingSink sink) {
    return inSession(session -> {
      int[] removed = new int[1];
      forEachHead(head -> removed[0] += removal.remove(session, head, filter, nowSecond, sink));
      return removed[0];
    });
  }

  @Override
  public int remove(InfoHash infoHash, PeerFilter filter, int nowSecond, AccountingSink sink) {
    return inSession(
        session -> removal.remove(session, infoHash.toBytes(), filter, nowSecond, sink));
  }

  @Override
  public void redo(TakenChange change) {
    byte[] infoHash = change.infoHash().toBytes();
    UserId user = change.user();
    inSession(session -> {
      session.peer.set(user.high(), user.low(), change.peerId().toBytes());
      Stripe stripe = stripes.of(infoHash, 0);
      synchronized (stripe) {
        session.swarm.bind(stripe, infoHash, 0);
        RedoStep.run(session, change);
      }
      return true;
    });
  }

  @Override
  public boolean expireSlice(int nowSecond, AccountingSink sink) {
    long beganNanos = System.nanoTime();
    boolean roundOver = inSession(session -> sweep.slice(session, nowSecond, sink));
    sliceDuration.record(System.nanoTime() - beganNanos);
    return roundOver;
  }

  /**
   * Looks at every peer of every swarm for damage. While nobody changes the store, or what is just
   * being changed may look wrong.
   */
  public StoreVerification verify() {
    return inSession(session -> new Verifier(map, stripes, session, totals).run());
  }

  /** Memory that the store takes; walks through all blocks. */
  public StoreMemory memory() {
    return inSession(_ -> file.memory());
  }

  @Override
  public void close() {
    if (sessions.close()) {
      platform.close();
      file.close();
    }
  }

  private <T> T inSession(SessionCall<T> call) {
    return platform.call(() -> {
      Session session = sessions.take();
      try {
        return call.with(session);
      } finally {
        sessions.giveBack(session);
      }
    });
  }

  /** A call that allocates, unlike an announce. */
  private interface SessionCall<T> {
    T with(Session session);
  }
}
