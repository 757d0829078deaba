package io.karuta.storage.optmem;

/**
 * Where everything lies in the map; no other class knows an offset. Numbers are in the machine's
 * own byte order, the 20 bytes of an info hash as they are.
 *
 * <pre>
 * key, 24 bytes    0  info hash            20
 *                 20  part                  4   page 0, 1, 2 ...; or index bucket | 1 &lt;&lt; 31
 *
 * page             head                    64   page 0 only
 *                  tag[capacity]            8 each
 *                  record[capacity]       128 each
 *
 * head             0  group counts       9 x 4
 *                 36  partial seeds         4
 *                 40  snatches              8
 *                 48  pages                 4
 *                 52  index buckets         4   0 while one page holds all: its tags are searched
 *                 56  reserved              8
 *
 * record           0  user id              16
 *                 16  peer id, bytes 0-15  16
 *                 32  uploaded              8
 *                 40  downloaded            8
 *                 48  left                  8
 *                 56  owed uploaded         8
 *                 64  owed downloaded       8
 *                 72  IPv6 address         16
 *                 88  peer id, bytes 16-19  4
 *                 92  last seen             4   seconds since 1970
 *                 96  last seen over IPv4   4
 *                100  last seen over IPv6   4
 *                104  IPv4 address          4
 *                108  IPv4 port             2
 *                110  IPv6 port             2
 *                112  owed seed seconds     4
 *                116  owed leech seconds    4
 *                120  flags                 4   0: the slot is free
 *                124  reserved              4
 *
 * index bucket     0  cells in use          4
 *                  4  reserved              4
 *                  8  cell[capacity]        8 each: upper half of the tag, slot
 *
 * meta             0  magic                 8   under an info hash of zeros, part -1
 *                  8  layout version        4
 *                 12  reserved              4
 *                 16  secret of the tags   16
 *                 32  planned peers         8
 *                 40  planned torrents      8
 * </pre>
 *
 * <p>The records of a swarm are one dense array over its pages, sorted into nine groups by what
 * they may be chosen for. Peers that want more come before those that have enough, and of either
 * kind those with an address of one family are neighbours: a choice for IPv4 and for IPv6 is made
 * from one run of slots, whatever the swarm's size. The slot behind the last record is always there
 * and free; records are moved by way of it, so that a process killed at any moment leaves a record
 * twice but never not at all.
 */
final class Layout {

  /** Rises whenever a file of an older layout can't be read any more. */
  static final int VERSION = 1;

  static final long MAGIC = 0x3161_7475_7261_6b21L;

  static final int KEY_BYTES = 24;
  static final int KEY_PART = 20;
  static final int META_PART = -1;
  static final int INDEX_PART = 1 << 31;

  static final int PAGE_SHIFT = 6;
  static final int PAGE_SLOTS = 1 << PAGE_SHIFT;
  static final int MIN_CAPACITY = 2;
  static final int TAG_BYTES = 8;
  static final int RECORD_BYTES = 128;

  static final int HEAD_BYTES = 64;
  static final int HEAD_GROUPS = 0;
  static final int HEAD_PARTIAL_SEEDS = 36;
  static final int HEAD_SNATCHES = 40;
  static final int HEAD_PAGES = 48;
  static final int HEAD_INDEX_BUCKETS = 52;

  static final int USER_HIGH = 0;
  static final int USER_LOW = 8;
  static final int PEER_ID_HIGH = 16;
  static final int PEER_ID_MIDDLE = 24;
  static final int UPLOADED = 32;
  static final int DOWNLOADED = 40;
  static final int LEFT = 48;
  static final int OWED_UPLOADED = 56;
  static final int OWED_DOWNLOADED = 64;
  static final int IPV6_HIGH = 72;
  static final int IPV6_LOW = 80;
  static final int PEER_ID_LOW = 88;
  static final int SEEN = 92;
  static final int SEEN_IPV4 = 96;
  static final int SEEN_IPV6 = 100;
  static final int IPV4 = 104;
  static final int IPV4_PORT = 108;
  static final int IPV6_PORT = 110;
  static final int OWED_SEED_SECONDS = 112;
  static final int OWED_LEECH_SECONDS = 116;
  static final int FLAGS = 120;

  static final int INDEX_USED = 0;
  static final int INDEX_CELLS = 8;
  static final int CELL_BYTES = 8;
  static final int INDEX_MIN_CELLS = 32;
  static final int INDEX_MAX_CELLS = 1024;

  static final int META_BYTES = 64;
  static final int META_MAGIC = 0;
  static final int META_VERSION = 8;
  static final int META_SECRET = 16;
  static final int META_PEERS = 32;
  static final int META_TORRENTS = 40;

  /** Longest value: a full page 0. */
  static final int MAX_VALUE_BYTES = HEAD_BYTES + PAGE_SLOTS * (TAG_BYTES + RECORD_BYTES);

  private Layout() {}

  static int headBytes(int page) {
    return page == 0 ? HEAD_BYTES : 0;
  }

  static int pageBytes(int page, int capacity) {
    return headBytes(page) + capacity * (TAG_BYTES + RECORD_BYTES);
  }

  static int capacity(int page, int lengthBytes) {
    return (lengthBytes - headBytes(page)) / (TAG_BYTES + RECORD_BYTES);
  }

  static int tagOffset(int page, int index) {
    return headBytes(page) + index * TAG_BYTES;
  }

  static int recordOffset(int page, int capacity, int index) {
    return headBytes(page) + capacity * TAG_BYTES + index * RECORD_BYTES;
  }

  static int indexBytes(int cells) {
    return INDEX_CELLS + cells * CELL_BYTES;
  }

  static int indexCells(int lengthBytes) {
    return (lengthBytes - INDEX_CELLS) / CELL_BYTES;
  }
}
