package io.karuta.storage.optmem;

import java.lang.invoke.VarHandle;

/**
 * The peers of one bucket: a flyweight over one value of the map. Slots from 0 on hold records,
 * sorted by group; the rest are free. Owned by one thread at a time, used under the lock of the
 * swarm.
 *
 * <p>Records are moved in such an order that a process killed at any write leaves each of them at
 * least once, whole, with its flags; ends and counts can be found anew from the flags.
 */
final class Block {

  /** Fingerprints in one word. */
  private static final int AT_ONCE = Long.BYTES / Layout.FINGERPRINT_BYTES;

  private static final int FINGERPRINT_BITS = 8 * Layout.FINGERPRINT_BYTES;
  private static final long EACH = 0x0001_0001_0001_0001L;
  private static final long EACH_TOP_BIT = 0x8000_8000_8000_8000L;

  private final Region region;
  private int slots;
  private int columns;
  private int ipv4Base;
  private int recordBase;
  private int ipv6Base;
  private int debtBase;
  private int userHighBase;
  private int traitsBase;

  Block(WriteWatch watch) {
    region = new Region(watch);
  }

  /** Turns to the block at an address. */
  void bind(long address) {
    region.set(address, Layout.HEADER_BYTES);
    shape(region.unsignedShortAt(Layout.SLOTS), region.unsignedShortAt(Layout.COLUMNS));
    region.set(address, Layout.blockBytes(slots, columns));
  }

  /** Turns to the block at an address whose shape is known, without a look at it. */
  void bind(long address, int shape) {
    shape(shape & 0xffff, shape >>> 16);
    region.set(address, Layout.blockBytes(slots, columns));
  }

  /** Slots and columns in one number. */
  int shape() {
    return slots | (columns << 16);
  }

  /** Turns to the same block as another flyweight. */
  void bind(Block other) {
    shape(other.slots, other.columns);
    region.set(other.region.address(), other.region.lengthBytes());
  }

  /** Makes an empty block at an address where there is room for it. */
  void format(long address, int slots, int columns) {
    shape(slots, columns);
    region.set(address, Layout.blockBytes(slots, columns));
    region.clear(0, region.lengthBytes());
    region.putShort(Layout.SLOTS, slots);
    region.putShort(Layout.COLUMNS, columns);
  }

  private void shape(int slots, int columns) {
    this.slots = slots;
    this.columns = columns;
    ipv4Base = Layout.ipv4Base(slots);
    recordBase = Layout.recordBase(slots);
    ipv6Base = Layout.ipv6Base(slots);
    debtBase = Layout.debtBase(slots, columns);
    userHighBase = Layout.userHighBase(slots, columns);
    traitsBase = Layout.traitsBase(slots, columns);
  }

  Region region() {
    return region;
  }

  long address() {
    return region.address();
  }

  int lengthBytes() {
    return region.lengthBytes();
  }

  /** Slots, free ones included. */
  int slots() {
    return slots;
  }

  int columns() {
    return columns;
  }

  boolean hasColumns(int wanted) {
    return (columns & wanted) == wanted;
  }

  /** First slot of a group; of group 9, the number of records. */
  int start(int group) {
    return group == 0 ? 0 : region.unsignedShortAt(Layout.ENDS + 2 * group - 2);
  }

  /** Slot behind the last one of a group. */
  int end(int group) {
    return region.unsignedShortAt(Layout.ENDS + 2 * group);
  }

  void end(int group, int slot) {
    region.putShort(Layout.ENDS + 2 * group, slot);
  }

  int records() {
    return end(Flags.SILENT);
  }

  /** First slot of the peers of a kind that may be chosen, see {@link Directory#kind}. */
  int runStart(int kind) {
    return start(
        switch (kind) {
          case 0 -> Flags.MORE_IPV4;
          case 1 -> Flags.ENOUGH_IPV4;
          case 2 -> Flags.MORE_BOTH;
          default -> Flags.ENOUGH_BOTH;
        });
  }

  /** Slot behind the last one of the peers of a kind that may be chosen. */
  int runEnd(int kind) {
    return end(
        switch (kind) {
          case 0 -> Flags.MORE_BOTH;
          case 1 -> Flags.ENOUGH_BOTH;
          case 2 -> Flags.MORE_IPV6;
          default -> Flags.ENOUGH_IPV6;
        });
  }

  /** Peers that lack nothing. */
  int seeders() {
    return end(Flags.ENOUGH_NO_ADDRESS) - end(Flags.MORE_IPV6) - partialSeeds();
  }

  /** Peers that lack something, partial seeds included. */
  int leechers() {
    return end(Flags.MORE_IPV6) + partialSeeds();
  }

  int partialSeeds() {
    return region.unsignedShortAt(Layout.PARTIAL_SEEDS);
  }

  void partialSeeds(int count) {
    region.putShort(Layout.PARTIAL_SEEDS, count);
  }

  /** Before this second nobody is due for the sweep. */
  int dueSecond() {
    return region.intAt(Layout.DUE);
  }

  void dueSecond(int second) {
    region.putInt(Layout.DUE, second);
  }

  /** Somebody is due at that second. */
  void dueNoLaterThan(int second) {
    if (dueSecond() - second > 0) {
      dueSecond(second);
    }
  }

  /** Buckets of the swarm; in bucket 0 only. */
  int buckets() {
    return region.intAt(Layout.BUCKETS);
  }

  void buckets(int count) {
    region.putInt(Layout.BUCKETS, count);
  }

  /** Snatches of the swarm; in bucket 0 only. */
  long snatches() {
    return region.longAt(Layout.SNATCHES);
  }

  void snatches(long count) {
    region.putLong(Layout.SNATCHES, count);
  }

  int fingerprintOffset(int slot) {
    return Layout.HEADER_BYTES + slot * Layout.FINGERPRINT_BYTES;
  }

  int fingerprint(int slot) {
    return region.unsignedShortAt(fingerprintOffset(slot));
  }

  int ipv4Offset(int slot) {
    return ipv4Base + slot * Layout.IPV4_BYTES;
  }

  int recordOffset(int slot) {
    return recordBase + slot * Layout.RECORD_BYTES;
  }

  int ipv6Offset(int slot) {
    return ipv6Base + slot * Layout.IPV6_BYTES;
  }

  int debtOffset(int slot) {
    return debtBase + slot * Layout.DEBT_BYTES;
  }

  int userHighOffset(int slot) {
    return userHighBase + slot * Layout.USER_HIGH_BYTES;
  }

  int traitsOffset(int slot) {
    return traitsBase + slot * Layout.TRAITS_BYTES;
  }

  int flags(int slot) {
    return region.unsignedShortAt(recordOffset(slot) + Layout.FLAGS);
  }

  void flags(int slot, int flags) {
    region.putShort(recordOffset(slot) + Layout.FLAGS, flags);
  }

  int seenSecond(int slot) {
    return region.intAt(recordOffset(slot) + Layout.SEEN);
  }

  /** The IPv4 address of a slot, big-endian. */
  int ipv4Address(int slot) {
    return Integer.reverseBytes(region.intAt(ipv4Offset(slot)));
  }

  int ipv4Port(int slot) {
    return port(ipv4Offset(slot) + Layout.IPV4_PORT);
  }

  /** Bytes 0 to 7 of the IPv6 address of a slot, big-endian; the block has the column. */
  long ipv6High(int slot) {
    return Long.reverseBytes(region.longAt(ipv6Offset(slot)));
  }

  long ipv6Low(int slot) {
    return Long.reverseBytes(region.longAt(ipv6Offset(slot) + Layout.IPV6_LOW));
  }

  int ipv6Port(int slot) {
    return port(ipv6Offset(slot) + Layout.IPV6_PORT);
  }

  private int port(int offset) {
    return Short.toUnsignedInt(Short.reverseBytes((short) region.unsignedShortAt(offset)));
  }

  boolean ofUser(int slot, long userHigh, long userLow) {
    return region.longAt(recordOffset(slot) + Layout.USER_LOW) == userLow
        && userHigh(slot) == userHigh;
  }

  long userHigh(int slot) {
    return hasColumns(Layout.USER_HIGH_COLUMN) ? region.longAt(userHighOffset(slot)) : 0;
  }

  /** The slot of a peer; -1 if it has none here. Four fingerprints are compared at a time. */
  int find(PeerKey peer) {
    int records = records();
    long pattern = peer.fingerprint() * EACH;
    for (int first = 0; first < records; first += AT_ONCE) {
      long matches = matches(first, pattern);
      while (matches != 0) {
        int slot = first + (Long.numberOfTrailingZeros(matches) / FINGERPRINT_BITS);
        if (slot < records && is(slot, peer)) {
          return slot;
        }
        matches &= matches - 1;
      }
    }
    return -1;
  }

  /** The first slot from {@code from} on and before {@code to} with a fingerprint; else that. */
  int indexOf(int fingerprint, int from, int to) {
    long pattern = fingerprint * EACH;
    for (int first = from; first < to; first += AT_ONCE) {
      long matches = matches(first, pattern);
      if (matches != 0) {
        return Math.min(first + (Long.numberOfTrailingZeros(matches) / FINGERPRINT_BITS), to);
      }
    }
    return to;
  }

  /** The top bits of those of the fingerprints in a word that are as in the pattern, or may be. */
  private long matches(int first, long pattern) {
    // Reads beyond the fingerprints are within the block, and those slots are not looked at.
    long differences = region.longAt(fingerprintOffset(first)) ^ pattern;
    return (differences - EACH) & ~differences & EACH_TOP_BIT;
  }

  private boolean is(int slot, PeerKey peer) {
    int record = recordOffset(slot);
    return region.longAt(record + Layout.PEER_ID_MIDDLE) == peer.idMiddle()
        && region.longAt(record + Layout.PEER_ID_HIGH) == peer.idHigh()
        && region.intAt(record + Layout.PEER_ID_LOW) == peer.idLow()
        && ofUser(slot, peer.userHigh(), peer.userLow());
  }

  /** Copies a record, flags last, from another block or from another slot of this one. */
  void copy(Block source, int from, int to) {
    copyAllButFlags(source, from, to);
    VarHandle.releaseFence();
    flags(to, source.flags(from));
  }

  private void copyAllButFlags(Block source, int from, int to) {
    flags(to, 0);
    VarHandle.releaseFence();
    Region other = source.region;
    region.putShort(fingerprintOffset(to), source.fingerprint(from));
    region.copyFrom(other, source.ipv4Offset(from), ipv4Offset(to), Layout.IPV4_BYTES);
    region.copyFrom(other, source.recordOffset(from), recordOffset(to), Layout.FLAGS);
    if (hasColumns(Layout.IPV6_COLUMN) && source.hasColumns(Layout.IPV6_COLUMN)) {
      region.copyFrom(other, source.ipv6Offset(from), ipv6Offset(to), Layout.IPV6_BYTES);
    }
    if (hasColumns(Layout.DEBT_COLUMN) && source.hasColumns(Layout.DEBT_COLUMN)) {
      region.copyFrom(other, source.debtOffset(from), debtOffset(to), Layout.DEBT_BYTES);
    }
    if (hasColumns(Layout.USER_HIGH_COLUMN)) {
      region.putLong(userHighOffset(to), source.userHigh(from));
    }
    if (hasColumns(Layout.TRAITS_COLUMN) && source.hasColumns(Layout.TRAITS_COLUMN)) {
      region.copyFrom(other, source.traitsOffset(from), traitsOffset(to), Layout.TRAITS_BYTES);
    }
  }

  /** Copies counters, flags and debt of the only record of another block; both have the column. */
  void settle(Block draft, int slot) {
    region.copyFrom(draft.region, draft.debtOffset(0), debtOffset(slot), Layout.DEBT_BYTES);
    region.copyFrom(
        draft.region,
        draft.recordOffset(0) + Layout.UPLOADED,
        recordOffset(slot) + Layout.UPLOADED,
        Layout.RECORD_BYTES - Layout.UPLOADED);
  }

  /**
   * Opens a free slot in a group by moving one record of each group behind it; there must be a free
   * slot at the end.
   */
  int openSlot(int group) {
    int hole = records();
    for (int behind = Flags.SILENT; behind > group; behind--) {
      hole = fill(hole, start(behind));
      end(behind, end(behind) + 1);
    }
    end(group, end(group) + 1);
    return hole;
  }

  /** Closes the slot of a record by moving one record of each group behind it, and frees it. */
  void closeSlot(int slot, int group) {
    flags(slot, 0);
    int hole = slot;
    for (int own = group; own < Flags.GROUPS; own++) {
      int last = end(own) - 1;
      hole = fill(hole, last);
      end(own, last);
    }
  }

  /** Moves a record into a free slot; the slot that is free then. */
  private int fill(int hole, int from) {
    if (from != hole) {
      copy(this, from, hole);
      VarHandle.releaseFence();
      flags(from, 0);
      VarHandle.releaseFence();
    }
    return from;
  }

  /** Whether {@link #move} needs no free slot: the record is at the border of the two groups. */
  boolean movesInPlace(int slot, int from, int to) {
    for (int group = Math.min(from, to) + 1; group < Math.max(from, to); group++) {
      if (start(group) != end(group)) {
        return false;
      }
    }
    return from < to ? slot == end(from) - 1 : slot == start(from);
  }

  /**
   * Moves a record, whose flags say its new group already, from one group to another.
   *
   * @return where it is now
   */
  int move(int slot, int from, int to) {
    if (movesInPlace(slot, from, to)) {
      for (int group = from; group < to; group++) {
        end(group, end(group) - 1);
      }
      for (int group = to; group < from; group++) {
        end(group, end(group) + 1);
      }
      return slot;
    }
    int spare = records();
    assert spare < slots : "move in a full block";
    copy(this, slot, spare);
    VarHandle.releaseFence();
    flags(slot, 0);
    VarHandle.releaseFence();
    int hole = slot;
    for (int group = from; group < to; group++) {
      int last = end(group) - 1;
      hole = fill(hole, last);
      end(group, last);
    }
    for (int group = from; group > to; group--) {
      int first = start(group);
      hole = fill(hole, first);
      end(group - 1, first + 1);
    }
    fill(hole, spare);
    return hole;
  }
}
