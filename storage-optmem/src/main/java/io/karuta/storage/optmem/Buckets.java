package io.karuta.storage.optmem;

import io.karuta.storage.optmem.Journal.Pen;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of a swarm, and how they come, grow, split, merge and go. Bound to one swarm after
 * the other; used under its lock, by one thread at a time.
 *
 * <p><b>Kills.</b> A new form of a block is put together in the {@link Journal} and goes into the
 * map whole. A split first puts the new bucket, then counts it in bucket 0, then takes its peers
 * out of the old one; a merge first puts the peers into the old bucket, then takes the new one out
 * of the count, then removes it. So at any moment each peer is in the bucket where the count says,
 * and whatever is elsewhere, or in a bucket beyond the count, is a copy that {@link Repair} drops.
 */
final class Buckets {

  private final SwarmMap map;
  private final Journal journal;
  private final TagHash hash;
  private final KeyBuffer key;
  private final Block block;
  private final Block other;
  private final Block headBlock;
  private final PeerRecord record;
  private final BlockImage image;
  private final Region scratch = new Region(WriteWatch.NONE);
  private final SlotSet used = new SlotSet();
  private final SlotSet moving = new SlotSet();
  private final SlotSet staying = new SlotSet();
  private Stripe stripe = new Stripe(0);
  // Null for the many swarms of one bucket, which need none.
  private @Nullable Directory directory;
  private long headAddress;
  private int open = -1;

  Buckets(SwarmMap map, Journal journal, TagHash hash, KeyBuffer key) {
    this.map = map;
    this.journal = journal;
    this.hash = hash;
    this.key = key;
    block = new Block(map.watch());
    other = new Block(map.watch());
    headBlock = new Block(map.watch());
    record = new PeerRecord(block);
    image = new BlockImage(map.watch());
  }

  /** Turns to the swarm that the key names; no block is open. */
  boolean bind(Stripe stripe) {
    this.stripe = stripe;
    open = -1;
    directory = stripe.find(key);
    headAddress = directory != null ? directory.address(0) : map.find(key, scratch);
    return exists();
  }

  boolean exists() {
    return headAddress != 0;
  }

  /** The flyweight over the open block. */
  Block block() {
    return block;
  }

  @Nullable Directory directory() {
    return directory;
  }

  int count() {
    return directory != null ? directory.buckets() : 1;
  }

  long address(int bucket) {
    return directory != null ? directory.address(bucket) : headAddress;
  }

  int records() {
    return directory != null ? directory.records() : only().records();
  }

  void open(int bucket) {
    if (open != bucket) {
      block.bind(address(bucket));
      open = bucket;
    }
  }

  /** Opens the block in which a peer is, or would be. */
  void openFor(PeerKey peer) {
    open(directory != null ? Layout.bucketOf(peer.tag(), directory.buckets()) : 0);
  }

  /** The block of a swarm that has one bucket; opens it. */
  Block only() {
    open(0);
    return block;
  }

  /** Bucket 0, which knows the swarm's snatches and buckets; need not be the open one. */
  Block head() {
    if (open == 0) {
      return block;
    }
    headBlock.bind(headAddress);
    return headBlock;
  }

  /** Where a record's new form is drafted; its monitor is to be held until it is settled. */
  Pen pen() {
    return journal.penOf(stripe);
  }

  /** Settles the pen's draft of a record of the open block. */
  void settle(Pen pen) {
    key.bucket(open);
    pen.settle(key, block);
    key.bucket(0);
  }

  /** Makes the swarm, with one bucket that has room for one peer. */
  boolean create(int columns) {
    Pen pen = journal.penOf(stripe);
    synchronized (pen) {
      image.begin(columns);
      Block made = image.format(pen.imageAddress(), Layout.slotsFor(1, columns));
      made.buckets(1);
      if (!pen.put(map, key, made.lengthBytes())) {
        return false;
      }
    }
    headAddress = map.find(key, scratch);
    open = -1;
    open(0);
    return true;
  }

  /** Opens the block for a new peer, with a free slot and the columns that it needs. */
  boolean makeRoom(PeerKey peer, int columns) {
    if (records() >= count() * Layout.TARGET_SLOTS) {
      split(); // or not, if there is no room: then this bucket grows
    }
    return makeRoomWithoutSplit(peer, columns);
  }

  /** The same in the buckets that there are. */
  boolean makeRoomWithoutSplit(PeerKey peer, int columns) {
    openFor(peer);
    int needed = block.records() + 1;
    if (needed <= block.slots() && block.hasColumns(columns)) {
      return true;
    }
    return needed <= Layout.MAX_SLOTS && rewrite(needed, columns);
  }

  /**
   * Gives the open block room for so many records, and columns; what they don't need goes. Slots
   * stay as they are.
   *
   * @return false if the map has no room; nothing is changed then
   */
  boolean rewrite(int slots, int columns) {
    used.used(block);
    return rewrite(used, slots, columns);
  }

  /** The same with some of the records alone. */
  private boolean rewrite(SlotSet kept, int slots, int columns) {
    Pen pen = journal.penOf(stripe);
    synchronized (pen) {
      image.begin(columns | (block.columns() & Layout.TRAITS_COLUMN));
      image.count(block, kept);
      int room = Layout.slotsFor(Math.max(slots, image.records()), image.columns());
      return put(pen, kept, Math.max(1, room));
    }
  }

  /**
   * Gives the open block more columns; the free slots and columns that it has are kept, since they
   * may be reserved.
   *
   * @return false if the map has no room; nothing is changed then
   */
  boolean addColumns(int columns) {
    Pen pen = journal.penOf(stripe);
    synchronized (pen) {
      used.used(block);
      image.begin(block.columns() | columns);
      image.count(block, used);
      return put(pen, used, Layout.slotsThatFill(block.slots(), image.columns()));
    }
  }

  /** Sorts the records of the open block into their groups, if its header is right or not. */
  void sort() {
    used.used(block);
    sort(used);
  }

  /** The same with some of the records alone. */
  void sort(SlotSet kept) {
    Pen pen = journal.penOf(stripe);
    synchronized (pen) {
      image.begin(block.columns());
      image.count(block, kept);
      if (!put(pen, kept, block.slots())) {
        throw new OptmemException("swarm: no room for a block of the same size");
      }
    }
  }

  private boolean put(Pen pen, SlotSet kept, int slots) {
    Block made = image.format(pen.imageAddress(), slots);
    made.buckets(block.buckets());
    made.snatches(block.snatches());
    image.place(block, kept);
    key.bucket(open);
    boolean put = pen.put(map, key, made.lengthBytes());
    if (put) {
      moved(open);
    }
    key.bucket(0);
    return put;
  }

  /** The block of a bucket, which the key names, is elsewhere now; opens it. */
  private void moved(int bucket) {
    long address = map.find(key, scratch);
    if (bucket == 0) {
      headAddress = address;
    }
    block.bind(address);
    open = bucket;
    changed();
  }

  /** The open block's peers changed their places: tells the directory. */
  void changed() {
    if (directory != null) {
      directory.update(open, block);
    }
  }

  /** Makes one bucket more; false, and nothing done, if the map has no room. */
  private boolean split() {
    int made = count();
    open(Layout.partner(made));
    used.used(block);
    moving.clear();
    for (int slot = 0; slot < block.records(); slot++) {
      record.set(slot);
      if (Layout.bucketOf(record.tag(hash), made + 1) == made) {
        moving.add(slot);
      }
    }
    if (!putNew(made)) {
      return false;
    }
    Directory grown = directory != null ? directory : makeDirectory();
    other.bind(findBucket(made));
    grown.append(other.address());
    grown.update(made, other);
    VarHandle.releaseFence();
    head().buckets(made + 1);
    VarHandle.releaseFence();
    staying.difference(used, moving);
    if (!rewrite(staying, staying.size(), 0)) {
      // What stays may want more room than there was for all; as it is, there is enough.
      sort(staying);
    }
    return true;
  }

  private boolean putNew(int bucket) {
    Pen pen = journal.penOf(stripe);
    synchronized (pen) {
      image.begin(0);
      image.count(block, moving);
      int slots = Layout.slotsFor(Math.max(1, image.records()), image.columns());
      Block made = image.format(pen.imageAddress(), slots);
      image.place(block, moving);
      key.bucket(bucket);
      boolean put = pen.put(map, key, made.lengthBytes());
      key.bucket(0);
      return put;
    }
  }

  /** Makes a bucket without peers, which the count knows already; its address. */
  long createEmpty(int bucket) {
    only();
    moving.clear();
    if (!putNew(bucket)) {
      throw new OptmemException("no room to put a damaged swarm right");
    }
    return findBucket(bucket);
  }

  private long findBucket(int bucket) {
    key.bucket(bucket);
    long address = map.find(key, scratch);
    key.bucket(0);
    return address;
  }

  private Directory makeDirectory() {
    Directory made = new Directory(key);
    made.append(headAddress);
    made.countAll(0, only());
    stripe.add(made);
    directory = made;
    return made;
  }

  /** Gives back slots of the open block that are not needed. */
  void shrink() {
    if (open >= 0 && 2 * block.records() < block.slots()) {
      int slots = Math.max(1, block.records());
      if (Layout.slotsFor(slots, block.columns()) < block.slots()) {
        rewrite(slots, 0);
      }
    }
  }

  /** Drops columns of the open block that nobody in it needs any more. */
  void trimColumns() {
    used.used(block);
    image.begin(0);
    image.count(block, used);
    if (image.columns() != block.columns()) {
      rewrite(block.records(), 0);
    }
  }

  /** Whether the swarm has shrunk so far that a bucket less would do. */
  boolean areTooMany() {
    return directory != null
        && directory.records() < (directory.buckets() - 1) * Layout.TARGET_SLOTS / 2;
  }

  /** Puts the last bucket's peers where they came from; false if the map has no room. */
  boolean merge() {
    Directory directory = this.directory;
    if (directory == null) {
      return false;
    }
    int last = directory.buckets() - 1;
    other.bind(directory.address(last));
    open(Layout.partner(last));
    if (block.records() + other.records() > Layout.MAX_SLOTS || !putMerged()) {
      return false;
    }
    VarHandle.releaseFence();
    head().buckets(last);
    VarHandle.releaseFence();
    directory.removeLast();
    key.bucket(last);
    map.remove(key);
    key.bucket(0);
    if (last == 1) {
      stripe.remove(directory);
      this.directory = null;
    }
    return true;
  }

  private boolean putMerged() {
    Pen pen = journal.penOf(stripe);
    synchronized (pen) {
      used.used(block);
      moving.used(other);
      image.begin(0);
      image.count(block, used);
      image.count(other, moving);
      int slots = Layout.slotsFor(Math.max(1, image.records()), image.columns());
      Block made = image.format(pen.imageAddress(), slots);
      made.buckets(block.buckets());
      made.snatches(block.snatches());
      image.place(block, used);
      image.place(other, moving);
      key.bucket(open);
      boolean put = pen.put(map, key, made.lengthBytes());
      if (put) {
        moved(open);
      }
      key.bucket(0);
      return put;
    }
  }

  /** Removes all buckets, bucket 0 last. */
  void drop() {
    for (int bucket = count() - 1; bucket > 0; bucket--) {
      head().buckets(bucket);
      VarHandle.releaseFence();
      key.bucket(bucket);
      map.remove(key);
      key.bucket(0);
    }
    map.remove(key);
    if (directory != null) {
      stripe.remove(directory);
      directory = null;
    }
    headAddress = 0;
    open = -1;
  }
}
