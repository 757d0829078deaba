package io.karuta.storage.optmem;

import java.util.Arrays;

/**
 * The endpoints that are in a list already: a client that lost its peer id is in the swarm twice
 * for a while, but no list names it twice. A bit for each, by a hash; only where a bit is set
 * already are they compared. Recycled; owned by one thread at a time.
 */
final class Listed {

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

  /** Whether the endpoint, in any form of two words, was not there yet. */
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
