package io.karuta.storage.optmem;

/**
 * Where the peers of a swarm of more than one page are: buckets of cells, each the upper half of a
 * tag and a slot. Linear hashing on the lower half: one bucket is split at a time, so that growing
 * never takes long. Can always be built again from the pages. Owned by one thread at a time, used
 * under the lock of the swarm.
 */
final class SwarmIndex {

  /** Mean cells of a bucket before there is another one. */
  private static final int TARGET_CELLS = 64;

  private static final int FIRST_CELLS = 2 * Layout.PAGE_SLOTS;

  private final SwarmMap map;
  private final KeyBuffer key;
  private final Pages pages;
  private final Region bucket = new Region();
  private final PeerRecord record = new PeerRecord();

  SwarmIndex(SwarmMap map, KeyBuffer key, Pages pages) {
    this.map = map;
    this.key = key;
    this.pages = pages;
  }

  /** 0 if the swarm has no index. */
  int buckets() {
    return pages.head().intAt(Layout.HEAD_INDEX_BUCKETS);
  }

  private void buckets(int count) {
    pages.head().putInt(Layout.HEAD_INDEX_BUCKETS, count);
  }

  /** Makes an empty index of one bucket, which has room for one page. */
  boolean create() {
    key.value().clear(0, Layout.indexBytes(FIRST_CELLS));
    key.part(Layout.INDEX_PART);
    if (!map.put(key, Layout.indexBytes(FIRST_CELLS))) {
      return false;
    }
    buckets(1);
    return true;
  }

  /** Removes all buckets. */
  void drop() {
    for (int number = buckets() - 1; number >= 0; number--) {
      key.part(Layout.INDEX_PART | number);
      map.remove(key);
    }
    buckets(0);
  }

  private static int bucketOf(long tag, int buckets) {
    int mask = (Integer.highestOneBit(buckets) << 1) - 1;
    int number = (int) tag & mask;
    return number < buckets ? number : number & (mask >>> 1);
  }

  /** Turns to the bucket of a tag, for the calls below. */
  void open(long tag) {
    open(bucketOf(tag, buckets()));
  }

  private void open(int number) {
    key.part(Layout.INDEX_PART | number);
    if (!map.find(key, bucket)) {
      throw new OptmemException("swarm: index bucket " + number + " is missing");
    }
  }

  private int used() {
    return bucket.intAt(Layout.INDEX_USED);
  }

  private void used(int count) {
    bucket.putInt(Layout.INDEX_USED, count);
  }

  private long cell(int number) {
    return bucket.longAt(Layout.indexBytes(number));
  }

  private void cell(int number, long value) {
    bucket.putLong(Layout.indexBytes(number), value);
  }

  private static long cellOf(long tag, int slot) {
    return (tag & 0xffff_ffff_0000_0000L) | slot;
  }

  /** The first cell from {@code from} on that may be the tag's, -1 if there is none. */
  int match(long tag, int from) {
    int fragment = (int) (tag >>> 32);
    int used = used();
    for (int number = from; number < used; number++) {
      if ((int) (cell(number) >>> 32) == fragment) {
        return number;
      }
    }
    return -1;
  }

  /** The slot that a cell names. */
  int slot(int cellNumber) {
    return (int) cell(cellNumber);
  }

  /** Makes room for one more cell in the bucket of a tag. */
  boolean ensureRoom(long tag) {
    open(tag);
    return reserve(bucketOf(tag, buckets()), used() + 1);
  }

  /** Makes an open bucket large enough. */
  private boolean reserve(int number, int cells) {
    int capacity = Layout.indexCells(bucket.lengthBytes());
    if (cells <= capacity) {
      return true;
    }
    int larger = capacity;
    while (larger < cells) {
      larger *= 2;
    }
    if (larger > Layout.INDEX_MAX_CELLS) {
      return false;
    }
    Region value = key.value();
    value.clear(0, Layout.indexBytes(larger));
    value.copyFrom(bucket, 0, 0, bucket.lengthBytes());
    key.part(Layout.INDEX_PART | number);
    if (!map.put(key, Layout.indexBytes(larger))) {
      return false;
    }
    open(number);
    return true;
  }

  /** Adds a cell; there must be room. */
  void add(long tag, int slot) {
    open(tag);
    cell(used(), cellOf(tag, slot));
    used(used() + 1);
  }

  /** Notes that a record is in another slot. */
  void move(long tag, int fromSlot, int toSlot) {
    open(tag);
    cell(find(cellOf(tag, fromSlot)), cellOf(tag, toSlot));
  }

  /** Removes a cell. */
  void remove(long tag, int slot) {
    open(tag);
    int last = used() - 1;
    cell(find(cellOf(tag, slot)), cell(last));
    used(last);
  }

  private int find(long wanted) {
    int used = used();
    for (int number = 0; number < used; number++) {
      if (cell(number) == wanted) {
        return number;
      }
    }
    throw new OptmemException("swarm: slot " + (int) wanted + " is not in the index");
  }

  /**
   * Splits or merges one bucket if the swarm's size asks for it; does nothing if there's no room.
   */
  void balance(int peers) {
    int buckets = buckets();
    if (peers > buckets * TARGET_CELLS) {
      split(buckets);
    } else if (buckets > 1 && peers < (buckets - 1) * TARGET_CELLS / 2) {
      merge(buckets - 1);
    }
  }

  private void split(int number) {
    int source = number - Integer.highestOneBit(number);
    open(source);
    int capacity = Layout.INDEX_MIN_CELLS;
    while (capacity < used()) {
      capacity *= 2;
    }
    Region value = key.value();
    value.clear(0, Layout.indexBytes(capacity));
    int moved = 0;
    for (int i = 0; i < used(); i++) {
      if (belongsTo(number, cell(i))) {
        value.putLong(Layout.indexBytes(moved++), cell(i));
      }
    }
    value.putInt(Layout.INDEX_USED, moved);
    key.part(Layout.INDEX_PART | number);
    if (!map.put(key, Layout.indexBytes(capacity))) {
      return;
    }
    int kept = 0;
    for (int i = 0; i < used(); i++) {
      if (!belongsTo(number, cell(i))) {
        cell(kept++, cell(i));
      }
    }
    used(kept);
    buckets(number + 1);
  }

  /** Whether a cell goes to the new bucket {@code number}; its record knows the whole tag. */
  private boolean belongsTo(int number, long cell) {
    pages.locate((int) cell, record);
    return bucketOf(record.tag(), number + 1) == number;
  }

  private void merge(int number) {
    int target = number - Integer.highestOneBit(number);
    open(number);
    int moved = used();
    open(target);
    if (!reserve(target, used() + moved)) {
      return;
    }
    Region value = key.value();
    open(number);
    value.copyFrom(bucket, 0, 0, Layout.indexBytes(moved));
    open(target);
    int used = used();
    for (int i = 0; i < moved; i++) {
      cell(used + i, value.longAt(Layout.indexBytes(i)));
    }
    used(used + moved);
    key.part(Layout.INDEX_PART | number);
    map.remove(key);
    buckets(number);
  }
}
