package io.karuta.storage.optmem;

import java.util.Arrays;

/**
 * The pages of one swarm: where each lies, and how the last one grows. All pages but the last are
 * full. Owned by one thread at a time, used under the lock of the swarm.
 */
final class Pages {

  private final SwarmMap map;
  private final KeyBuffer key;
  private final Region head = new Region();
  private final Region page = new Region();

  /** Addresses of this swarm's pages as far as they were needed; good where the stamp is right. */
  private long[] addresses = new long[8];

  private int[] lengths = new int[8];
  private int[] stamps = new int[8];
  private int stamp;

  Pages(SwarmMap map, KeyBuffer key) {
    this.map = map;
    this.key = key;
  }

  /** Turns to the swarm that the key buffer names. */
  boolean bind() {
    if (++stamp == 0) {
      Arrays.fill(stamps, 0);
      stamp = 1;
    }
    return findHead();
  }

  private boolean findHead() {
    key.part(0);
    if (!map.find(key, head)) {
      return false;
    }
    remember(0, head.address(), head.lengthBytes());
    return true;
  }

  /** Page 0, whose first bytes are the swarm's head. */
  Region head() {
    return head;
  }

  int count() {
    return head.intAt(Layout.HEAD_PAGES);
  }

  /** Slots of all pages together. */
  int slots() {
    int last = count() - 1;
    point(last, page);
    return (last << Layout.PAGE_SHIFT) + Layout.capacity(last, page.lengthBytes());
  }

  /** Points at the record in a slot. */
  void locate(int slot, PeerRecord into) {
    int number = slot >>> Layout.PAGE_SHIFT;
    point(number, page);
    into.set(page, number, slot & (Layout.PAGE_SLOTS - 1));
  }

  private void point(int number, Region into) {
    if (number < stamps.length && stamps[number] == stamp) {
      into.set(addresses[number], lengths[number]);
      return;
    }
    key.part(number);
    if (!map.find(key, into)) {
      throw new OptmemException(
          "swarm: page " + number + " is missing (expected: " + count() + ")");
    }
    remember(number, into.address(), into.lengthBytes());
  }

  private void remember(int number, long address, int lengthBytes) {
    if (number >= stamps.length) {
      // As large as the largest swarm that this thread has seen, then never again.
      int length = Math.max(number + 1, 2 * stamps.length);
      addresses = Arrays.copyOf(addresses, length);
      lengths = Arrays.copyOf(lengths, length);
      stamps = Arrays.copyOf(stamps, length);
    }
    addresses[number] = address;
    lengths[number] = lengthBytes;
    stamps[number] = stamp;
  }

  /** Makes page 0 of a new swarm. */
  boolean create() {
    Region value = key.value();
    value.clear(0, Layout.pageBytes(0, Layout.MIN_CAPACITY));
    value.putInt(Layout.HEAD_PAGES, 1);
    key.part(0);
    return map.put(key, Layout.pageBytes(0, Layout.MIN_CAPACITY)) && findHead();
  }

  /** Whether {@code slots} slots need another page. */
  boolean needsPage(int slots) {
    return slots > count() << Layout.PAGE_SHIFT;
  }

  /** Makes room for {@code slots} slots, at most one page more than there are. */
  boolean ensure(int slots) {
    if (needsPage(slots)) {
      return addPage();
    }
    int last = count() - 1;
    int needed = slots - (last << Layout.PAGE_SHIFT);
    point(last, page);
    int capacity = Layout.capacity(last, page.lengthBytes());
    return needed <= capacity || resize(last, 2 * capacity, capacity);
  }

  private boolean addPage() {
    int number = count();
    int lengthBytes = Layout.pageBytes(number, Layout.MIN_CAPACITY);
    key.value().clear(0, lengthBytes);
    key.part(number);
    if (!map.put(key, lengthBytes)) {
      return false;
    }
    head.putInt(Layout.HEAD_PAGES, number + 1);
    return true;
  }

  /** Gives back what is not needed for {@code slots} slots, well below the point of growing. */
  void trim(int slots) {
    int last = count() - 1;
    int needed = slots - (last << Layout.PAGE_SHIFT);
    if (last > 0) {
      if (needed <= -Layout.PAGE_SLOTS / 4) {
        head.putInt(Layout.HEAD_PAGES, last);
        stamps[last] = 0;
        key.part(last);
        map.remove(key);
      }
      return;
    }
    int capacity = Layout.capacity(0, head.lengthBytes());
    if (capacity > Layout.MIN_CAPACITY && needed <= capacity / 4) {
      resize(0, capacity / 2, capacity / 2);
    }
  }

  /** Replaces a page by a larger or smaller one that holds the same first slots. */
  private boolean resize(int number, int capacity, int kept) {
    point(number, page);
    int old = Layout.capacity(number, page.lengthBytes());
    int lengthBytes = Layout.pageBytes(number, capacity);
    Region value = key.value();
    value.clear(0, lengthBytes);
    value.copyFrom(page, 0, 0, Layout.headBytes(number) + kept * Layout.TAG_BYTES);
    int from = Layout.recordOffset(number, old, 0);
    int to = Layout.recordOffset(number, capacity, 0);
    value.copyFrom(page, from, to, kept * Layout.RECORD_BYTES);
    key.part(number);
    if (!map.put(key, lengthBytes)) {
      return false;
    }
    stamps[number] = 0;
    if (number == 0) {
      findHead();
    }
    return true;
  }

  /** Removes all pages, the head last. */
  void removeAll() {
    for (int number = count() - 1; number >= 0; number--) {
      key.part(number);
      map.remove(key);
    }
    stamp++;
  }
}
