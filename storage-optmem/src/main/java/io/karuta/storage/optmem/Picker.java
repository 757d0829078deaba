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
 * <p>Endpoints are compared by one word each. A bit for each, by a hash, says most times that there
 * is nothing to compare.
 */
final class Picker {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());

  private static final int BITS = 2048;
  private static final int BIT_SHIFT = Long.SIZE - 11;
  private static final long IPV4_MASK = 0xffff_ffff_ffffL;
  private static final long FACTOR = 0x9e3779b97f4a7c15L;

  private final Block block;
  private final PeerRecord record;
  private final Stride stride = new Stride();
  private final Ranking ranking = new Ranking();
  private final Randomness random;
  private final long[] bits = new long[BITS / Long.SIZE];
  private long[] words = new long[256];
  private int size;
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
    Arrays.fill(bits, 0);
    size = 0;
  }

  /** Bars the endpoint in a slot of another block. */
  void bar(Block own, int slot, boolean ipv6) {
    if (!ipv6) {
      isNew(own.region().longAt(own.ipv4Offset(slot)) & IPV4_MASK);
    } else if (own.hasColumns(Layout.IPV6_COLUMN)) {
      isNew(ipv6Word(own.region(), own.ipv6Offset(slot)));
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
   * @return how many were taken
   */
  int take(
      SwarmAnnounce announce,
      int bucket,
      int first,
      int length,
      int count,
      boolean ipv6,
      PeerList into) {
    stride.begin(length, count, random);
    if (size + count > words.length) {
      words = Arrays.copyOf(words, 2 * (size + count));
    }
    if (ranked) {
      return takeRanked(announce, bucket, first, count, ipv6);
    }
    return ipv6
        ? takeIpv6(announce, first, length, count, into)
        : takeIpv4(announce, first, length, count, into);
  }

  /** The loop in which an announce spends most of its time: everything it needs is a local. */
  private int takeIpv4(SwarmAnnounce announce, int first, int length, int count, PeerList into) {
    Region region = block.region();
    int fingerprints = block.fingerprintOffset(first);
    int endpoints = block.ipv4Offset(first);
    int before = into.size();
    int at = into.reserve(count);
    int end = at + count * Endpoint.IPV4_LENGTH_BYTES;
    byte[] bytes = into.bytes();
    long[] taken = words;
    int next = size;
    int modulus = stride.modulus();
    int step = stride.step() - modulus;
    int number = stride.position();
    for (int steps = modulus; steps > 0 && at < end; steps--) {
      int candidate = number;
      number += step;
      number += modulus & (number >> 31);
      if (candidate >= length
          || (region.unsignedByteAt(fingerprints + candidate) == userFingerprint
              && block.ofUser(first + candidate, announce.userHigh(), announce.userLow()))) {
        continue;
      }
      // Eight bytes for six: records follow the endpoints, so they are within the block.
      long word = region.longAt(endpoints + candidate * Layout.IPV4_BYTES) & IPV4_MASK;
      int bit = bit(word);
      long mask = 1L << bit;
      long there = bits[bit >>> 6];
      if ((there & mask) != 0 && contains(word, next)) {
        continue;
      }
      bits[bit >>> 6] = there | mask;
      taken[next++] = word;
      INT.set(bytes, at, (int) word);
      SHORT.set(bytes, at + Layout.IPV4_PORT, (short) (word >>> 32));
      at += Endpoint.IPV4_LENGTH_BYTES;
    }
    int found = next - size;
    size = next;
    into.truncate(before + found);
    return found;
  }

  private int takeIpv6(SwarmAnnounce announce, int first, int length, int count, PeerList into) {
    Region region = block.region();
    int before = into.size();
    int at = into.reserve(count);
    int end = at + count * Endpoint.IPV6_LENGTH_BYTES;
    byte[] bytes = into.bytes();
    int modulus = stride.modulus();
    int step = stride.step() - modulus;
    int number = stride.position();
    int found = 0;
    for (int steps = modulus; steps > 0 && at < end; steps--) {
      int slot = first + number;
      boolean beyond = number >= length;
      number += step;
      number += modulus & (number >> 31);
      if (beyond || isOfUser(announce, slot)) {
        continue;
      }
      int offset = block.ipv6Offset(slot);
      if (isNew(ipv6Word(region, offset))) {
        LONG.set(bytes, at, region.longAt(offset));
        LONG.set(bytes, at + Layout.IPV6_LOW, region.longAt(offset + Layout.IPV6_LOW));
        SHORT.set(
            bytes,
            at + Layout.IPV6_PORT,
            (short) region.unsignedShortAt(offset + Layout.IPV6_PORT));
        at += Endpoint.IPV6_LENGTH_BYTES;
        found++;
      }
    }
    into.truncate(before + found);
    return found;
  }

  private int takeRanked(SwarmAnnounce announce, int bucket, int first, int count, boolean ipv6) {
    Region region = block.region();
    int found = 0;
    while (found < count) {
      int number = stride.next();
      if (number < 0) {
        break;
      }
      int slot = first + number;
      if (isOfUser(announce, slot)) {
        continue;
      }
      long word =
          ipv6
              ? ipv6Word(region, block.ipv6Offset(slot))
              : region.longAt(block.ipv4Offset(slot)) & IPV4_MASK;
      if (isNew(word)) {
        record.set(slot);
        long rank = announce.selector().rank(announce, record);
        ranking.add(((long) bucket << 32) | slot, rank, random.below(Integer.MAX_VALUE));
        found++;
      }
    }
    return found;
  }

  private boolean isOfUser(SwarmAnnounce announce, int slot) {
    return block.fingerprint(slot) == userFingerprint
        && block.ofUser(slot, announce.userHigh(), announce.userLow());
  }

  /** One word for an IPv6 endpoint; two endpoints have the same by chance alone, in 2^-64. */
  private static long ipv6Word(Region region, int offset) {
    long high = region.longAt(offset) * FACTOR;
    long low = (region.longAt(offset + Layout.IPV6_LOW) ^ (high >>> 29)) * 0xd6e8feb86659fd93L;
    return (high ^ low ^ (low >>> 32)) + region.unsignedShortAt(offset + Layout.IPV6_PORT);
  }

  /** Notes an endpoint, whether it was not there yet. */
  private boolean isNew(long word) {
    int bit = bit(word);
    long mask = 1L << bit;
    long there = bits[bit >>> 6];
    if ((there & mask) != 0 && contains(word, size)) {
      return false;
    }
    bits[bit >>> 6] = there | mask;
    words[size++] = word;
    return true;
  }

  private static int bit(long word) {
    return (int) ((word * FACTOR) >>> BIT_SHIFT);
  }

  private boolean contains(long word, int length) {
    for (int i = 0; i < length; i++) {
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
