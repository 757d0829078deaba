package io.karuta.storage.optmem;

import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.bittorrent.PeerList;
import io.karuta.pipeline.store.SwarmAnnounce;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Takes peers out of one block after the other into a list, without those that may not be in it:
 * peers of the announcer's user, and endpoints that are there already, which the announcer's own
 * counts as from the start. A client that lost its peer id is in the swarm twice for a while, but
 * no list names it twice. Recycled; owned by one thread at a time.
 *
 * <p>Endpoints are compared by one word each. A mark for each, by a hash, says most times that
 * there is nothing to compare.
 */
final class Picker {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());

  private static final int MARK_BITS = 13;
  private static final long IPV4_MASK = 0xffff_ffff_ffffL;
  private static final long FACTOR = 0x9e3779b97f4a7c15L;

  private final Block block;
  private final PeerRecord record;
  private final Stride stride = new Stride();
  private final Ranking ranking = new Ranking();
  private final Randomness random;

  /** By an endpoint's hash, the last list in which there was one; 0 for none. */
  private final byte[] marks = new byte[1 << MARK_BITS];

  private byte list;

  /** The endpoints of the list, and the announcer's own. */
  private long[] words = new long[256];

  private int size;

  /** What was drawn out of a run of slots, whose first one is 0. */
  private final int[] numbers = new int[Layout.MAX_SLOTS];

  private int userFingerprint;
  private boolean ranked;

  Picker(WriteWatch watch, Randomness random) {
    this.random = random;
    block = new Block(watch);
    record = new PeerRecord(block);
  }

  /**
   * Starts over.
   *
   * @param ranked how many of the highest rank are to be listed; 0 to list all that are taken
   */
  void begin(PeerKey announcer, int ranked) {
    userFingerprint = announcer.anonymous() ? -1 : announcer.fingerprint();
    this.ranked = ranked > 0;
    ranking.clear(ranked);
    if (++list == 0) {
      Arrays.fill(marks, (byte) 0);
      list = 1;
    }
    size = 0;
  }

  /** Bars the endpoint in a slot of another block. */
  void bar(Block own, int slot, boolean ipv6) {
    if (!ipv6 || own.hasColumns(Layout.IPV6_COLUMN)) {
      isNew(word(own, slot, ipv6));
    }
  }

  /** The block that {@link #take} takes from. */
  Block block() {
    return block;
  }

  /**
   * Takes up to {@code count} peers out of the block.
   *
   * @param bucket its number
   * @param first slot of a run of peers that may be chosen
   * @param length slots of the run
   * @param neighbours whether to take peers beside each other, see {@link Selection}
   * @return how many were taken
   */
  int take(
      SwarmAnnounce announce,
      int bucket,
      int first,
      int length,
      int count,
      boolean neighbours,
      boolean ipv6,
      PeerList into) {
    stride.begin(length, count, neighbours, random);
    if (size + count > words.length) {
      words = Arrays.copyOf(words, 2 * (size + count));
    }
    int taken = 0;
    int drawn = draw(announce, first, count);
    while (drawn > 0) {
      taken += ranked ? rank(announce, bucket, first, drawn, ipv6) : list(first, drawn, ipv6, into);
      drawn = draw(announce, first, count - taken);
    }
    return taken;
  }

  /** Draws up to so many more peers of the run, none of the announcer's user; how many they are. */
  private int draw(SwarmAnnounce announce, int first, int most) {
    int drawn = drawNeighbours(first, most);
    while (drawn < most && !stride.isOver()) {
      int number = stride.next();
      if (block.fingerprint(first + number) != userFingerprint
          || !block.ofUser(first + number, announce.userHigh(), announce.userLow())) {
        numbers[drawn++] = number;
      }
      drawn = drawStrangers(first, drawn, most);
    }
    return drawn;
  }

  /** All that are wanted at once, if they lie beside each other; else none. */
  private int drawNeighbours(int first, int count) {
    int number = stride.neighbours(count);
    if (number < 0 || block.has(userFingerprint, first + number, first + number + count)) {
      return 0;
    }
    for (int i = 0; i < count; i++) {
      numbers[i] = number + i;
    }
    stride.pass(count);
    return count;
  }

  /**
   * Draws peers up to one with the fingerprint of the announcer's user, which needs a closer look.
   * It calls nothing, so that registers are enough for it.
   */
  private int drawStrangers(int first, int from, int to) {
    Region region = block.region();
    int fingerprints = block.fingerprintOffset(first);
    int own = userFingerprint;
    int[] into = numbers;
    int length = stride.length();
    int modulus = stride.modulus();
    int step = stride.step() - modulus;
    int number = stride.number();
    int left = stride.left();
    int drawn = from;
    while (drawn < to && left > 0) {
      if (number < length) {
        if (region.unsignedByteAt(fingerprints + number) == own) {
          break;
        }
        into[drawn++] = number;
      }
      number += step;
      number += modulus & (number >> 31);
      left--;
    }
    stride.resume(number, left);
    return drawn;
  }

  /** Lists those drawn whose endpoints are not listed yet; how many they are. */
  private int list(int first, int drawn, boolean ipv6, PeerList into) {
    int before = size;
    int next = ipv6 ? listIpv6(first, 0, drawn, into) : listIpv4(first, 0, drawn, into);
    while (next < drawn) {
      int slot = first + numbers[next];
      if (isNew(word(block, slot, ipv6))) {
        record.set(slot);
        record.list(ipv6, into);
      }
      next = ipv6 ? listIpv6(first, next + 1, drawn, into) : listIpv4(first, next + 1, drawn, into);
    }
    return size - before;
  }

  /**
   * Lists drawn peers up to one whose endpoint may be listed already. The loop in which an announce
   * spends most of its time: it calls nothing, so that registers are enough for it.
   *
   * @return the index of that peer; {@code to} if there is none
   */
  private int listIpv4(int first, int from, int to, PeerList into) {
    Region region = block.region();
    int endpoints = block.ipv4Offset(first);
    byte list = this.list;
    int[] drawn = numbers;
    byte[] marked = marks;
    long[] listed = words;
    int count = size;
    int at = into.reserve(to - from);
    byte[] bytes = into.bytes();
    int i = from;
    for (; i < to; i++) {
      // Eight bytes for six: records follow the endpoints, so they are within the block.
      long word = region.longAt(endpoints + drawn[i] * Layout.IPV4_BYTES) & IPV4_MASK;
      int mark = mark(word);
      if (marked[mark] == list) {
        break;
      }
      marked[mark] = list;
      listed[count++] = word;
      INT.set(bytes, at, (int) word);
      SHORT.set(bytes, at + Layout.IPV4_PORT, (short) (word >>> 32));
      at += Endpoint.IPV4_LENGTH_BYTES;
    }
    into.truncate(into.size() - (to - i));
    size = count;
    return i;
  }

  /** The same for IPv6. */
  private int listIpv6(int first, int from, int to, PeerList into) {
    Region region = block.region();
    int endpoints = block.ipv6Offset(first);
    byte list = this.list;
    int[] drawn = numbers;
    byte[] marked = marks;
    long[] listed = words;
    int count = size;
    int at = into.reserve(to - from);
    byte[] bytes = into.bytes();
    int i = from;
    for (; i < to; i++) {
      int endpoint = endpoints + drawn[i] * Layout.IPV6_BYTES;
      long high = region.longAt(endpoint);
      long low = region.longAt(endpoint + Layout.IPV6_LOW);
      int port = region.unsignedShortAt(endpoint + Layout.IPV6_PORT);
      long word = ipv6Word(high, low, port);
      int mark = mark(word);
      if (marked[mark] == list) {
        break;
      }
      marked[mark] = list;
      listed[count++] = word;
      LONG.set(bytes, at, high);
      LONG.set(bytes, at + Layout.IPV6_LOW, low);
      SHORT.set(bytes, at + Layout.IPV6_PORT, (short) port);
      at += Endpoint.IPV6_LENGTH_BYTES;
    }
    into.truncate(into.size() - (to - i));
    size = count;
    return i;
  }

  private int rank(SwarmAnnounce announce, int bucket, int first, int drawn, boolean ipv6) {
    int found = 0;
    for (int i = 0; i < drawn; i++) {
      int slot = first + numbers[i];
      if (isNew(word(block, slot, ipv6))) {
        record.set(slot);
        long rank = announce.selector().rank(announce, record);
        ranking.add(((long) bucket << 32) | slot, rank, random.below(Integer.MAX_VALUE));
        found++;
      }
    }
    return found;
  }

  /** One word for an endpoint; two of IPv6 have the same by chance alone, in 2^-64. */
  private static long word(Block block, int slot, boolean ipv6) {
    Region region = block.region();
    if (!ipv6) {
      return region.longAt(block.ipv4Offset(slot)) & IPV4_MASK;
    }
    int offset = block.ipv6Offset(slot);
    return ipv6Word(
        region.longAt(offset),
        region.longAt(offset + Layout.IPV6_LOW),
        region.unsignedShortAt(offset + Layout.IPV6_PORT));
  }

  private static long ipv6Word(long high, long low, int port) {
    long mixed = high * FACTOR;
    long word = (low ^ (mixed >>> 29)) * 0xd6e8feb86659fd93L;
    return (mixed ^ word ^ (word >>> 32)) + port;
  }

  /** Notes an endpoint, whether it was not there yet. */
  private boolean isNew(long word) {
    int mark = mark(word);
    if (marks[mark] == list && contains(word)) {
      return false;
    }
    marks[mark] = list;
    words[size++] = word;
    return true;
  }

  private static int mark(long word) {
    return (int) ((word * FACTOR) >>> (Long.SIZE - MARK_BITS));
  }

  private boolean contains(long word) {
    for (int i = 0; i < size; i++) {
      if (words[i] == word) {
        return true;
      }
    }
    return false;
  }

  /** How many peers of the highest ranks are to be listed. */
  int ranked() {
    return ranking.size();
  }

  int rankedBucket(int index) {
    return (int) (ranking.slot(index) >>> 32);
  }

  /** Lists a ranked peer, whose block is the picker's. */
  void listRanked(int index, boolean ipv6, PeerList into) {
    record.set((int) ranking.slot(index));
    record.list(ipv6, into);
  }
}
