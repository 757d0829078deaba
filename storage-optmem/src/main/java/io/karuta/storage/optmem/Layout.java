package io.karuta.storage.optmem;

/**
 * Where everything lies in the map; no other class knows an offset. Numbers are in the machine's
 * own byte order, info hashes, peer ids and endpoints as they are on the wire.
 *
 * <pre>
 * key, 24 bytes    0  info hash            20
 *                 20  bucket                4   0, 1, 2 ...; -1 with an info hash of zeros: meta
 *
 * block            0  header               40
 *                 40  fingerprint           2 for each slot
 *                     IPv4 endpoint         6 for each slot
 *                     record               58 for each slot
 *                     then the columns that some peer of the block needs, in this order:
 *                     IPv6                 22 for each slot   1
 *                     debt                 24 for each slot   2
 *                     upper user id         8 for each slot   4
 *                     traits                8 for each slot   8
 *
 * header           0  slots                 2
 *                 2  columns                2   sum of the numbers at the right above
 *                  4  due                   4   before this second nobody is due for the sweep
 *                  8  ends               9 x 2   slot behind the last one of each group
 *                 26  partial seeds         2
 *                 28  buckets               4   of the swarm; in bucket 0 only
 *                 32  snatches              8   of the swarm; in bucket 0 only
 *
 * record           0  peer id              20
 *                 20  lower user id         8
 *                 28  uploaded              8
 *                 36  downloaded            8
 *                 44  left                  8
 *                 52  last seen             4   seconds since 1970
 *                 56  flags                 2   0: the slot is free
 *
 * IPv6             0  endpoint             18
 *                 18  last seen             4   over the family that is not the last one
 *
 * debt             0  uploaded              8
 *                  8  downloaded            8
 *                 16  seed seconds          4
 *                 20  leech seconds         4
 *
 * meta             0  magic                 8
 *                  8  layout version        4
 *                 12  reserved              4
 *                 16  secret of the tags   16
 *                 32  planned peers         8
 *                 40  planned torrents      8
 * </pre>
 *
 * <p>A swarm is one block or, from {@link #TARGET_SLOTS} peers on, several: linear hashing spreads
 * its peers over buckets by their tags, one block for each bucket. Most swarms are one block, and
 * so one lookup.
 *
 * <p>The slots of a block are sorted into nine groups by what their peers may be chosen for. Those
 * that want more come before those that have enough, and of either kind those with an address of
 * one family are neighbours: what may be chosen for IPv4, and for IPv6, is one run of slots.
 */
final class Layout {

  /** Rises whenever a file of an older layout can't be read any more. */
  static final int VERSION = 4;

  static final long MAGIC = 0x3161_7475_7261_6b21L;

  static final int KEY_BYTES = 24;
  static final int KEY_BUCKET = 20;
  static final int META_BUCKET = -1;

  /**
   * From the start of an entry of Chronicle's to its value: the key, the value's length, padding.
   * Not a promise of the library, so whoever relies on it checks.
   */
  static final int VALUE_IN_ENTRY = 32;

  /** Unit in which Chronicle gives out memory. */
  static final int CHUNK_BYTES = 32;

  /** Mean peers of a bucket before there is another one. */
  static final int TARGET_SLOTS = 224;

  /** Far more than a bucket ever gets: twice the mean, and what chance adds. */
  static final int MAX_SLOTS = 640;

  static final int SLOTS = 0;
  static final int COLUMNS = 2;
  static final int DUE = 4;
  static final int ENDS = 8;
  static final int PARTIAL_SEEDS = 26;
  static final int BUCKETS = 28;
  static final int SNATCHES = 32;
  static final int HEADER_BYTES = 40;

  static final int FINGERPRINT_BYTES = 2;
  static final int IPV4_BYTES = 6;
  static final int IPV4_PORT = 4;

  static final int PEER_ID_HIGH = 0;
  static final int PEER_ID_MIDDLE = 8;
  static final int PEER_ID_LOW = 16;
  static final int USER_LOW = 20;
  static final int UPLOADED = 28;
  static final int DOWNLOADED = 36;
  static final int LEFT = 44;
  static final int SEEN = 52;
  static final int FLAGS = 56;
  static final int RECORD_BYTES = 58;

  /** Column of peers with an IPv6 address, or that announced over IPv6. */
  static final int IPV6_COLUMN = 1;

  static final int IPV6_LOW = 8;
  static final int IPV6_PORT = 16;
  static final int IPV6_ENDPOINT_BYTES = 18;
  static final int IPV6_OTHER_SEEN = 18;
  static final int IPV6_BYTES = 22;

  /** Column of peers that owe something to the accounting. */
  static final int DEBT_COLUMN = 2;

  static final int OWED_UPLOADED = 0;
  static final int OWED_DOWNLOADED = 8;
  static final int OWED_SEED_SECONDS = 16;
  static final int OWED_LEECH_SECONDS = 20;
  static final int DEBT_BYTES = 24;

  /** Column of users whose id is longer than 8 bytes. */
  static final int USER_HIGH_COLUMN = 4;

  static final int USER_HIGH_BYTES = 8;

  /** Column of what a selection strategy wants to know, where the settings ask for it. */
  static final int TRAITS_COLUMN = 8;

  static final int TRAITS_BYTES = 8;

  private static final int BASE_SLOT_BYTES = FINGERPRINT_BYTES + IPV4_BYTES + RECORD_BYTES;

  static final int META_BYTES = 64;
  static final int META_MAGIC = 0;
  static final int META_VERSION = 8;
  static final int META_SECRET = 16;
  static final int META_PEERS = 32;
  static final int META_TORRENTS = 40;

  /** Longest block: all slots with all columns. */
  static final int MAX_BLOCK_BYTES =
      HEADER_BYTES
          + MAX_SLOTS
              * (BASE_SLOT_BYTES + IPV6_BYTES + DEBT_BYTES + USER_HIGH_BYTES + TRAITS_BYTES);

  private Layout() {}

  /** Bytes of one slot over all columns. */
  static int slotBytes(int columns) {
    return BASE_SLOT_BYTES
        + ((columns & IPV6_COLUMN) != 0 ? IPV6_BYTES : 0)
        + ((columns & DEBT_COLUMN) != 0 ? DEBT_BYTES : 0)
        + ((columns & USER_HIGH_COLUMN) != 0 ? USER_HIGH_BYTES : 0)
        + ((columns & TRAITS_COLUMN) != 0 ? TRAITS_BYTES : 0);
  }

  static int blockBytes(int slots, int columns) {
    return HEADER_BYTES + slots * slotBytes(columns);
  }

  /** What a block takes in the map, its key and unused rest of a chunk included. */
  static int entryBytes(int valueBytes) {
    return (VALUE_IN_ENTRY + valueBytes + CHUNK_BYTES - 1) / CHUNK_BYTES * CHUNK_BYTES;
  }

  /** Slots to make for so many peers and some more. */
  static int slotsFor(int peers, int columns) {
    return slotsThatFill(peers + peers / 16, columns);
  }

  /** At least so many slots, and as many as fill the chunks. */
  static int slotsThatFill(int slots, int columns) {
    int entryBytes = entryBytes(blockBytes(slots, columns));
    int filling = (entryBytes - VALUE_IN_ENTRY - HEADER_BYTES) / slotBytes(columns);
    return Math.min(filling, MAX_SLOTS);
  }

  static int ipv4Base(int slots) {
    return HEADER_BYTES + slots * FINGERPRINT_BYTES;
  }

  static int recordBase(int slots) {
    return ipv4Base(slots) + slots * IPV4_BYTES;
  }

  static int ipv6Base(int slots) {
    return recordBase(slots) + slots * RECORD_BYTES;
  }

  static int debtBase(int slots, int columns) {
    return ipv6Base(slots) + ((columns & IPV6_COLUMN) != 0 ? slots * IPV6_BYTES : 0);
  }

  static int userHighBase(int slots, int columns) {
    return debtBase(slots, columns) + ((columns & DEBT_COLUMN) != 0 ? slots * DEBT_BYTES : 0);
  }

  static int traitsBase(int slots, int columns) {
    return userHighBase(slots, columns)
        + ((columns & USER_HIGH_COLUMN) != 0 ? slots * USER_HIGH_BYTES : 0);
  }

  /** The bucket of a tag among so many, by linear hashing. */
  static int bucketOf(long tag, int buckets) {
    int mask = (Integer.highestOneBit(buckets) << 1) - 1;
    int bucket = (int) tag & mask;
    return bucket < buckets ? bucket : bucket & (mask >>> 1);
  }

  /** The bucket that was split to make this one, and that takes its peers back; not for 0. */
  static int partner(int bucket) {
    return bucket - Integer.highestOneBit(bucket);
  }
}
