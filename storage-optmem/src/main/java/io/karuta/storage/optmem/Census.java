package io.karuta.storage.optmem;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what is in a map that was just opened. After an unclean stop it looks at every slot first,
 * and builds the swarms anew that a killed thread left half changed. Confined to one thread, before
 * anybody else uses the map.
 */
final class Census {

  private static final Logger LOG = LoggerFactory.getLogger(Census.class);

  private final SwarmMap map;
  private final Session session;
  private final Totals totals;
  private final Verifier verifier = new Verifier();
  private final PeerRecord record = new PeerRecord();
  private final byte[] peerId = new byte[20];

  Census(SwarmMap map, Session session, Totals totals) {
    this.map = map;
    this.session = session;
    this.totals = totals;
  }

  /** Counts, trusting the swarms' own counts. */
  void count() {
    for (int segment = 0; segment < map.segments(); segment++) {
      for (byte[] head : SwarmKeys.heads(map, segment)) {
        session.swarm.bind(head, 0);
        countBound();
      }
    }
  }

  private void countBound() {
    Swarm swarm = session.swarm;
    int records = swarm.records();
    if (!swarm.isPlausible()) {
      throw new OptmemException("swarm with " + records + " records");
    }
    int dormant = 0;
    for (int slot = swarm.start(Flags.SILENT); slot < records; slot++) {
      swarm.locate(slot, record);
      dormant += record.has(Flags.DORMANT) ? 1 : 0;
    }
    totals.found(swarm.seeders(), swarm.leechers(), dormant, records);
  }

  /** Counts after looking at every slot, and puts right what is wrong. */
  void repair() {
    Map<InfoHash, List<Integer>> partsBySwarm = new LinkedHashMap<>();
    for (int segment = 0; segment < map.segments(); segment++) {
      map.forEachKey(
          segment,
          key -> {
            if (SwarmKeys.part(key) != Layout.META_PART) {
              partsBySwarm
                  .computeIfAbsent(InfoHash.of(key, 0), _ -> new ArrayList<>())
                  .add(SwarmKeys.part(key));
            }
          });
    }
    int rebuilt = 0;
    for (Map.Entry<InfoHash, List<Integer>> entry : partsBySwarm.entrySet()) {
      byte[] infoHash = entry.getKey().toBytes();
      boolean headThere = session.swarm.bind(infoHash, 0);
      if (headThere
          && entry.getValue().size() == session.swarm.parts()
          && verifier.problem(session).isEmpty()) {
        countBound();
      } else {
        rebuild(infoHash, entry.getValue());
        rebuilt++;
      }
    }
    if (rebuilt > 0) {
      LOG.info("swarms: {} of {} were half changed, built anew", rebuilt, partsBySwarm.size());
    }
  }

  private void rebuild(byte[] infoHash, List<Integer> parts) {
    Map<Identity, Kept> records = new LinkedHashMap<>();
    long snatches = session.swarm.exists() ? session.swarm.snatches() : 0;
    Region page = new Region();
    session.key.infoHash(infoHash, 0);
    for (int part : parts) {
      session.key.part(part);
      if (part >= 0 && map.find(session.key, page)) {
        collect(page, part, records);
      }
    }
    for (int part : parts) {
      session.key.part(part);
      map.remove(session.key);
    }
    session.swarm.bind(infoHash, 0);
    records.forEach(this::put);
    if (session.swarm.exists()) {
      session.swarm.snatches(snatches);
    }
  }

  private void collect(Region page, int part, Map<Identity, Kept> records) {
    int capacity = Layout.capacity(part, page.lengthBytes());
    for (int index = 0; index < capacity; index++) {
      record.set(page, part, index);
      if (record.has(Flags.USED)) {
        record.copyPeerId(peerId);
        Identity identity = new Identity(record.userHigh(), record.userLow(), PeerId.of(peerId, 0));
        Kept kept = new Kept(record.seenSecond(), record.flags(), record.toBytes());
        // A record that was being moved is there twice.
        records.merge(identity, kept, Kept::later);
      }
    }
  }

  private void put(Identity identity, Kept kept) {
    session.peer.set(identity.userHigh(), identity.userLow(), identity.peerId().toBytes());
    if (!session.swarm.reserve(session.peer)) {
      throw new OptmemException("swarm file: no room to build a damaged swarm anew");
    }
    session.swarm.locateFree(record);
    record.begin(session.peer, kept.bytes());
    session.swarm.insert(kept.flags());
  }

  private record Identity(long userHigh, long userLow, PeerId peerId) {}

  @SuppressWarnings("ArrayRecordComponent") // Never compared; lives for one swarm's repair.
  private record Kept(int seenSecond, int flags, byte[] bytes) {

    Kept later(Kept other) {
      return seenSecond - other.seenSecond >= 0 ? this : other;
    }
  }
}
