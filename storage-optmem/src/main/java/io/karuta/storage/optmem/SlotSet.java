package io.karuta.storage.optmem;

import java.util.Arrays;

/** Some of the slots of a block. Recycled; owned by one thread at a time. */
final class SlotSet {

  private final long[] bits = new long[Layout.MAX_SLOTS / Long.SIZE];

  void clear() {
    Arrays.fill(bits, 0);
  }

  void add(int slot) {
    bits[slot >>> 6] |= 1L << slot;
  }

  void remove(int slot) {
    bits[slot >>> 6] &= ~(1L << slot);
  }

  boolean has(int slot) {
    return (bits[slot >>> 6] & (1L << slot)) != 0;
  }

  /** All slots of a block that hold a record, whatever its header says. */
  void used(Block block) {
    clear();
    for (int slot = 0; slot < block.slots(); slot++) {
      if (block.flags(slot) != 0) {
        add(slot);
      }
    }
  }

  /** Those of another set that are not in a third. */
  void difference(SlotSet all, SlotSet without) {
    for (int i = 0; i < bits.length; i++) {
      bits[i] = all.bits[i] & ~without.bits[i];
    }
  }

  int size() {
    int size = 0;
    for (long word : bits) {
      size += Long.bitCount(word);
    }
    return size;
  }
}
