package io.karuta.bench.store;

import java.util.Arrays;

/**
 * The endpoints that are in a list already, as two words each: a bit by their hash, and only where
 * it is set already a comparison. Confined to one thread.
 */
final class EndpointSet {

  private static final int BITS = 4096;
  private static final int SHIFT = Long.SIZE - 12;

  private final long[] bits = new long[BITS / Long.SIZE];
  private long[] high = new long[256];
  private long[] low = new long[256];
  private int size;

  void clear() {
    Arrays.fill(bits, 0);
    size = 0;
  }

  /** Whether the endpoint was not there yet. */
  boolean add(long highWord, long lowWord) {
    long mixed = (highWord * 0x9e3779b97f4a7c15L) ^ lowWord;
    int bit = (int) ((mixed * 0xd6e8feb86659fd93L) >>> SHIFT);
    long mask = 1L << bit;
    if ((bits[bit >>> 6] & mask) != 0 && contains(highWord, lowWord)) {
      return false;
    }
    bits[bit >>> 6] |= mask;
    if (size == high.length) {
      high = Arrays.copyOf(high, 2 * size);
      low = Arrays.copyOf(low, 2 * size);
    }
    high[size] = highWord;
    low[size++] = lowWord;
    return true;
  }

  private boolean contains(long highWord, long lowWord) {
    for (int i = 0; i < size; i++) {
      if (low[i] == lowWord && high[i] == highWord) {
        return true;
      }
    }
    return false;
  }
}
