package io.karuta.storage.optmem;

/**
 * How long a Chronicle Map of our kind is: after a header, each segment has a header of its own and
 * one tier, which is a hash table, counters, a bit for each chunk, and the chunks. Not a promise of
 * the library, so a test compares it with real files. Stateless.
 */
final class MapTables {

  private static final int PAGE_BYTES = 4096;
  private static final int LINE_BYTES = 64;
  private static final int SEGMENT_HEADER_BYTES = 64;
  private static final int COUNTERS_BYTES = 64;
  private static final int LEAST_HASH_SLOTS = 64;

  /** Tiers whose lengths divide by more than this compete for the same lines of a cache. */
  private static final int CACHE_LINES_APART = 2048;

  private MapTables() {}

  /** Length of the file of a map in which nothing was added beyond the plan yet. */
  static long fileBytes(StorePlan plan) {
    long segments = plan.segments() * (SEGMENT_HEADER_BYTES + tierBytes(plan));
    return align(PAGE_BYTES + segments, PAGE_BYTES);
  }

  /** What a file is longer by after each growth. */
  static long growthBytes(StorePlan plan) {
    return Math.max(1, plan.segments() / 8) * tierBytes(plan);
  }

  private static long tierBytes(StorePlan plan) {
    long chunks = plan.chunksPerSegment();
    long bytes =
        align(hashBytes(plan), LINE_BYTES)
            + COUNTERS_BYTES
            + align((chunks + 7) / 8, LINE_BYTES)
            + align(chunks * Layout.CHUNK_BYTES, LINE_BYTES);
    int clashing = Math.max(1, CACHE_LINES_APART >> Long.numberOfTrailingZeros(bytes));
    return clashing < plan.segments() ? bytes | LINE_BYTES : bytes;
  }

  private static long hashBytes(StorePlan plan) {
    long entries = plan.entriesPerSegment();
    long slots = Math.max(LEAST_HASH_SLOTS, Long.highestOneBit(2 * entries - 1));
    if (entries > slots * 2.0 / 3) {
      slots *= 2;
    }
    int bits = bits(plan.chunksPerSegment()) + bits(entries) + 3;
    return slots * (bits <= Integer.SIZE ? Integer.BYTES : Long.BYTES);
  }

  private static int bits(long numbers) {
    return Long.SIZE - Long.numberOfLeadingZeros(numbers - 1);
  }

  private static long align(long bytes, int unit) {
    return (bytes + unit - 1) / unit * unit;
  }
}
