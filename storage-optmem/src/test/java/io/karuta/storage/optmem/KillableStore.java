package io.karuta.storage.optmem;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerList;
import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerFilter;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.pipeline.store.SwarmReply;
import io.karuta.pipeline.store.TakenChange;
import io.karuta.testkit.store.TestAnnounce;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import net.openhft.chronicle.map.ChronicleMap;

/**
 * The inside of a store in memory, without locks and threads, that can be stopped before any of its
 * writes as a kill would, and started again from what is there then. Confined to one thread.
 */
final class KillableStore implements AutoCloseable {

  /** How a stopped store ends its call. */
  @SuppressWarnings("serial")
  static final class Killed extends Error {}

  static final int PEER_SECONDS = 2700;
  static final int DORMANT_SECONDS = 100_000;

  private final Meta meta;
  private final ChronicleMap<byte[], byte[]> chronicle;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory = arena.allocate(Journal.LENGTH_BYTES, 8);
  private final Journal journal = new Journal(arena, memory, this::beforeWrite);
  private final Lifetimes lifetimes = new Lifetimes(PEER_SECONDS, DORMANT_SECONDS);
  private final SwarmReply reply = new SwarmReply(PeerList.ofIpv4(), PeerList.ofIpv6());
  private Runnable onWrite = () -> {};
  private SwarmMap map;
  private Stripes stripes = new Stripes();
  private Totals totals = new Totals();
  private Session session;

  KillableStore() {
    this(3000, 100);
  }

  /** A store whose map has room for so many, but which takes as many as go in. */
  KillableStore(long plannedPeers, long plannedTorrents) {
    meta = new Meta(11, 47, plannedPeers, plannedTorrents);
    chronicle = MapBuilder.inMemory(meta);
    map = newMap();
    session = newSession(totals);
  }

  private boolean beforeWrite() {
    onWrite.run();
    return true;
  }

  private SwarmMap newMap() {
    return new SwarmMap(chronicle, new AddressCache(1 << 10), this::beforeWrite);
  }

  private Session newSession(Totals counted) {
    return new Session(map, journal, meta.tagHash(), counted, lifetimes, 0, 5);
  }

  boolean announce(TestAnnounce announce) {
    SwarmAnnounce filled = announce.toSwarmAnnounce();
    byte[] infoHash = filled.request().infoHash();
    session.peer.set(filled.userHigh(), filled.userLow(), filled.request().peerId());
    session.swarm.bind(stripes.of(infoHash, 0), infoHash, 0);
    AnnounceStep.run(session, filled, reply);
    return reply.stored();
  }

  /** What the accounting has taken is done once more. */
  void redo(TakenChange change) {
    byte[] infoHash = change.infoHash().toBytes();
    session.peer.set(change.user().high(), change.user().low(), change.peerId().toBytes());
    session.swarm.bind(stripes.of(infoHash, 0), infoHash, 0);
    RedoStep.run(session, change);
  }

  /** A whole round of the sweep. */
  void sweep(int second, AccountingSink sink) {
    Sweep sweep = new Sweep(map, stripes, new Departures(lifetimes), Counter.NONE);
    while (!sweep.slice(session, second, sink)) {
      // The next slice.
    }
  }

  void removeTorrent(InfoHash infoHash, int second, AccountingSink sink) {
    new Removal(stripes, new Departures(lifetimes))
        .remove(session, infoHash.toBytes(), PeerFilter.ALL, second, sink);
  }

  /** Buckets of a swarm, 0 if it doesn't exist. */
  int buckets(InfoHash infoHash) {
    byte[] bytes = infoHash.toBytes();
    return session.swarm.bind(stripes.of(bytes, 0), bytes, 0) ? session.swarm.buckets().count() : 0;
  }

  /** Bucket of a swarm, to be looked at. */
  Block block(InfoHash infoHash, int bucket) {
    buckets(infoHash);
    return session.swarm.open(bucket);
  }

  /** The tag of a peer of a block. */
  long tag(int slot) {
    session.record.set(slot);
    return session.record.tag(session.hash);
  }

  /** Writes that an operation makes. */
  int writes(Consumer<KillableStore> operation) {
    int[] count = new int[1];
    during(operation, () -> count[0]++);
    return count[0];
  }

  /** Runs an operation up to its write of a number, from 0 on; whether there is one. */
  boolean kill(Consumer<KillableStore> operation, int atWrite) {
    int[] count = new int[1];
    Runnable stop =
        () -> {
          // A dead process writes nothing, its finally blocks included.
          if (count[0]++ >= atWrite) {
            throw new Killed();
          }
        };
    try {
      during(operation, stop);
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  /** Runs an operation; all different states in which a kill before any of its writes leaves. */
  List<MapState> states(Consumer<KillableStore> operation) {
    List<MapState> states = states(operation, () -> true);
    MapState done = state();
    if (states.isEmpty() || !states.getLast().equals(done)) {
      states.add(done);
    }
    return states;
  }

  /** The same for a part of the operation, and without the state after it. */
  List<MapState> states(Consumer<KillableStore> operation, BooleanSupplier part) {
    List<MapState> states = new ArrayList<>();
    Runnable note =
        () -> {
          MapState now = state();
          if (part.getAsBoolean() && (states.isEmpty() || !states.getLast().equals(now))) {
            states.add(now);
          }
        };
    during(operation, note);
    return states;
  }

  private void during(Consumer<KillableStore> operation, Runnable onEachWrite) {
    onWrite = onEachWrite;
    try {
      operation.accept(this);
    } finally {
      onWrite = () -> {};
    }
  }

  MapState state() {
    return MapState.of(chronicle, memory);
  }

  /** Puts back what was there, as a killed process leaves it: {@link #recover} follows. */
  void restore(MapState state) {
    state.restore(chronicle, memory);
  }

  /** What a start after an unclean stop does; how many swarms were put right. */
  int recover() {
    session.release();
    map = newMap();
    stripes = new Stripes();
    totals = new Totals();
    session = newSession(totals);
    Session repairing = newSession(new Totals());
    try {
      journal.redo(map, repairing.swarm.key());
      int repaired = new Repair(map, repairing).run();
      new Census(map, stripes, totals).count();
      return repaired;
    } finally {
      repairing.release();
    }
  }

  /** The journal's bytes, to be changed freely. */
  MemorySegment journal() {
    return memory;
  }

  StoreVerification verify() {
    return new Verifier(map, stripes, session, totals).run();
  }

  StoredPeers peers() {
    return StoredPeers.read(map);
  }

  @Override
  public void close() {
    session.release();
    chronicle.close();
    journal.close();
  }
}
