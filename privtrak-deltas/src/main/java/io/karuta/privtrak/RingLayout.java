package io.karuta.privtrak;

/**
 * Where everything lies in a ring of deltas, in a file or in memory; no other class knows an
 * offset. Numbers are in the machine's own byte order, info hashes and peer ids as they are on the
 * wire, texts in UTF-8.
 *
 * <pre>
 * file              0  header            4096
 *                4096  slots              320 for each; the delta of a sequence lies in slot
 *                                         sequence modulo slots
 *
 * header            0  magic                8
 *                   8  layout version       4
 *                  12  slot length          4
 *                  16  ring                16   its UUID
 *                  32  slots                8   a power of two
 *                  40  started              8   first sequence after the file was made
 *                  48  checksum             8   of the 48 bytes before
 *                  64  handlers       16 x 64
 *
 * handler           0  checksum             8   of the name; 0: the place is free
 *                   8  progress             8   delivered sequences, and a check of 16 bits
 *                  16  name                48   zeros behind it
 *
 * slot              0  sequence             8   + 1, written last; 0: never used, -1: being written
 *                   8  checksum             8   of the sequence and of everything from 24 on
 *                  16  stored               4   1 once the swarm store has made its last write
 *                  20  reserved             4
 *                  24  at                   4   seconds since 1970
 *                  28  port                 2
 *                  30  event                1   of {@link SlotCodes}; 0: void, no delta
 *                  31  flags                1   1 IPv4, 2 IPv6, 4 snatch
 *                  32  info hash           20
 *                  52  peer id             20
 *                  72  user                16
 *                  88  user number          8
 *                  96  torrent number       8
 *                 104  IPv4                 4
 *                 108  seed seconds         4
 *                 112  IPv6                16
 *                 128  uploaded             8
 *                 136  downloaded           8
 *                 144  credited up          8
 *                 152  credited down        8
 *                 160  corrupt              8
 *                 168  left                 8
 *                 176  reported up          8
 *                 184  reported down        8
 *                 192  leech seconds        4
 *                 196  seeders              4
 *                 200  leechers             4
 *                 204  seeders change       1
 *                 205  leechers change      1
 *                 206  cause                1   of {@link SlotCodes}
 *                 207  reserved             1
 *                 208  client name         32   1 byte length, then the text
 *                 240  user agent          80   1 byte length, then the text
 * </pre>
 *
 * <p>A process can be killed between any two writes. So a slot says that it is being written before
 * anything else changes, and which sequence it holds after everything else; the rest of the file
 * changes by single words, or is made anew and renamed into place.
 */
final class RingLayout {

  /** Rises whenever a file of an older layout can't be read any more. */
  static final int VERSION = 1;

  static final long MAGIC = 0x3173_6174_6c65_6421L;

  static final int MAGIC_AT = 0;
  static final int VERSION_AT = 8;
  static final int SLOT_LENGTH_AT = 12;
  static final int RING_HIGH = 16;
  static final int RING_LOW = 24;
  static final int SLOTS = 32;
  static final int STARTED = 40;
  static final int HEADER_CHECKSUM = 48;
  static final int HEADER_BYTES = 4096;

  static final int HANDLERS = 64;
  static final int MAX_HANDLERS = 16;
  static final int HANDLER_BYTES = 64;
  static final int NAME_CHECKSUM = 0;
  static final int PROGRESS = 8;
  static final int NAME = 16;
  static final int MAX_NAME_BYTES = 47;

  static final int SEQUENCE = 0;
  static final int CHECKSUM = 8;
  static final int STORED = 16;
  static final int AT = 24;
  static final int PORT = 28;
  static final int EVENT = 30;
  static final int FLAGS = 31;
  static final int INFO_HASH = 32;
  static final int PEER_ID = 52;
  static final int USER_HIGH = 72;
  static final int USER_LOW = 80;
  static final int USER_NUMBER = 88;
  static final int TORRENT_NUMBER = 96;
  static final int IPV4 = 104;
  static final int SEED_SECONDS = 108;
  static final int IPV6_HIGH = 112;
  static final int IPV6_LOW = 120;
  static final int UPLOADED = 128;
  static final int DOWNLOADED = 136;
  static final int CREDITED_UPLOADED = 144;
  static final int CREDITED_DOWNLOADED = 152;
  static final int CORRUPT = 160;
  static final int LEFT = 168;
  static final int REPORTED_UPLOADED = 176;
  static final int REPORTED_DOWNLOADED = 184;
  static final int LEECH_SECONDS = 192;
  static final int SEEDERS = 196;
  static final int LEECHERS = 200;
  static final int SEEDERS_CHANGE = 204;
  static final int LEECHERS_CHANGE = 205;
  static final int CAUSE = 206;
  static final int CLIENT_NAME = 208;
  static final int CLIENT_NAME_BYTES = 32;
  static final int USER_AGENT = 240;
  static final int USER_AGENT_BYTES = 80;
  static final int SLOT_BYTES = 320;

  /** In place of a sequence: no delta was ever written here. */
  static final long EMPTY = 0;

  /** In place of a sequence: a delta is being written here, or its writer was killed. */
  static final long WRITING = -1;

  static final int VOID = 0;
  static final int FLAG_IPV4 = 1;
  static final int FLAG_IPV6 = 2;
  static final int FLAG_SNATCH = 4;

  private RingLayout() {}

  /** Length of a whole ring. */
  static long lengthBytes(long slots) {
    return HEADER_BYTES + slots * SLOT_BYTES;
  }

  static int handler(int place) {
    return HANDLERS + place * HANDLER_BYTES;
  }
}
