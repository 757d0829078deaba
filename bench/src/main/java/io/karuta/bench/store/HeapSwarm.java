package io.karuta.bench.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The peers of one swarm in packed arrays, one slot each, sorted into groups. Guarded by its
 * stripe.
 *
 * <pre>
 *  slots    | leechers: no address | IPv4 | both | IPv6 | seeders: IPv6 | both | IPv4 | none |
 *  records  tag, user high, user low, uploaded, downloaded, left, (seen, flags)   7 longs a slot
 *  ipv4     address | port | user's fingerprint                                   1 long a slot
 *  ipv6     high, low, (port | user's fingerprint)          3 longs a slot, only if anyone has it
 *  index    slot + 1 by tag, open addressing; none in a small swarm
 * </pre>
 *
 * <p>So the peers of a kind with an address of a family are one run of slots, and listing one reads
 * one or three words.
 */
final class HeapSwarm {

  static final int TAG = 0;
  static final int USER_HIGH = 1;
  static final int USER_LOW = 2;
  static final int UPLOADED = 3;
  static final int DOWNLOADED = 4;
  static final int LEFT = 5;
  static final int SEEN_AND_FLAGS = 6;
  static final int RECORD_WORDS = 7;
  static final int IPV6_WORDS = 3;

  static final int SEEDER = 1;
  static final int SNATCHED = 2;
  static final int HAS_IPV4 = 4;
  static final int HAS_IPV6 = 8;

  private static final int GROUPS = 8;
  private static final int FIRST_SEEDER_GROUP = 4;
  private static final int[] LEECHER_GROUPS = {0, 1, 3, 2};
  private static final int[] SEEDER_GROUPS = {7, 6, 4, 5};

  /** Up to so many peers are searched one by one. */
  private static final int SMALL = 8;

  private static final long[] NONE = {};

  /** First slot behind each group. */
  private final int[] ends = new int[GROUPS];

  private long[] records = new long[RECORD_WORDS];
  private long[] ipv4 = new long[1];
  private long[] ipv6 = NONE;
  private int @Nullable [] index;
  private int snatches;

  int peers() {
    return ends[GROUPS - 1];
  }

  int leechers() {
    return ends[FIRST_SEEDER_GROUP - 1];
  }

  int seeders() {
    return peers() - leechers();
  }

  int snatches() {
    return snatches;
  }

  void addSnatch() {
    snatches++;
  }

  /** First slot of the seeders or the leechers that have an address of a family. */
  int runStart(boolean seeders, boolean overIpv6) {
    return seeders ? ends[overIpv6 ? 3 : 4] : ends[overIpv6 ? 1 : 0];
  }

  /** First slot behind them. */
  int runEnd(boolean seeders, boolean overIpv6) {
    return seeders ? ends[overIpv6 ? 5 : 6] : ends[overIpv6 ? 3 : 2];
  }

  private static int group(int flags) {
    int families = (flags >>> 2) & 3;
    return (flags & SEEDER) != 0 ? SEEDER_GROUPS[families] : LEECHER_GROUPS[families];
  }

  long word(int slot, int word) {
    return records[slot * RECORD_WORDS + word];
  }

  void word(int slot, int word, long value) {
    records[slot * RECORD_WORDS + word] = value;
  }

  int flags(int slot) {
    return (int) word(slot, SEEN_AND_FLAGS);
  }

  int seenSecond(int slot) {
    return (int) (word(slot, SEEN_AND_FLAGS) >>> Integer.SIZE);
  }

  boolean ofUser(int slot, long high, long low) {
    return word(slot, USER_LOW) == low && word(slot, USER_HIGH) == high;
  }

  /** Address, port and fingerprint of a peer's user; 0 if it has none. */
  long ipv4(int slot) {
    return ipv4[slot];
  }

  void ipv4(int slot, long endpoint) {
    ipv4[slot] = endpoint;
  }

  /** One of the three words of an IPv6 endpoint; only in a swarm that has any. */
  long ipv6(int slot, int word) {
    return ipv6[slot * IPV6_WORDS + word];
  }

  void ipv6(int slot, long high, long low, long portAndUser) {
    if (ipv6.length == 0) {
      ipv6 = new long[ipv4.length * IPV6_WORDS];
    }
    ipv6[slot * IPV6_WORDS] = high;
    ipv6[slot * IPV6_WORDS + 1] = low;
    ipv6[slot * IPV6_WORDS + 2] = portAndUser;
  }

  /** The slot of a peer; -1 if it is not here. */
  int find(long tag) {
    int[] cells = index;
    if (cells == null) {
      for (int slot = 0; slot < peers(); slot++) {
        if (word(slot, TAG) == tag) {
          return slot;
        }
      }
      return -1;
    }
    int mask = cells.length - 1;
    for (int cell = home(tag, mask); cells[cell] != 0; cell = (cell + 1) & mask) {
      int slot = cells[cell] - 1;
      if (word(slot, TAG) == tag) {
        return slot;
      }
    }
    return -1;
  }

  private static int home(long tag, int mask) {
    return (int) (tag >>> 32) & mask;
  }

  /** Opens a slot for a new peer and gives it its tag, user and flags. */
  int add(long tag, long userHigh, long userLow, int flags) {
    int hole = peers();
    if (hole == ipv4.length) {
      resize(hole + (hole >>> 1) + 1);
    }
    int group = group(flags);
    for (int other = GROUPS - 1; other > group; other--) {
      int start = ends[other - 1];
      hole = moveIfApart(start, hole);
      ends[other]++;
    }
    ends[group]++;
    Arrays.fill(records, hole * RECORD_WORDS, (hole + 1) * RECORD_WORDS, 0);
    clearEndpoints(hole);
    word(hole, TAG, tag);
    word(hole, USER_HIGH, userHigh);
    word(hole, USER_LOW, userLow);
    word(hole, SEEN_AND_FLAGS, flags);
    enter(tag, hole);
    return hole;
  }

  private void clearEndpoints(int slot) {
    ipv4[slot] = 0;
    if (ipv6.length > 0) {
      ipv6(slot, 0, 0, 0);
    }
  }

  /** Removes a peer; others move. */
  void remove(int slot) {
    leave(word(slot, TAG), slot);
    closeHole(slot, group(flags(slot)), GROUPS);
    int peers = peers();
    if (peers < ipv4.length / 4) {
      resize(ipv4.length / 2);
    }
  }

  /** Gives a peer other flags; where it is then. */
  int update(int slot, int flags, int seenSecond) {
    int before = group(flags(slot));
    int after = group(flags);
    int now = before == after ? slot : regroup(slot, before, after);
    word(now, SEEN_AND_FLAGS, ((long) seenSecond << Integer.SIZE) | flags);
    return now;
  }

  /** Takes a peer from one group to another; those between move by one each. */
  private int regroup(int slot, int before, int after) {
    int words = slot * RECORD_WORDS;
    int cell = index == null ? -1 : cellOf(index, word(slot, TAG), slot);
    long[] record = Arrays.copyOfRange(records, words, words + RECORD_WORDS);
    long endpoint = ipv4[slot];
    long[] endpoints =
        ipv6.length == 0
            ? NONE
            : Arrays.copyOfRange(ipv6, slot * IPV6_WORDS, (slot + 1) * IPV6_WORDS);
    int hole;
    if (before < after) {
      hole = closeHole(slot, before, after);
    } else {
      hole = slot;
      for (int group = before; group > after; group--) {
        hole = moveIfApart(ends[group - 1], hole);
        ends[group - 1]++;
      }
    }
    System.arraycopy(record, 0, records, hole * RECORD_WORDS, RECORD_WORDS);
    ipv4[hole] = endpoint;
    if (endpoints.length > 0) {
      System.arraycopy(endpoints, 0, ipv6, hole * IPV6_WORDS, IPV6_WORDS);
    }
    if (index != null) {
      index[cell] = hole + 1;
    }
    return hole;
  }

  /** Closes a hole in a group by the last peer of each group before another; the hole then. */
  private int closeHole(int slot, int from, int before) {
    int hole = slot;
    for (int group = from; group < before; group++) {
      int last = ends[group] - 1;
      hole = moveIfApart(last, hole);
      ends[group]--;
    }
    return hole;
  }

  /** Moves a peer into the hole; where the hole is then. */
  private int moveIfApart(int from, int hole) {
    if (from != hole) {
      System.arraycopy(records, from * RECORD_WORDS, records, hole * RECORD_WORDS, RECORD_WORDS);
      ipv4[hole] = ipv4[from];
      if (ipv6.length > 0) {
        System.arraycopy(ipv6, from * IPV6_WORDS, ipv6, hole * IPV6_WORDS, IPV6_WORDS);
      }
      point(word(hole, TAG), from, hole);
    }
    return from;
  }

  private void resize(int capacity) {
    records = Arrays.copyOf(records, capacity * RECORD_WORDS);
    ipv4 = Arrays.copyOf(ipv4, capacity);
    if (ipv6.length > 0) {
      ipv6 = Arrays.copyOf(ipv6, capacity * IPV6_WORDS);
    }
    if (capacity <= SMALL) {
      index = null;
      return;
    }
    index = new int[Integer.highestOneBit(capacity * 2 - 1) * 2];
    for (int slot = 0; slot < peers(); slot++) {
      enter(word(slot, TAG), slot);
    }
  }

  private void enter(long tag, int slot) {
    int[] cells = index;
    if (cells == null) {
      return;
    }
    int mask = cells.length - 1;
    int cell = home(tag, mask);
    while (cells[cell] != 0) {
      cell = (cell + 1) & mask;
    }
    cells[cell] = slot + 1;
  }

  private void point(long tag, int from, int to) {
    int[] cells = index;
    if (cells != null) {
      cells[cellOf(cells, tag, from)] = to + 1;
    }
  }

  private static int cellOf(int[] cells, long tag, int slot) {
    int mask = cells.length - 1;
    int cell = home(tag, mask);
    while (cells[cell] != slot + 1) {
      cell = (cell + 1) & mask;
    }
    return cell;
  }

  /** Takes a cell out, and moves those back that had to go past it. */
  private void leave(long tag, int slot) {
    int[] cells = index;
    if (cells == null) {
      return;
    }
    int mask = cells.length - 1;
    int hole = cellOf(cells, tag, slot);
    for (int cell = (hole + 1) & mask; cells[cell] != 0; cell = (cell + 1) & mask) {
      int home = home(word(cells[cell] - 1, TAG), mask);
      if (((cell - home) & mask) >= ((cell - hole) & mask)) {
        cells[hole] = cells[cell];
        hole = cell;
      }
    }
    cells[hole] = 0;
  }
}
