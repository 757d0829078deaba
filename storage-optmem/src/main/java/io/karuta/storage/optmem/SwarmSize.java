package io.karuta.storage.optmem;

/** What swarms of some size take in the map. Stateless. */
final class SwarmSize {

  private SwarmSize() {}

  /** Bytes of the blocks of a swarm that has grown to so many peers, with some columns. */
  static long bytes(long peers, int columns) {
    long buckets = Math.max(1, (peers + Layout.TARGET_SLOTS - 1) / Layout.TARGET_SLOTS);
    long level = Long.highestOneBit(buckets);
    // Of the buckets of this level, so many are split already.
    long split = buckets - level;
    return 2 * split * blockBytes(peers / (2 * level), columns)
        + (level - split) * blockBytes(peers / level, columns);
  }

  private static long blockBytes(long peers, int columns) {
    int slots = 0;
    do {
      slots = Layout.slotsFor(slots + 1, columns);
    } while (slots < peers && slots < Layout.MAX_SLOTS);
    return Layout.entryBytes(Layout.blockBytes(slots, columns));
  }
}
