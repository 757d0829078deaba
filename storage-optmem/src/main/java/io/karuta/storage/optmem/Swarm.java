package io.karuta.storage.optmem;

import io.karuta.pipeline.store.SwarmCounts;
import io.karuta.storage.optmem.Journal.Pen;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One swarm in the map: its peers and its counts. A flyweight that is bound to one swarm after the
 * other; used under the lock of that swarm, by one thread at a time.
 *
 * <p>One block at a time is open: that of the peer that was sought, or of the bucket that was asked
 * for. The flags of a record say its group, so whoever changes flags does it here, and the counts
 * of block, swarm and store are exact after every call. What changes the shape of blocks is in
 * {@link Buckets}.
 */
final class Swarm {

  /** Flags that the counts depend on, beside the group. */
  private static final int COUNTED = Flags.SEEDER | Flags.PARTIAL_SEED | Flags.DORMANT | Flags.OWES;

  private final KeyBuffer key;
  private final Totals totals;
  private final Lifetimes lifetimes;
  private final Buckets buckets;
  private final Block block;

  Swarm(SwarmMap map, Journal journal, TagHash hash, Totals totals, Lifetimes lifetimes) {
    key = new KeyBuffer();
    this.totals = totals;
    this.lifetimes = lifetimes;
    buckets = new Buckets(map, journal, hash, key);
    block = buckets.block();
  }

  /** Turns to another swarm, whether or not it exists; no block is open. */
  boolean bind(Stripe stripe, byte[] infoHash, int offset) {
    key.infoHash(infoHash, offset);
    return buckets.bind(stripe);
  }

  boolean exists() {
    return buckets.exists();
  }

  void copyInfoHash(byte[] into) {
    key.copyInfoHash(into);
  }

  KeyBuffer key() {
    return key;
  }

  Buckets buckets() {
    return buckets;
  }

  /** The block that is open. */
  Block block() {
    return block;
  }

  /** Opens the block of a bucket. */
  Block open(int bucket) {
    buckets.open(bucket);
    return block;
  }

  /** The directory of a swarm of several buckets; null if there is one. */
  @Nullable Directory directory() {
    return buckets.directory();
  }

  /** Records of all kinds. */
  int records() {
    return exists() ? buckets.records() : 0;
  }

  int seeders() {
    Directory directory = directory();
    return directory != null ? directory.seeders() : exists() ? buckets.only().seeders() : 0;
  }

  /** Partial seeds included. */
  int leechers() {
    Directory directory = directory();
    return directory != null ? directory.leechers() : exists() ? buckets.only().leechers() : 0;
  }

  void countInto(SwarmCounts counts) {
    if (!exists()) {
      counts.clear();
      return;
    }
    Directory directory = directory();
    if (directory != null) {
      counts.set(
          directory.seeders(),
          directory.leechers(),
          directory.partialSeeds(),
          directory.snatches());
    } else {
      Block only = buckets.only();
      counts.set(only.seeders(), only.leechers(), only.partialSeeds(), only.snatches());
    }
  }

  /** Peers of a kind that may be chosen, see {@link Directory#kind}. */
  int total(int kind) {
    Directory directory = directory();
    if (directory != null) {
      return directory.total(kind);
    }
    return exists() ? buckets.only().runEnd(kind) - buckets.only().runStart(kind) : 0;
  }

  void addSnatch() {
    Block head = buckets.head();
    head.snatches(head.snatches() + 1);
    Directory directory = directory();
    if (directory != null) {
      directory.snatches(head.snatches());
    }
  }

  /** The slot of a peer, whose block is open then; -1 if it has no record. */
  int find(PeerKey peer, PeerRecord into) {
    if (!exists()) {
      return -1;
    }
    buckets.openFor(peer);
    int slot = block.find(peer);
    if (slot >= 0) {
      into.set(slot);
    }
    return slot;
  }

  /**
   * Makes room for one more peer, and the swarm itself if there is none yet; {@link #add} or {@link
   * #release} follows.
   *
   * @param columns that the peer needs, beside that for its user
   * @return false if the store is full; nothing is changed then
   */
  boolean reserve(PeerKey peer, int columns) {
    if (!totals.addRecord()) {
      return false;
    }
    int needed = columns | (peer.userHigh() != 0 ? Layout.USER_HIGH_COLUMN : 0);
    if (!makeRoom(peer, needed)) {
      totals.removeRecord();
      return false;
    }
    return true;
  }

  private boolean makeRoom(PeerKey peer, int columns) {
    if (exists()) {
      return buckets.makeRoom(peer, columns);
    }
    if (!totals.addSwarm()) {
      return false;
    }
    if (!buckets.create(columns)) {
      totals.removeSwarm();
      return false;
    }
    return true;
  }

  /** Gives the room back that was not used. */
  void release() {
    totals.removeRecord();
    trim();
  }

  /** Makes sure that the open block has some columns too; slots stay. False if there's no room. */
  boolean ensureColumns(int columns) {
    return block.hasColumns(columns) || buckets.addColumns(columns);
  }

  /**
   * Opens a slot for a new peer; its record is filled before {@link #publish}.
   *
   * @return the slot
   */
  int add(int flags, PeerRecord into) {
    int slot = block.openSlot(Flags.group(flags));
    into.set(slot);
    return slot;
  }

  /** Makes a filled record one of the swarm's. */
  void publish(int slot, int flags) {
    VarHandle.releaseFence();
    block.flags(slot, flags);
    count(0, flags);
    buckets.changed();
    block.dueNoLaterThan(lifetimes.dueSecond(flags, block.seenSecond(slot)));
  }

  /** Adds a record out of a block of one slot, for which room was made in the open block. */
  void adopt(Block held) {
    int flags = held.flags(0);
    int slot = block.openSlot(Flags.group(flags));
    block.copy(held, 0, slot);
    count(0, flags);
    buckets.changed();
    block.dueSecond(0);
  }

  /**
   * Gives a record other flags.
   *
   * @return where it is now
   */
  int update(int slot, int flags) {
    int old = block.flags(slot);
    VarHandle.releaseFence();
    block.flags(slot, flags);
    block.dueNoLaterThan(lifetimes.dueSecond(flags, block.seenSecond(slot)));
    int from = Flags.group(old);
    int to = Flags.group(flags);
    if (from == to && (old & COUNTED) == (flags & COUNTED)) {
      return slot;
    }
    count(old, flags);
    if (from == to) {
      return slot;
    }
    if (block.records() < block.slots() || block.movesInPlace(slot, from, to)) {
      int moved = block.move(slot, from, to);
      buckets.changed();
      return moved;
    }
    buckets.sort();
    return from < to ? block.start(to) : block.end(to) - 1;
  }

  /** Where a record's new form is drafted; its monitor is to be held until it is settled. */
  Pen pen() {
    return buckets.pen();
  }

  /** Settles the pen's draft of a record of the open block, whose group is the same. */
  void settle(Pen pen, int slot) {
    int before = block.flags(slot);
    buckets.settle(pen);
    totals.change(before, block.flags(slot));
  }

  /** Removes a record. The swarm is not removed with its last one, see {@link #trim}. */
  void remove(int slot) {
    int flags = block.flags(slot);
    block.closeSlot(slot, Flags.group(flags));
    count(flags, 0);
    buckets.changed();
    totals.removeRecord();
  }

  /** Gives back what is not needed after removing; removes the swarm if it holds no records. */
  void trim() {
    if (records() == 0 || !buckets.areTooMany() || !buckets.merge()) {
      trimBlock();
    }
  }

  /** The same without touching other blocks than the open one, unless the swarm is empty. */
  void trimBlock() {
    if (!exists()) {
      return;
    }
    if (records() == 0) {
      buckets.drop();
      totals.removeSwarm();
    } else {
      buckets.shrink();
    }
  }

  private void count(int before, int after) {
    int partial =
        (Flags.visiblePartialSeed(after) ? 1 : 0) - (Flags.visiblePartialSeed(before) ? 1 : 0);
    if (partial != 0) {
      block.partialSeeds(block.partialSeeds() + partial);
    }
    Directory directory = directory();
    if (directory != null) {
      directory.change(before, after);
    }
    totals.change(before, after);
  }
}
