package io.karuta.storage.optmem;

import io.karuta.pipeline.bittorrent.InfoHash;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts right what a killed process has left half done, from what every slot says of itself; see
 * {@link Block} and {@link Buckets} for what that can be. Each of its own steps can be killed as
 * well: the next repair goes on from there. Confined to one thread, before anybody else uses the
 * map.
 */
final class Repair {

  /** Chronicle would have lost many blocks before a count could be as wrong as this. */
  private static final int MOST_BUCKETS = 1 << 24;

  private final SwarmMap map;
  private final Session session;
  private final Swarm swarm;
  private final BlockCheck check;
  private final Block block;
  private final SlotSet kept = new SlotSet();
  private final HeldRecord held;
  private final Stripes stripes = new Stripes();

  /**
   * @param session of its own, whose totals mean nothing afterwards
   */
  Repair(SwarmMap map, Session session) {
    this.map = map;
    this.session = session;
    swarm = session.swarm;
    check = new BlockCheck(session.hash);
    block = new Block(map.watch());
    held = new HeldRecord();
  }

  /** Looks at all swarms; how many had to be put right. */
  int run() {
    Map<InfoHash, SortedMap<Integer, Long>> swarms = new LinkedHashMap<>();
    for (int segment = 0; segment < map.segments(); segment++) {
      map.forEachEntry(
          segment,
          (key, address, lengthBytes) -> {
            int bucket = PeerKey.nativeInt(key, Layout.KEY_BUCKET);
            if (bucket != Layout.META_BUCKET) {
              Census.bind(block, address, lengthBytes);
              swarms
                  .computeIfAbsent(InfoHash.of(key, 0), _ -> new TreeMap<>())
                  .put(bucket, address);
            }
          });
    }
    int repaired = 0;
    try {
      for (Map.Entry<InfoHash, SortedMap<Integer, Long>> entry : swarms.entrySet()) {
        if (!isRight(entry.getValue())) {
          repair(entry.getKey().toBytes(), entry.getValue());
          repaired++;
        }
      }
    } finally {
      held.close();
    }
    return repaired;
  }

  private boolean isRight(SortedMap<Integer, Long> addresses) {
    Long head = addresses.get(0);
    if (head == null) {
      return false;
    }
    block.bind(head);
    int buckets = block.buckets();
    if (buckets != addresses.size() || addresses.lastKey() != buckets - 1) {
      return false;
    }
    int records = 0;
    for (Map.Entry<Integer, Long> entry : addresses.entrySet()) {
      block.bind(entry.getValue());
      records += block.records();
      if (check.problem(block).isPresent() || hasStrays(entry.getKey(), buckets)) {
        return false;
      }
    }
    return records > 0;
  }

  private boolean hasStrays(int bucket, int buckets) {
    PeerRecord record = new PeerRecord(block);
    for (int slot = 0; buckets > 1 && slot < block.records(); slot++) {
      record.set(slot);
      if (Layout.bucketOf(record.tag(session.hash), buckets) != bucket) {
        return true;
      }
    }
    return false;
  }

  private void repair(byte[] infoHash, SortedMap<Integer, Long> addresses) {
    Stripe stripe = stripes.of(infoHash, 0);
    swarm.key().infoHash(infoHash, 0);
    int buckets = complete(stripe, infoHash, addresses);
    if (buckets > 1) {
      Directory directory = new Directory(swarm.key());
      addresses.headMap(buckets).values().forEach(directory::append);
      stripe.add(directory);
    }
    swarm.bind(stripe, infoHash, 0);
    for (int bucket = 0; bucket < buckets; bucket++) {
      sort(bucket);
    }
    for (int bucket = 0; bucket < buckets; bucket++) {
      moveStrays(bucket);
    }
    addresses.tailMap(buckets).forEach(this::adoptOrphans);
    swarm.trim();
  }

  /** Makes blocks that are missing; how many buckets the swarm has. */
  private int complete(Stripe stripe, byte[] infoHash, SortedMap<Integer, Long> addresses) {
    swarm.bind(stripe, infoHash, 0);
    if (!addresses.containsKey(0)) {
      if (!swarm.buckets().create(0)) {
        throw new OptmemException("no room to put a damaged swarm right");
      }
      addresses.put(0, swarm.buckets().address(0));
    }
    block.bind(addresses.get(0));
    int buckets = block.buckets();
    if (buckets < 1 || buckets > MOST_BUCKETS) {
      throw new OptmemException("swarm of " + buckets + " buckets");
    }
    for (int bucket = 1; bucket < buckets; bucket++) {
      if (!addresses.containsKey(bucket)) {
        addresses.put(bucket, swarm.buckets().createEmpty(bucket));
      }
    }
    return buckets;
  }

  private void sort(int bucket) {
    Block sorted = swarm.open(bucket);
    if (check.problem(sorted).isPresent()) {
      check.usedOnce(sorted, kept);
      swarm.buckets().sort(kept);
    }
    Directory directory = swarm.directory();
    if (directory != null) {
      directory.countAll(bucket, swarm.block());
    }
  }

  private void moveStrays(int bucket) {
    for (int slot = swarm.open(bucket).records() - 1; slot >= 0; slot--) {
      session.record.set(slot);
      long tag = session.record.tag(session.hash);
      if (Layout.bucketOf(tag, swarm.buckets().count()) != bucket) {
        held.hold(swarm.block(), slot);
        adopt();
        swarm.open(bucket);
        swarm.remove(slot);
      }
    }
  }

  private void adoptOrphans(int bucket, long address) {
    block.bind(address);
    check.usedOnce(block, kept);
    for (int slot = 0; slot < block.slots(); slot++) {
      if (kept.has(slot)) {
        held.hold(block, slot);
        adopt();
      }
    }
    swarm.key().bucket(bucket);
    map.remove(swarm.key());
    swarm.key().bucket(0);
  }

  /** Adds the held record where it belongs, if it isn't there. */
  private void adopt() {
    held.identify(session.peer, session.peerId);
    if (swarm.find(session.peer, session.record) >= 0) {
      return;
    }
    if (!swarm.buckets().makeRoomWithoutSplit(session.peer, held.columns())) {
      throw new OptmemException("no room to put a damaged swarm right");
    }
    swarm.adopt(held.block());
  }
}
