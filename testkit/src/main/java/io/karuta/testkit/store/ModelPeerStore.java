package io.karuta.testkit.store;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerFilter;
import io.karuta.pipeline.store.PeerSnapshot;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.PeerTransition.Cause;
import io.karuta.pipeline.store.StoreTotals;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.pipeline.store.SwarmCounts;
import io.karuta.pipeline.store.SwarmReply;
import io.karuta.pipeline.store.SwarmVisitor;
import io.karuta.pipeline.store.TakenChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A store that is right because it is naive: maps on the heap, one lock, counts by counting. Fast
 * enough for tests, and what other stores are compared with. Thread-safe.
 */
public final class ModelPeerStore implements PeerStore {

  /** Peer lifetime of {@link #create()}. */
  public static final Duration PEER_LIFETIME = Duration.ofMinutes(45);

  /** Dormant lifetime of {@link #create()}. */
  public static final Duration DORMANT_LIFETIME = Duration.ofDays(21);

  private final Map<InfoHash, ModelSwarm> swarms = new LinkedHashMap<>();
  private final ModelStep step;
  private final ModelDepartures departures;
  private boolean closed;

  private ModelPeerStore(Duration peerLifetime, Duration dormantLifetime, long maxPeers) {
    step = new ModelStep(new ModelSelection(new Random(42)), maxPeers);
    departures =
        new ModelDepartures((int) peerLifetime.toSeconds(), (int) dormantLifetime.toSeconds());
  }

  /** An empty store with the usual lifetimes and no limit. */
  public static ModelPeerStore create() {
    return create(PEER_LIFETIME, DORMANT_LIFETIME, Long.MAX_VALUE);
  }

  /**
   * An empty store.
   *
   * @param peerLifetime silence after which a peer is dormant
   * @param dormantLifetime silence after which it is removed
   * @param maxPeers most records, dormant ones included
   */
  public static ModelPeerStore create(
      Duration peerLifetime, Duration dormantLifetime, long maxPeers) {
    return new ModelPeerStore(peerLifetime, dormantLifetime, maxPeers);
  }

  @Override
  public synchronized void announce(SwarmAnnounce announce, SwarmReply reply) {
    requireOpen();
    step.announce(swarms, announce, reply);
  }

  @Override
  public synchronized void scrape(byte[] infoHash, int offset, SwarmCounts counts) {
    requireOpen();
    counts.clear();
    ModelSwarm swarm = swarms.get(InfoHash.of(infoHash, offset));
    if (swarm != null) {
      swarm.countInto(counts);
    }
  }

  @Override
  public synchronized StoreTotals totals() {
    requireOpen();
    long seeders = swarms.values().stream().mapToLong(ModelSwarm::seeders).sum();
    long leechers = swarms.values().stream().mapToLong(ModelSwarm::leechers).sum();
    long dormant = swarms.values().stream().mapToLong(ModelSwarm::dormant).sum();
    return new StoreTotals(swarms.size(), seeders, leechers, dormant);
  }

  @Override
  public synchronized void forEachSwarm(SwarmVisitor visitor) {
    requireOpen();
    SwarmCounts counts = new SwarmCounts();
    for (ModelSwarm swarm : swarms.values()) {
      swarm.countInto(counts);
      visitor.visit(swarm.infoHash, counts);
    }
  }

  @Override
  public synchronized List<PeerSnapshot> peersOf(InfoHash infoHash) {
    requireOpen();
    ModelSwarm swarm = swarms.get(infoHash);
    return swarm == null
        ? List.of()
        : swarm.peers.values().stream().map(peer -> peer.snapshot(infoHash)).toList();
  }

  @Override
  public synchronized void peersOf(UserId user, Consumer<PeerSnapshot> visitor) {
    requireOpen();
    for (ModelSwarm swarm : swarms.values()) {
      for (ModelPeer peer : swarm.peers.values()) {
        if (peer.key.user().equals(user)) {
          visitor.accept(peer.snapshot(swarm.infoHash));
        }
      }
    }
  }

  @Override
  public synchronized int remove(PeerFilter filter, int nowSecond, AccountingSink sink) {
    requireOpen();
    int count = 0;
    for (InfoHash infoHash : List.copyOf(swarms.keySet())) {
      count += remove(infoHash, filter, nowSecond, sink);
    }
    return count;
  }

  @Override
  public synchronized int remove(
      InfoHash infoHash, PeerFilter filter, int nowSecond, AccountingSink sink) {
    requireOpen();
    ModelSwarm swarm = swarms.get(infoHash);
    if (swarm == null) {
      return 0;
    }
    int count = 0;
    for (ModelPeer peer : List.copyOf(swarm.peers.values())) {
      UserId user = peer.key.user();
      if (!peer.departed && filter.test(user.high(), user.low(), peer.seenSecond)) {
        departures.depart(swarm, peer, Cause.REMOVED, nowSecond, sink);
        count++;
      }
    }
    forgetIfEmpty(swarm);
    return count;
  }

  @Override
  public synchronized void redo(TakenChange change) {
    requireOpen();
    step.redo(swarms, change);
  }

  @Override
  public synchronized boolean expireSlice(int nowSecond, AccountingSink sink) {
    requireOpen();
    for (ModelSwarm swarm : new ArrayList<>(swarms.values())) {
      for (ModelPeer peer : List.copyOf(swarm.peers.values())) {
        departures.sweep(swarm, peer, nowSecond, sink);
      }
      forgetIfEmpty(swarm);
    }
    return true;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  private void forgetIfEmpty(ModelSwarm swarm) {
    if (swarm.peers.isEmpty()) {
      swarms.remove(swarm.infoHash);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("swarm store is closed");
    }
  }
}
