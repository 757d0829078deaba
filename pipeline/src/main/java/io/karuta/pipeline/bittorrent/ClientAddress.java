package io.karuta.pipeline.bittorrent;

/**
 * Where a client can be reached: an IPv4 address, an IPv6 address or both, held as numbers so that
 * nothing is allocated. Recycled with its request; owned by one thread at a time.
 *
 * <p>{@link #connectedByIpv6()} says over which family the request came, and so which list of peers
 * the reply carries (BEP 7). An IPv4-mapped IPv6 address counts as IPv4.
 */
public final class ClientAddress {

  private static final long MAPPED_PREFIX = 0xffffL;

  private boolean ipv4Present;
  private int ipv4;
  private boolean ipv6Present;
  private long ipv6High;
  private long ipv6Low;
  private boolean connectedByIpv6;

  /** Forgets both addresses. */
  public void clear() {
    ipv4Present = false;
    ipv6Present = false;
    connectedByIpv6 = false;
    ipv4 = 0;
    ipv6High = 0;
    ipv6Low = 0;
  }

  /**
   * Sets the address that the request came from: this one alone, and the family of the reply.
   *
   * @param address 4 or 16 bytes in network order
   */
  public void connectedFrom(byte[] address) {
    clear();
    add(address);
    connectedByIpv6 = ipv6Present;
  }

  /** Adds or replaces the address of one family without changing the family of the reply. */
  public void add(byte[] address) {
    switch (address.length) {
      case 4 -> ipv4(Bytes.intAt(address, 0));
      case 16 -> ipv6(Bytes.longAt(address, 0), Bytes.longAt(address, 8));
      default ->
          throw new IllegalArgumentException(
              "address length: " + address.length + " (expected: 4 or 16 bytes)");
    }
  }

  /** Sets the IPv4 address, big-endian: 192.0.2.1 is {@code 0xc0000201}. */
  public void ipv4(int address) {
    ipv4 = address;
    ipv4Present = true;
  }

  /** Sets the IPv6 address as two big-endian halves; a mapped IPv4 address sets IPv4. */
  public void ipv6(long high, long low) {
    if (high == 0 && low >>> 32 == MAPPED_PREFIX) {
      ipv4((int) low);
      return;
    }
    ipv6High = high;
    ipv6Low = low;
    ipv6Present = true;
  }

  /** Whether an IPv4 address is known. */
  public boolean ipv4Present() {
    return ipv4Present;
  }

  /** The IPv4 address, big-endian; 0 if there is none. */
  public int ipv4() {
    return ipv4;
  }

  /** Whether an IPv6 address is known. */
  public boolean ipv6Present() {
    return ipv6Present;
  }

  /** Bytes 0 to 7 of the IPv6 address, big-endian; 0 if there is none. */
  public long ipv6High() {
    return ipv6High;
  }

  /** Bytes 8 to 15 of the IPv6 address, big-endian; 0 if there is none. */
  public long ipv6Low() {
    return ipv6Low;
  }

  /** Whether the request came over IPv6, so that the reply carries IPv6 peers (BEP 7). */
  public boolean connectedByIpv6() {
    return connectedByIpv6;
  }

  /**
   * Writes the address that the request came from in network order, for {@code external ip} (BEP
   * 24).
   *
   * @return bytes written: 4, 16, or 0 if no address is known
   */
  public int writeConnected(byte[] target, int offset) {
    if (connectedByIpv6) {
      Bytes.putLong(target, offset, ipv6High);
      Bytes.putLong(target, offset + 8, ipv6Low);
      return 16;
    }
    if (ipv4Present) {
      Bytes.putInt(target, offset, ipv4);
      return 4;
    }
    return 0;
  }
}
