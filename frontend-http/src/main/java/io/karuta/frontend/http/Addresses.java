package io.karuta.frontend.http;

/**
 * Hands addresses on in arrays of exactly their length without making new ones. Confined to one
 * thread; a result is good until the next call.
 */
final class Addresses {

  private static final byte[] NONE = new byte[0];

  private final byte[] ipv4 = new byte[4];
  private final byte[] ipv6 = new byte[16];

  /**
   * The first {@code length} bytes; an IPv4-mapped address as its 4 bytes.
   *
   * @param length 0, 4 or 16
   */
  byte[] exactly(byte[] bytes, int length) {
    if (length == 0) {
      return NONE;
    }
    byte[] target = length == 4 || Ip.isMapped(bytes, length) ? ipv4 : ipv6;
    System.arraycopy(bytes, length - target.length, target, 0, target.length);
    return target;
  }
}
