package io.karuta.storage.optmem;

import java.util.Arrays;

/**
 * The buckets of a swarm that has more than one: where their blocks lie, and how many peers of each
 * kind may be chosen from each, as Fenwick trees, so that the peer of any rank is found in a few
 * steps however large the swarm. On the heap, some 60 bytes for a bucket of a hundred peers; built
 * anew from the blocks when a store is opened. Used under the lock of the swarm.
 */
final class Directory {

  /** Peers that may be chosen: those that want more, those that have enough; by family. */
  static final int KINDS = 4;

  private final long first;
  private final long second;
  private final long third;
  private long[] addresses = new long[4];
  private int[] counts = new int[4 * KINDS];
  private int[][] trees = new int[KINDS][5];
  private final int[] totals = new int[KINDS];
  private int buckets;
  private int records;
  private int seeders;
  private int leechers;
  private int partialSeeds;

  /** An empty directory of the swarm that the key names. */
  Directory(KeyBuffer key) {
    first = key.first();
    second = key.second();
    third = key.third();
  }

  /** The number of a kind. */
  static int kind(boolean more, boolean ipv6) {
    return (more ? 0 : 1) + (ipv6 ? 2 : 0);
  }

  boolean isOf(KeyBuffer key) {
    return key.isSwarm(first, second, third);
  }

  int buckets() {
    return buckets;
  }

  long address(int bucket) {
    return addresses[bucket];
  }

  void address(int bucket, long address) {
    addresses[bucket] = address;
  }

  int records() {
    return records;
  }

  int seeders() {
    return seeders;
  }

  int leechers() {
    return leechers;
  }

  int partialSeeds() {
    return partialSeeds;
  }

  /** Peers of a kind in the whole swarm. */
  int total(int kind) {
    return totals[kind];
  }

  /** Peers of a kind in one bucket. */
  int count(int bucket, int kind) {
    return counts[bucket * KINDS + kind];
  }

  /** Adds a bucket without peers behind the last one. */
  void append(long address) {
    if (buckets == addresses.length) {
      addresses = Arrays.copyOf(addresses, 2 * buckets);
      counts = Arrays.copyOf(counts, 2 * buckets * KINDS);
      for (int kind = 0; kind < KINDS; kind++) {
        trees[kind] = Arrays.copyOf(trees[kind], 2 * buckets + 1);
      }
    }
    addresses[buckets++] = address;
    for (int[] tree : trees) {
      int sum = 0;
      for (int below = 1; below < Integer.lowestOneBit(buckets); below <<= 1) {
        sum += tree[buckets - below];
      }
      tree[buckets] = sum;
    }
  }

  /** Removes the last bucket, whose peers were taken out of the counts before. */
  void removeLast() {
    buckets--;
    addresses[buckets] = 0;
  }

  /** A peer's flags changed in a bucket; 0 stands for no record. */
  void change(int bucket, int before, int after) {
    records += used(after) - used(before);
    seeders += seeder(after) - seeder(before);
    leechers += leecher(after) - leecher(before);
    partialSeeds +=
        (Flags.visiblePartialSeed(after) ? 1 : 0) - (Flags.visiblePartialSeed(before) ? 1 : 0);
    for (int kind = 0; kind < KINDS; kind++) {
      add(bucket, kind, member(after, kind) - member(before, kind));
    }
  }

  /** Counts all peers of a block in, or out. */
  void changeAll(int bucket, Block block, boolean in) {
    int records = block.records();
    for (int slot = 0; slot < records; slot++) {
      int flags = block.flags(slot);
      change(bucket, in ? 0 : flags, in ? flags : 0);
    }
  }

  private static int used(int flags) {
    return flags & Flags.USED;
  }

  private static int seeder(int flags) {
    return Flags.visible(flags) && Flags.has(flags, Flags.SEEDER) ? 1 : 0;
  }

  private static int leecher(int flags) {
    return Flags.visible(flags) && !Flags.has(flags, Flags.SEEDER) ? 1 : 0;
  }

  private static int member(int flags, int kind) {
    boolean listed = Flags.has(flags, kind >= 2 ? Flags.HAS_IPV6 : Flags.HAS_IPV4);
    boolean more = (kind & 1) == 0;
    return Flags.visible(flags) && listed && Flags.wantsMore(flags) == more ? 1 : 0;
  }

  private void add(int bucket, int kind, int change) {
    if (change == 0) {
      return;
    }
    totals[kind] += change;
    counts[bucket * KINDS + kind] += change;
    int[] tree = trees[kind];
    for (int i = bucket + 1; i <= buckets; i += Integer.lowestOneBit(i)) {
      tree[i] += change;
    }
  }

  /** The bucket of the peer of a rank, from 0 to {@link #total} - 1, among those of its kind. */
  int bucketOfRank(int kind, int rank) {
    int[] tree = trees[kind];
    int below = 0;
    int rest = rank;
    for (int step = Integer.highestOneBit(buckets); step > 0; step >>>= 1) {
      int next = below + step;
      if (next <= buckets && tree[next] <= rest) {
        rest -= tree[next];
        below = next;
      }
    }
    return below;
  }

  /** Peers of a kind in all buckets before one. */
  int rankOfBucket(int kind, int bucket) {
    int[] tree = trees[kind];
    int sum = 0;
    for (int i = bucket; i > 0; i -= Integer.lowestOneBit(i)) {
      sum += tree[i];
    }
    return sum;
  }

  /** Heap that it takes, about, in bytes. */
  long heapBytes() {
    return 128 + (8L + 4 * KINDS + 4 * KINDS) * addresses.length;
  }
}
