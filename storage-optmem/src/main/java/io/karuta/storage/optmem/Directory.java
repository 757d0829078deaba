package io.karuta.storage.optmem;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of a swarm that has more than one: where their blocks lie, their shape, and how many
 * peers of each kind may be chosen from each, as Fenwick trees, so that the peer of any rank is
 * found in a few steps however large the swarm, and without a look at any block. On the heap, some
 * 60 bytes for a bucket of two hundred peers; built anew from the blocks when a store is opened.
 * Used under the lock of the swarm.
 */
final class Directory {

  /** Peers that may be chosen: those that want more, those that have enough; by family. */
  static final int KINDS = 4;

  /** In a tree, of a bucket that isn't there: larger than any rank. */
  private static final int NOBODY = Integer.MAX_VALUE;

  private static final int FIRST_BUCKETS = 4;

  /** Longs of the table before the first bucket: the totals of the kinds. */
  private static final int HEAD = KINDS;

  /**
   * Longs of a bucket in the table: address, shape, and 16 bits for each kind's start and count.
   */
  private static final int ROW = 4;

  private static final int SHAPE = 1;
  private static final int STARTS = 2;
  private static final int COUNTS = 3;

  /**
   * Peers of a kind that most buckets have, and that a choice takes out of one bucket at a time.
   */
  static final int WINDOW = 32;

  private final long first;
  private final long second;
  private final long third;

  /** One array, so that a swarm's directory is in few cache lines. */
  private long[] table = new long[HEAD + ROW * FIRST_BUCKETS];

  /** One tree behind the other, of so many places each: those of the buckets, and an unused one. */
  private int[] trees;

  private int places;

  /** Of each kind, in how many buckets there are fewer than {@link #WINDOW}. */
  private final int[] thin = new int[KINDS];

  // The one behind it in its stripe; null for the last one.
  private @Nullable Directory next;
  private int buckets;
  private int offset;
  private int records;
  private int seeders;
  private int leechers;
  private int partialSeeds;
  private long snatches;

  /** An empty directory of the swarm that the key names. */
  Directory(KeyBuffer key) {
    first = key.first();
    second = key.second();
    third = key.third();
    places = FIRST_BUCKETS + 1;
    trees = new int[KINDS * places];
    Arrays.fill(trees, NOBODY);
  }

  @Nullable Directory next() {
    return next;
  }

  void next(@Nullable Directory directory) {
    next = directory;
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

  private static int row(int bucket) {
    return HEAD + ROW * bucket;
  }

  long address(int bucket) {
    return table[row(bucket)];
  }

  /** Slots and columns of a bucket's block, see {@link Block#shape}. */
  int shape(int bucket) {
    return (int) table[row(bucket) + SHAPE];
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

  /** As in bucket 0. */
  long snatches() {
    return snatches;
  }

  void snatches(long count) {
    snatches = count;
  }

  /** Peers of a kind in the whole swarm. */
  int total(int kind) {
    return (int) table[kind];
  }

  /** Peers of a kind in one bucket. */
  int count(int bucket, int kind) {
    return (int) (table[row(bucket) + COUNTS] >>> (kind << 4)) & 0xffff;
  }

  /** First slot of the peers of a kind in one bucket. */
  int start(int bucket, int kind) {
    return (int) (table[row(bucket) + STARTS] >>> (kind << 4)) & 0xffff;
  }

  /** Adds a bucket without peers behind the last one. */
  void append(long address) {
    if (row(buckets) == table.length) {
      grow(2 * buckets);
    }
    Arrays.fill(table, row(buckets), row(buckets + 1), 0);
    table[row(buckets++)] = address;
    for (int kind = 0; kind < KINDS; kind++) {
      int tree = kind * places;
      int sum = 0;
      for (int below = 1; below < Integer.lowestOneBit(buckets); below <<= 1) {
        sum += trees[tree + buckets - below];
      }
      trees[tree + buckets] = sum;
      thin[kind]++;
    }
  }

  private void grow(int length) {
    table = Arrays.copyOf(table, row(length));
    int[] grown = new int[KINDS * (length + 1)];
    Arrays.fill(grown, NOBODY);
    for (int kind = 0; kind < KINDS; kind++) {
      System.arraycopy(trees, kind * places, grown, kind * (length + 1), buckets + 1);
    }
    trees = grown;
    places = length + 1;
  }

  /** Removes the last bucket, whose peers were taken out of the counts before. */
  void removeLast() {
    for (int kind = 0; kind < KINDS; kind++) {
      add(buckets - 1, kind, -count(buckets - 1, kind));
      trees[kind * places + buckets] = NOBODY;
      thin[kind]--;
    }
    buckets--;
  }

  /** A peer's flags changed somewhere; 0 stands for no record. */
  void change(int before, int after) {
    records += (after & Flags.USED) - (before & Flags.USED);
    seeders += seeder(after) - seeder(before);
    leechers += leecher(after) - leecher(before);
    partialSeeds +=
        (Flags.visiblePartialSeed(after) ? 1 : 0) - (Flags.visiblePartialSeed(before) ? 1 : 0);
  }

  private static int seeder(int flags) {
    return Flags.visible(flags) && Flags.has(flags, Flags.SEEDER) ? 1 : 0;
  }

  private static int leecher(int flags) {
    return Flags.visible(flags) && !Flags.has(flags, Flags.SEEDER) ? 1 : 0;
  }

  /** Counts all peers of a block that was not counted yet. */
  void countAll(int bucket, Block block) {
    if (bucket == 0) {
      snatches = block.snatches();
    }
    for (int slot = 0; slot < block.records(); slot++) {
      change(0, block.flags(slot));
    }
    update(bucket, block);
  }

  /** A bucket's block, or the places of its peers, changed. */
  void update(int bucket, Block block) {
    int row = row(bucket);
    table[row] = block.address();
    table[row + SHAPE] = block.shape();
    long starts = 0;
    for (int kind = 0; kind < KINDS; kind++) {
      long start = block.runStart(kind);
      starts |= start << (kind << 4);
      add(bucket, kind, block.runEnd(kind) - (int) start - count(bucket, kind));
    }
    table[row + STARTS] = starts;
  }

  private void add(int bucket, int kind, int change) {
    if (change == 0) {
      return;
    }
    int before = count(bucket, kind);
    thin[kind] += (before + change < WINDOW ? 1 : 0) - (before < WINDOW ? 1 : 0);
    table[kind] += change;
    // No carry into the next kind's bits: a count is never negative.
    table[row(bucket) + COUNTS] += (long) change << (kind << 4);
    int tree = kind * places;
    for (int i = bucket + 1; i <= buckets; i += Integer.lowestOneBit(i)) {
      trees[tree + i] += change;
    }
  }

  /** Whether each bucket has a whole window of a kind. */
  boolean isThick(int kind) {
    return thin[kind] == 0;
  }

  /**
   * The bucket of the peer of a rank, from 0 to {@link #total} - 1, among those of its kind; {@link
   * #offset} is its rank in that bucket then.
   */
  int bucketOfRank(int kind, int rank) {
    int[] sums = trees;
    int tree = kind * places;
    int below = 0;
    int rest = rank;
    for (int level = Integer.numberOfTrailingZeros(places - 1) - 1; level >= 0; level--) {
      int step = 1 << level;
      int sum = sums[tree + below + step];
      // Without a branch, which nobody could predict: all ones if the rank lies behind the step.
      int behind = ~((rest - sum) >> 31);
      rest -= sum & behind;
      below += step & behind;
    }
    offset = rest;
    return below;
  }

  /** Where the peer was in its bucket whose rank was asked for last. */
  int offset() {
    return offset;
  }

  /** Peers of a kind in all buckets before one. */
  int rankOfBucket(int kind, int bucket) {
    int tree = kind * places;
    int sum = 0;
    for (int i = bucket; i > 0; i -= Integer.lowestOneBit(i)) {
      sum += trees[tree + i];
    }
    return sum;
  }

  /** Heap that it takes, about, in bytes. */
  long heapBytes() {
    return 250 + 8L * table.length + 4L * trees.length;
  }
}
