package io.karuta.storage.optmem;

import io.karuta.pipeline.bittorrent.InfoHash;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts what is in a map that was just opened, trusting the blocks, and makes the directories of
 * swarms of several buckets. Confined to one thread, before anybody else uses the map.
 */
final class Census {

  private final SwarmMap map;
  private final Stripes stripes;
  private final Totals totals;
  private final Block block = new Block(WriteWatch.NONE);
  private final Map<InfoHash, SortedMap<Integer, Long>> large = new HashMap<>();

  Census(SwarmMap map, Stripes stripes, Totals totals) {
    this.map = map;
    this.stripes = stripes;
    this.totals = totals;
  }

  /**
   * Counts.
   *
   * @throws OptmemException if a block is not what its length says, or missing
   */
  void count() {
    for (int segment = 0; segment < map.segments(); segment++) {
      map.forEachEntry(segment, this::count);
    }
    KeyBuffer key = new KeyBuffer();
    try {
      large.forEach((infoHash, addresses) -> makeDirectory(key, infoHash.toBytes(), addresses));
    } finally {
      key.release();
    }
  }

  private void count(byte[] key, long address, int lengthBytes) {
    int bucket = PeerKey.nativeInt(key, Layout.KEY_BUCKET);
    if (bucket == Layout.META_BUCKET) {
      return;
    }
    bind(block, address, lengthBytes);
    // Lifetimes may be others than before: the first round of the sweep looks at everybody.
    block.dueSecond(0);
    int dormant = 0;
    for (int slot = block.start(Flags.SILENT); slot < block.records(); slot++) {
      dormant += Flags.has(block.flags(slot), Flags.DORMANT) ? 1 : 0;
    }
    totals.found(
        bucket == 0 ? 1 : 0, block.seeders(), block.leechers(), dormant, owing(), block.records());
    if (bucket > 0 || block.buckets() > 1) {
      large.computeIfAbsent(InfoHash.of(key, 0), _ -> new TreeMap<>()).put(bucket, address);
    }
  }

  private int owing() {
    int owing = 0;
    if (block.hasColumns(Layout.DEBT_COLUMN)) {
      for (int slot = 0; slot < block.records(); slot++) {
        owing += Flags.has(block.flags(slot), Flags.OWES) ? 1 : 0;
      }
    }
    return owing;
  }

  /** Turns to a block whose length was read from the map. */
  static void bind(Block block, long address, int lengthBytes) {
    if (lengthBytes >= Layout.HEADER_BYTES) {
      block.bind(address);
      if (block.lengthBytes() == lengthBytes && block.records() <= block.slots()) {
        return;
      }
    }
    throw new OptmemException("block of " + lengthBytes + " bytes that says otherwise");
  }

  private void makeDirectory(KeyBuffer key, byte[] infoHash, SortedMap<Integer, Long> addresses) {
    key.infoHash(infoHash, 0);
    int buckets = addresses.lastKey() + 1;
    Long head = addresses.get(0);
    if (head == null || addresses.size() != buckets || buckets(head) != buckets) {
      throw new OptmemException("swarm of " + buckets + " buckets that lacks some");
    }
    Directory directory = new Directory(key);
    addresses.forEach((bucket, address) -> {
      directory.append(address);
      block.bind(address);
      directory.countAll(bucket, block);
    });
    stripes.of(infoHash, 0).add(directory);
  }

  private int buckets(long head) {
    block.bind(head);
    return block.buckets();
  }
}
