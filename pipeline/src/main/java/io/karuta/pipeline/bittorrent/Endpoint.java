package io.karuta.pipeline.bittorrent;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * An IP address and a TCP port in the form that BEP 23 and BEP 7 put on the wire: 4 or 16 address
 * bytes, then the port big-endian. Immutable and thread-safe.
 *
 * <p>For snapshots and tests; the announce path handles addresses as numbers.
 */
public final class Endpoint {

  /** Length of an IPv4 endpoint on the wire (BEP 23). */
  public static final int IPV4_LENGTH_BYTES = 6;

  /** Length of an IPv6 endpoint on the wire (BEP 7). */
  public static final int IPV6_LENGTH_BYTES = 18;

  private final byte[] wire;

  private Endpoint(byte[] wire) {
    this.wire = wire;
  }

  /**
   * The endpoint whose wire form begins at {@code offset}.
   *
   * @param lengthBytes 6 for IPv4, 18 for IPv6
   */
  public static Endpoint ofWire(byte[] bytes, int offset, int lengthBytes) {
    if (lengthBytes != IPV4_LENGTH_BYTES && lengthBytes != IPV6_LENGTH_BYTES) {
      throw new IllegalArgumentException(
          "endpoint length: " + lengthBytes + " (expected: 6 or 18)");
    }
    return new Endpoint(Arrays.copyOfRange(bytes, offset, offset + lengthBytes));
  }

  /**
   * An endpoint of a numeric address and a port.
   *
   * @param address an IPv4 or IPv6 literal; an IPv4-mapped IPv6 address counts as IPv4
   * @param port 0 to 65535
   * @throws IllegalArgumentException if the address is no literal or the port is out of range
   */
  public static Endpoint of(String address, int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
    byte[] ip = InetAddress.ofLiteral(address).getAddress();
    byte[] wire = Arrays.copyOf(ip, ip.length + 2);
    wire[ip.length] = (byte) (port >>> 8);
    wire[ip.length + 1] = (byte) port;
    return new Endpoint(wire);
  }

  /** Whether the address is IPv6. */
  public boolean isIpv6() {
    return wire.length == IPV6_LENGTH_BYTES;
  }

  /** The address; for display, never resolved. */
  public InetAddress address() {
    try {
      return InetAddress.getByAddress(Arrays.copyOf(wire, wire.length - 2));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("endpoint holds neither 4 nor 16 address bytes", e);
    }
  }

  /** The port, 0 to 65535. */
  public int port() {
    return ((wire[wire.length - 2] & 0xff) << 8) | (wire[wire.length - 1] & 0xff);
  }

  /** A new array of the 6 or 18 wire bytes. */
  public byte[] toBytes() {
    return wire.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Endpoint that && Arrays.equals(wire, that.wire);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(wire);
  }

  /** {@code 192.0.2.1:6881} or {@code [2001:db8::1]:6881}. */
  @Override
  public String toString() {
    String host = address().getHostAddress();
    return (isIpv6() ? "[" + host + "]" : host) + ":" + port();
  }
}
