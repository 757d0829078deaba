package io.karuta.storage.optmem;

import java.util.Arrays;

/**
 * Puts together what a block is to be: records of one block or of two, sorted into their groups in
 * the order in which they come, with the columns that they need. Recycled; owned by one thread at a
 * time.
 */
final class BlockImage {

  private final Block image;
  private final int[] next = new int[Flags.GROUPS];
  private int records;
  private int columns;

  BlockImage(WriteWatch watch) {
    image = new Block(watch);
  }

  /** Starts over; {@code columns} are needed in any case. */
  void begin(int columns) {
    Arrays.fill(next, 0);
    records = 0;
    this.columns = columns;
  }

  /** Counts records that are to be in the image. */
  void count(Block source, SlotSet slots) {
    // Strategies were promised their traits when the store was opened.
    columns |= source.columns() & Layout.TRAITS_COLUMN;
    for (int slot = 0; slot < source.slots(); slot++) {
      if (slots.has(slot)) {
        int flags = source.flags(slot);
        next[Flags.group(flags)]++;
        columns |= Flags.columns(flags);
        columns |= source.userHigh(slot) != 0 ? Layout.USER_HIGH_COLUMN : 0;
        records++;
      }
    }
  }

  int records() {
    return records;
  }

  int columns() {
    return columns;
  }

  /** After counting: makes the empty block, with a header like that of another but for its ends. */
  Block format(long address, int slots) {
    assert slots >= records : records + " records in " + slots + " slots";
    image.format(address, slots, columns);
    int end = 0;
    for (int group = 0; group < Flags.GROUPS; group++) {
      int size = next[group];
      next[group] = end;
      end += size;
      image.end(group, end);
    }
    image.dueSecond(Integer.MAX_VALUE);
    return image;
  }

  /** After formatting: copies the records that were counted, in the same order. */
  void place(Block source, SlotSet slots) {
    int partialSeeds = image.partialSeeds();
    for (int slot = 0; slot < source.slots(); slot++) {
      if (slots.has(slot)) {
        int flags = source.flags(slot);
        image.copy(source, slot, next[Flags.group(flags)]++);
        partialSeeds += Flags.visiblePartialSeed(flags) ? 1 : 0;
      }
    }
    image.partialSeeds(partialSeeds);
    image.dueNoLaterThan(source.dueSecond());
  }
}
