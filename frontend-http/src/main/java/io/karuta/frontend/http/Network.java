package io.karuta.frontend.http;

import java.util.Arrays;
import java.util.Optional;

/**
 * A range of addresses in CIDR notation (RFC 4632): {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or a
 * single address. Immutable and thread-safe. Networks of IPv4-mapped IPv6 addresses are IPv4.
 */
final class Network {

  private final byte[] prefix;
  private final int prefixBits;

  private Network(byte[] prefix, int prefixBits) {
    this.prefix = prefix;
    this.prefixBits = prefixBits;
  }

  /** The network that the text names; empty if it names none or has bits behind the prefix. */
  static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    IpText address = new IpText();
    int length = address.read(text, 0, slash < 0 ? text.length() : slash);
    if (length == IpText.NONE || text.isEmpty() || !isPlain(text)) {
      return Optional.empty();
    }
    int bits = slash < 0 ? 8 * length : prefixBits(text.substring(slash + 1));
    if (bits < 0 || bits > 8 * length) {
      return Optional.empty();
    }
    byte[] prefix = Arrays.copyOf(address.bytes(), length);
    for (int bit = bits; bit < 8 * length; bit++) {
      if ((prefix[bit >>> 3] & (0x80 >>> (bit & 7))) != 0) {
        return Optional.empty();
      }
    }
    return Optional.of(
        Ip.isMapped(prefix, length) && bits >= 96
            ? new Network(Arrays.copyOfRange(prefix, 12, 16), bits - 96)
            : new Network(prefix, bits));
  }

  /** The text must not carry what only a forwarding header may: brackets, a port, spaces. */
  private static boolean isPlain(String text) {
    return text.indexOf('[') < 0
        && text.indexOf(' ') < 0
        && !(text.indexOf('.') >= 0 && text.indexOf(':') > text.indexOf('.'));
  }

  private static int prefixBits(String text) {
    if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    return Integer.parseInt(text);
  }

  /**
   * Whether an address lies in this network; allocates nothing.
   *
   * @param address in network order; a mapped one is to be reduced to 4 bytes by the caller
   * @param length 4 or 16
   */
  boolean contains(byte[] address, int length) {
    if (length != prefix.length) {
      return false;
    }
    int whole = prefixBits >>> 3;
    for (int i = 0; i < whole; i++) {
      if (address[i] != prefix[i]) {
        return false;
      }
    }
    int rest = prefixBits & 7;
    return rest == 0 || ((address[whole] ^ prefix[whole]) & (0xff00 >>> rest) & 0xff) == 0;
  }
}
