package io.karuta.storage.optmem;

import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.bittorrent.PeerList;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Fills a list with endpoints of one family, each once, and without the announcer's own: a client
 * that lost its peer id is in the swarm twice for a while, but no list names it twice. Recycled;
 * owned by one thread at a time.
 *
 * <p>A mark for each endpoint, by a hash, says most times that there is nothing to compare.
 */
final class Listing {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());

  private static final int MARK_BITS = 13;
  private static final long IPV4_MASK = 0xffff_ffff_ffffL;
  private static final int[] IN_ORDER = IntStream.range(0, Layout.MAX_SLOTS).toArray();
  private static final long FACTOR = 0x9e3779b97f4a7c15L;

  /** By an endpoint's hash, the last list in which there was one; 0 for none. */
  private final byte[] marks = new byte[1 << MARK_BITS];

  private byte list;

  private final PeerList ownIpv4 = PeerList.ofIpv4();
  private final PeerList ownIpv6 = PeerList.ofIpv6();
  private PeerList own = ownIpv4;
  private PeerList into = ownIpv4;
  private boolean ipv6;

  /** Starts another list, which is empty. */
  void begin(PeerList into, boolean ipv6) {
    this.into = into;
    this.ipv6 = ipv6;
    own = ipv6 ? ownIpv6 : ownIpv4;
    own.clear();
    if (++list == 0) {
      Arrays.fill(marks, (byte) 0);
      list = 1;
    }
  }

  /** Bars the endpoint in a slot, if it has one of the list's family. */
  void bar(Block block, int slot) {
    if (!ipv6 || block.hasColumns(Layout.IPV6_COLUMN)) {
      marks[mark(block, slot)] = list;
      append(block, slot, own);
    }
  }

  /**
   * Adds peers that lie beside each other.
   *
   * @return how many weren't listed yet
   */
  int addNeighbours(Block block, int first, int count) {
    return addAll(block, first, IN_ORDER, count);
  }

  /**
   * Adds peers of slots {@code first + numbers[0]} and so on.
   *
   * @return how many weren't listed yet
   */
  int addAll(Block block, int first, int[] numbers, int count) {
    int before = into.size();
    int next = addSome(block, first, numbers, 0, count);
    while (next < count) {
      add(block, first + numbers[next]);
      next = addSome(block, first, numbers, next + 1, count);
    }
    return into.size() - before;
  }

  private int addSome(Block block, int first, int[] numbers, int from, int to) {
    return ipv6
        ? addIpv6(block, first, numbers, from, to)
        : addIpv4(block, first, numbers, from, to);
  }

  /** Adds a peer; false if it is listed already. */
  boolean add(Block block, int slot) {
    int mark = mark(block, slot);
    append(block, slot, into);
    if (marks[mark] == list && isDouble()) {
      into.truncate(into.size() - 1);
      return false;
    }
    marks[mark] = list;
    return true;
  }

  private void append(Block block, int slot, PeerList list) {
    int offset = list.reserve(1);
    if (ipv6) {
      int endpoint = block.ipv6Offset(slot);
      byte[] bytes = list.bytes();
      LONG.set(bytes, offset, block.region().longAt(endpoint));
      LONG.set(bytes, offset + Layout.IPV6_LOW, block.region().longAt(endpoint + Layout.IPV6_LOW));
      SHORT.set(
          bytes,
          offset + Layout.IPV6_PORT,
          (short) block.region().unsignedShortAt(endpoint + Layout.IPV6_PORT));
    } else {
      block.region().getBytes(block.ipv4Offset(slot), list.bytes(), offset, Layout.IPV4_BYTES);
    }
  }

  /**
   * Adds peers up to one that may be listed already. The loop in which an announce spends most of
   * its time: it calls nothing, so that registers are enough for it.
   *
   * @return the index of that peer; {@code to} if there is none
   */
  private int addIpv4(Block block, int first, int[] numbers, int from, int to) {
    Region region = block.region();
    int endpoints = block.ipv4Offset(first);
    int at = into.reserve(to - from);
    byte[] bytes = into.bytes();
    byte list = this.list;
    byte[] marked = marks;
    int i = from;
    for (; i < to; i++) {
      // Eight bytes for six: records follow the endpoints, so they are within the block.
      long word = region.longAt(endpoints + numbers[i] * Layout.IPV4_BYTES);
      int mark = mark(word & IPV4_MASK);
      if (marked[mark] == list) {
        break;
      }
      marked[mark] = list;
      LONG.set(bytes, at, word);
      at += Endpoint.IPV4_LENGTH_BYTES;
    }
    into.truncate(into.size() - (to - i));
    return i;
  }

  /** The same for IPv6. */
  private int addIpv6(Block block, int first, int[] numbers, int from, int to) {
    Region region = block.region();
    int endpoints = block.ipv6Offset(first);
    int at = into.reserve(to - from);
    byte[] bytes = into.bytes();
    byte list = this.list;
    byte[] marked = marks;
    int i = from;
    for (; i < to; i++) {
      int endpoint = endpoints + numbers[i] * Layout.IPV6_BYTES;
      long high = region.longAt(endpoint);
      long low = region.longAt(endpoint + Layout.IPV6_LOW);
      int port = region.unsignedShortAt(endpoint + Layout.IPV6_PORT);
      int mark = mark(ipv6Word(high, low, port));
      if (marked[mark] == list) {
        break;
      }
      marked[mark] = list;
      LONG.set(bytes, at, high);
      LONG.set(bytes, at + Layout.IPV6_LOW, low);
      SHORT.set(bytes, at + Layout.IPV6_PORT, (short) port);
      at += Endpoint.IPV6_LENGTH_BYTES;
    }
    into.truncate(into.size() - (to - i));
    return i;
  }

  private int mark(Block block, int slot) {
    Region region = block.region();
    if (!ipv6) {
      return mark(region.longAt(block.ipv4Offset(slot)) & IPV4_MASK);
    }
    int offset = block.ipv6Offset(slot);
    long high = region.longAt(offset);
    long low = region.longAt(offset + Layout.IPV6_LOW);
    int port = region.unsignedShortAt(offset + Layout.IPV6_PORT);
    return mark(ipv6Word(high, low, port));
  }

  private static long ipv6Word(long high, long low, int port) {
    return (high * FACTOR) ^ Long.rotateLeft(low, 32) ^ port;
  }

  private static int mark(long word) {
    return (int) ((word * FACTOR) >>> (Long.SIZE - MARK_BITS));
  }

  /** Whether the last endpoint of the list is there twice, or barred. */
  private boolean isDouble() {
    int length = into.endpointLengthBytes();
    int last = into.lengthBytes() - length;
    byte[] bytes = into.bytes();
    if (own.size() > 0 && Arrays.equals(bytes, last, last + length, own.bytes(), 0, length)) {
      return true;
    }
    for (int at = 0; at < last; at += length) {
      if (Arrays.equals(bytes, at, at + length, bytes, last, last + length)) {
        return true;
      }
    }
    return false;
  }
}
