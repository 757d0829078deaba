package io.karuta.storage.optmem;

/**
 * Keeps the slots of the highest ranks out of many: a heap with the lowest kept one on top. Ties
 * are broken at random. Owned by one thread at a time.
 */
final class Ranking {

  private long[] slots = new long[64];
  private long[] ranks = new long[64];
  private int[] lots = new int[64];
  private int size;
  private int limit;

  /** Starts over, to keep {@code limit} slots. */
  void clear(int limit) {
    this.limit = limit;
    size = 0;
    if (limit > slots.length) {
      int length = Math.max(limit, 2 * slots.length);
      slots = new long[length];
      ranks = new long[length];
      lots = new int[length];
    }
  }

  int size() {
    return size;
  }

  /** A kept slot, in no particular order. */
  long slot(int index) {
    return slots[index];
  }

  /**
   * Adds a slot, or not if its rank is too low.
   *
   * @param lot decides among equal ranks
   */
  void add(long slot, long rank, int lot) {
    if (size < limit) {
      set(size, slot, rank, lot);
      up(size++);
    } else if (rank > ranks[0] || (rank == ranks[0] && lot > lots[0])) {
      set(0, slot, rank, lot);
      down(0);
    }
  }

  private void set(int index, long slot, long rank, int lot) {
    slots[index] = slot;
    ranks[index] = rank;
    lots[index] = lot;
  }

  private boolean lower(int left, int right) {
    return ranks[left] < ranks[right] || (ranks[left] == ranks[right] && lots[left] < lots[right]);
  }

  private void up(int index) {
    int child = index;
    while (child > 0 && lower(child, (child - 1) / 2)) {
      swap(child, (child - 1) / 2);
      child = (child - 1) / 2;
    }
  }

  private void down(int index) {
    int parent = index;
    while (2 * parent + 1 < size) {
      int child = 2 * parent + 1;
      if (child + 1 < size && lower(child + 1, child)) {
        child++;
      }
      if (!lower(child, parent)) {
        return;
      }
      swap(parent, child);
      parent = child;
    }
  }

  private void swap(int left, int right) {
    long slot = slots[left];
    long rank = ranks[left];
    int lot = lots[left];
    set(left, slots[right], ranks[right], lots[right]);
    set(right, slot, rank, lot);
  }
}
