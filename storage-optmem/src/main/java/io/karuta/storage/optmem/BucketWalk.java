package io.karuta.storage.optmem;

/**
 * The way through all buckets of a swarm whose lock is given up in between, though buckets may be
 * split and merged meanwhile: goes through the tags by their bits in reverse order, of which every
 * bucket holds one run whatever their number. So it meets every peer that stays, and none twice.
 * Confined to one thread.
 */
final class BucketWalk {

  private static final long END = 1L << 32;

  private long position;

  boolean done() {
    return position >= END;
  }

  /** The bucket to look at now, of so many. */
  int bucket(int buckets) {
    return Layout.bucketOf(Integer.toUnsignedLong(Integer.reverse((int) position)), buckets);
  }

  /** Whether a peer of that bucket was not met before. */
  boolean isNew(long tag) {
    return Integer.toUnsignedLong(Integer.reverse((int) tag)) >= position;
  }

  /** Leaves the bucket behind that was looked at among so many. */
  void advance(int buckets) {
    int bucket = bucket(buckets);
    int half = Integer.highestOneBit(buckets);
    int bits = Integer.numberOfTrailingZeros(half);
    if (bucket >= half || bucket + half < buckets) {
      bits++;
    }
    long run = END >>> bits;
    position = (position & -run) + run;
  }
}
