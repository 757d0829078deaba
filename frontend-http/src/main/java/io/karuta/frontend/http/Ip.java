package io.karuta.frontend.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What can be said of an address by its bytes alone. */
final class Ip {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Ip() {}

  /**
   * Whether 16 bytes are an IPv4-mapped address, {@code ::ffff:0:0/96} (RFC 4291 section 2.5.5.2).
   */
  static boolean isMapped(byte[] address, int length) {
    if (length != 16) {
      return false;
    }
    for (int i = 0; i < 10; i++) {
      if (address[i] != 0) {
        return false;
      }
    }
    return address[10] == (byte) 0xff && address[11] == (byte) 0xff;
  }

  /** Whether 4 or 16 bytes are an address that can't be reached over the internet. */
  static boolean isNonRoutable(byte[] address) {
    return address.length == 4
        ? isNonRoutable((int) INT.get(address, 0))
        : isNonRoutable((long) LONG.get(address, 0), (long) LONG.get(address, 8));
  }

  /**
   * Whether an IPv4 address can't be reached over the internet: this network, private, shared by a
   * carrier, loopback, link-local, protocol assignments, benchmarking, multicast, reserved,
   * broadcast (RFC 6890). The documentation networks count as reachable: examples and tests live
   * there, and nobody can be attacked in them.
   */
  static boolean isNonRoutable(int ipv4) {
    int first = ipv4 >>> 24;
    int second = (ipv4 >>> 16) & 0xff;
    return switch (first) {
      case 0, 10, 127 -> true;
      case 100 -> second >= 64 && second < 128;
      case 169 -> second == 254;
      case 172 -> second >= 16 && second < 32;
      case 192 -> second == 168 || (ipv4 >>> 8) == 0xc00000;
      case 198 -> second == 18 || second == 19;
      default -> first >= 224;
    };
  }

  /**
   * Whether an IPv6 address can't be reached over the internet: unspecified, loopback,
   * discard-only, unique local, link-local, the former site-local, multicast (RFC 6890, RFC 3879).
   */
  static boolean isNonRoutable(long high, long low) {
    int first = (int) (high >>> 56);
    int firstTwo = (int) (high >>> 48);
    return (high == 0 && (low == 0 || low == 1))
        || high == 0x0100_0000_0000_0000L
        || (first & 0xfe) == 0xfc
        || (firstTwo & 0xff80) == 0xfe80
        || first == 0xff;
  }
}
