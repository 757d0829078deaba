package io.karuta.storage.optmem;

import io.karuta.pipeline.store.SwarmCounts;
import java.lang.invoke.VarHandle;

/**
 * One swarm in the map: its records as one array of slots sorted into groups, and its counts. A
 * flyweight that is bound to one swarm after the other; used under the lock of that swarm, by one
 * thread at a time.
 *
 * <p>The flags of a record say its group, so whoever changes flags does it here, and the swarm and
 * the totals of the store are exact after every call. Moving a record along the groups costs one
 * copy per group in between, whatever the swarm's size.
 */
final class Swarm {

  /** Flags that the counts depend on, beside the group. */
  private static final int COUNTED = Flags.SEEDER | Flags.PARTIAL_SEED | Flags.DORMANT;

  private final KeyBuffer key;
  private final Totals totals;
  private final Pages pages;
  private final SwarmIndex index;
  private final PeerRecord scratch = new PeerRecord();
  private final PeerRecord source = new PeerRecord();
  private final PeerRecord target = new PeerRecord();
  private boolean exists;

  Swarm(SwarmMap map, KeyBuffer key, Totals totals) {
    this.key = key;
    this.totals = totals;
    pages = new Pages(map, key);
    index = new SwarmIndex(map, key, pages);
  }

  /** Turns to another swarm, whether or not it exists. */
  boolean bind(byte[] infoHash, int offset) {
    key.infoHash(infoHash, offset);
    exists = pages.bind();
    return exists;
  }

  boolean exists() {
    return exists;
  }

  void copyInfoHash(byte[] into) {
    key.copyInfoHash(into);
  }

  int size(int group) {
    return pages.head().intAt(Layout.HEAD_GROUPS + 4 * group);
  }

  private void resize(int group, int change) {
    pages.head().putInt(Layout.HEAD_GROUPS + 4 * group, size(group) + change);
  }

  /** First slot of a group; of group 9, the number of records. */
  int start(int group) {
    int start = 0;
    for (int before = 0; before < group; before++) {
      start += size(before);
    }
    return start;
  }

  /** Records of all groups. */
  int records() {
    return exists ? start(Flags.GROUPS) : 0;
  }

  /** Slots of all pages, free ones included. */
  int slots() {
    return pages.slots();
  }

  int seeders() {
    return exists ? start(Flags.SILENT) - start(Flags.ENOUGH_IPV4) - partialSeeds() : 0;
  }

  /** Partial seeds included. */
  int leechers() {
    return exists ? start(Flags.ENOUGH_IPV4) + partialSeeds() : 0;
  }

  int partialSeeds() {
    return pages.head().intAt(Layout.HEAD_PARTIAL_SEEDS);
  }

  long snatches() {
    return pages.head().longAt(Layout.HEAD_SNATCHES);
  }

  void addSnatch() {
    pages.head().putLong(Layout.HEAD_SNATCHES, snatches() + 1);
  }

  void snatches(long count) {
    pages.head().putLong(Layout.HEAD_SNATCHES, count);
  }

  /** Whether the counts fit the pages, so that no slot is sought where none is. */
  boolean isPlausible() {
    for (int group = 0; group < Flags.GROUPS; group++) {
      if (size(group) < 0) {
        return false;
      }
    }
    int records = records();
    return records > 0 && pages.count() > 0 && index.buckets() >= 0 && pages.slots() > records;
  }

  /** Entries that the swarm has in the map: pages and index buckets. */
  int parts() {
    return pages.count() + index.buckets();
  }

  void countInto(SwarmCounts counts) {
    if (exists) {
      counts.set(seeders(), leechers(), partialSeeds(), snatches());
    } else {
      counts.clear();
    }
  }

  /** Points at the record in a slot. */
  void locate(int slot, PeerRecord into) {
    pages.locate(slot, into);
  }

  /** The slot of a peer, -1 if it has no record. Points at it. */
  int find(PeerKey peer, PeerRecord into) {
    if (!exists) {
      return -1;
    }
    if (index.buckets() == 0) {
      return findInFirstPage(peer, into);
    }
    index.open(peer.tag());
    for (int cell = index.match(peer.tag(), 0);
        cell >= 0;
        cell = index.match(peer.tag(), cell + 1)) {
      int slot = index.slot(cell);
      pages.locate(slot, into);
      if (into.is(peer)) {
        return slot;
      }
    }
    return -1;
  }

  private int findInFirstPage(PeerKey peer, PeerRecord into) {
    int records = records();
    for (int slot = 0; slot < records; slot++) {
      if (pages.head().longAt(Layout.tagOffset(0, slot)) == peer.tag()) {
        pages.locate(slot, into);
        if (into.is(peer)) {
          return slot;
        }
      }
    }
    return -1;
  }

  /**
   * Makes room for one more peer, and the swarm itself if there is none yet; {@link #insert} or
   * {@link #release} follows.
   *
   * @return false if the store is full; nothing is changed then
   */
  boolean reserve(PeerKey peer) {
    if (!totals.addRecord()) {
      return false;
    }
    if (!makeRoom(peer)) {
      totals.removeRecord();
      return false;
    }
    return true;
  }

  /** Gives the room back that was not used. */
  void release() {
    totals.removeRecord();
    trim();
  }

  private boolean makeRoom(PeerKey peer) {
    if (!exists) {
      if (!totals.addSwarm()) {
        return false;
      }
      if (!pages.create()) {
        totals.removeSwarm();
        return false;
      }
      exists = true;
      return true;
    }
    int slots = records() + 2;
    if (pages.needsPage(slots) && index.buckets() == 0 && !buildIndex()) {
      return false;
    }
    return pages.ensure(slots) && (index.buckets() == 0 || index.ensureRoom(peer.tag()));
  }

  private boolean buildIndex() {
    if (!index.create()) {
      return false;
    }
    for (int slot = 0; slot < records(); slot++) {
      pages.locate(slot, source);
      index.add(source.tag(), slot);
    }
    return true;
  }

  /** Points at the free slot, for a record that {@link #insert} then adds; after reserving. */
  void locateFree(PeerRecord into) {
    pages.locate(records(), into);
  }

  /**
   * Adds the record in the free slot.
   *
   * @return its slot
   */
  int insert(int flags) {
    int slot = records();
    pages.locate(slot, source);
    VarHandle.releaseFence();
    source.flags(flags | Flags.USED);
    if (index.buckets() > 0) {
      index.add(source.tag(), slot);
    }
    resize(Flags.SILENT, 1);
    count(0, flags | Flags.USED);
    int moved = move(slot, Flags.SILENT, Flags.group(flags | Flags.USED));
    if (index.buckets() > 0) {
      index.balance(records());
    }
    return moved;
  }

  /**
   * Gives a record other flags.
   *
   * @return where it is now
   */
  int update(int slot, int flags) {
    pages.locate(slot, source);
    int old = source.flags();
    source.flags(flags);
    if (Flags.group(old) == Flags.group(flags) && (old & COUNTED) == (flags & COUNTED)) {
      return slot;
    }
    count(old, flags);
    return move(slot, Flags.group(old), Flags.group(flags));
  }

  /** Removes a record. The swarm is not removed with its last one, see {@link #trim}. */
  void remove(int slot) {
    pages.locate(slot, source);
    int flags = source.flags();
    if (index.buckets() > 0) {
      index.remove(source.tag(), slot);
    }
    count(flags, 0);
    int hole = slot;
    for (int group = Flags.group(flags); group < Flags.SILENT; group++) {
      hole = pullLast(group, hole);
      resize(group + 1, 1);
    }
    hole = pullLast(Flags.SILENT, hole);
    pages.locate(hole, target);
    target.erase();
    totals.removeRecord();
    if (index.buckets() > 0) {
      index.balance(records());
    }
  }

  /** Gives back what is not needed after removing; removes the swarm if it holds no records. */
  void trim() {
    if (!exists) {
      return;
    }
    int records = records();
    if (records == 0) {
      index.drop();
      pages.removeAll();
      exists = false;
      totals.removeSwarm();
      return;
    }
    pages.trim(records + 2);
    if (pages.count() == 1 && index.buckets() > 0 && records < Layout.PAGE_SLOTS / 2) {
      index.drop();
    }
  }

  /**
   * Moves a record from one group to another, by way of the free slot.
   *
   * @return where it is now
   */
  private int move(int slot, int from, int to) {
    if (from == to) {
      return slot;
    }
    int free = records();
    pages.locate(slot, source);
    pages.locate(free, scratch);
    scratch.copyFrom(source);
    VarHandle.releaseFence();
    int hole = slot;
    for (int group = from; group < to; group++) {
      hole = pullLast(group, hole);
      resize(group + 1, 1);
    }
    for (int group = from; group > to; group--) {
      hole = pullFirst(group, hole);
      resize(group - 1, 1);
    }
    pages.locate(hole, target);
    target.copyFrom(scratch);
    VarHandle.releaseFence();
    if (index.buckets() > 0 && hole != slot) {
      index.move(scratch.tag(), slot, hole);
    }
    pages.locate(free, scratch);
    scratch.erase();
    return hole;
  }

  /** Fills a hole in a group with its last record; the group ends one slot earlier. */
  private int pullLast(int group, int hole) {
    int last = start(group + 1) - 1;
    return pull(group, hole, last);
  }

  /** Fills a hole in a group with its first record; the group begins one slot later. */
  private int pullFirst(int group, int hole) {
    return pull(group, hole, start(group));
  }

  private int pull(int group, int hole, int slot) {
    if (slot != hole) {
      pages.locate(slot, source);
      pages.locate(hole, target);
      target.copyFrom(source);
      VarHandle.releaseFence();
      if (index.buckets() > 0) {
        index.move(target.tag(), slot, hole);
      }
    }
    resize(group, -1);
    return slot;
  }

  private void count(int before, int after) {
    int partial = partial(after) - partial(before);
    if (partial != 0) {
      pages.head().putInt(Layout.HEAD_PARTIAL_SEEDS, partialSeeds() + partial);
    }
    totals.change(before, after);
  }

  private static int partial(int flags) {
    return Flags.visible(flags) && Flags.has(flags, Flags.PARTIAL_SEED) ? 1 : 0;
  }
}
