package io.karuta.pipeline.bittorrent;

import java.util.ArrayList;
import java.util.List;

/**
 * Peers of one address family in the compact form of BEP 23 or BEP 7: 6 or 18 bytes each, back to
 * back, ready for the wire. Recycled with its response; owned by one thread at a time.
 */
public final class PeerList {

  /** Bytes behind the last peer that may be written to as well: 6 bytes are written as 8. */
  private static final int SPARE_BYTES = 2;

  private final int endpointLengthBytes;
  private byte[] bytes;
  private int size;

  private PeerList(int endpointLengthBytes) {
    this.endpointLengthBytes = endpointLengthBytes;
    bytes = new byte[endpointLengthBytes * 50 + SPARE_BYTES];
  }

  /** An empty list of IPv4 peers, 6 bytes each (BEP 23). */
  public static PeerList ofIpv4() {
    return new PeerList(Endpoint.IPV4_LENGTH_BYTES);
  }

  /** An empty list of IPv6 peers, 18 bytes each (BEP 7). */
  public static PeerList ofIpv6() {
    return new PeerList(Endpoint.IPV6_LENGTH_BYTES);
  }

  /** Forgets all peers. */
  public void clear() {
    size = 0;
  }

  /** Number of peers. */
  public int size() {
    return size;
  }

  /** Bytes of one peer: 6 or 18. */
  public int endpointLengthBytes() {
    return endpointLengthBytes;
  }

  /** Bytes of all peers. */
  public int lengthBytes() {
    return size * endpointLengthBytes;
  }

  /** The list's own array; the first {@link #lengthBytes()} count. */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * Makes room for {@code count} more peers and counts them as present; the caller writes their
   * bytes, and may write to the two behind them.
   *
   * @return offset in {@link #bytes()} of the first of them
   */
  public int reserve(int count) {
    int offset = lengthBytes();
    int needed = offset + count * endpointLengthBytes + SPARE_BYTES;
    if (needed > bytes.length) {
      // Grows to the largest reply ever sent by this exchange, then never again.
      byte[] larger = new byte[Math.max(needed, 2 * bytes.length)];
      System.arraycopy(bytes, 0, larger, 0, offset);
      bytes = larger;
    }
    size += count;
    return offset;
  }

  /** Forgets the last peers, so that {@code count} are left; for room that was not used. */
  public void truncate(int count) {
    size = Math.min(size, count);
  }

  /** Adds an IPv4 peer; only for a list of IPv4 peers. */
  public void addIpv4(int address, int port) {
    int offset = reserve(1);
    Bytes.putInt(bytes, offset, address);
    putPort(offset + 4, port);
  }

  /** Adds an IPv6 peer; only for a list of IPv6 peers. */
  public void addIpv6(long high, long low, int port) {
    int offset = reserve(1);
    Bytes.putLong(bytes, offset, high);
    Bytes.putLong(bytes, offset + 8, low);
    putPort(offset + 16, port);
  }

  private void putPort(int offset, int port) {
    bytes[offset] = (byte) (port >>> 8);
    bytes[offset + 1] = (byte) port;
  }

  /** The peers as values, in their order; for tests and the dictionary form. */
  public List<Endpoint> toEndpoints() {
    List<Endpoint> endpoints = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      endpoints.add(Endpoint.ofWire(bytes, i * endpointLengthBytes, endpointLengthBytes));
    }
    return endpoints;
  }
}
