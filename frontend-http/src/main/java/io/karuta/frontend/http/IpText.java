package io.karuta.frontend.http;

import java.util.Arrays;

/**
 * Reads IP addresses as text without making objects: they stand in forwarding headers of every
 * announce behind a proxy. Confined to one thread, used again and again.
 *
 * <p>Dotted IPv4 of four decimal parts and all forms of IPv6 in RFC 4291 section 2.2, in brackets
 * or bare. A port may follow an IPv4 address or a bracketed IPv6 address, as some proxies send it.
 * No zones, no names, no octal or short IPv4.
 */
final class IpText {

  /** Not an address. */
  static final int NONE = 0;

  private static final int GROUPS = 8;

  private final byte[] bytes = new byte[16];
  private final int[] groups = new int[GROUPS];
  private String text = "";
  private int at;
  private int end;

  /** The address's bytes in network order; as many count as {@link #read} said. */
  byte[] bytes() {
    return bytes;
  }

  /**
   * Reads the address between {@code start} and {@code end}, spaces around it ignored.
   *
   * @return its length in bytes, 4 or 16, or {@link #NONE}
   */
  int read(String text, int start, int end) {
    this.text = text;
    this.at = start;
    this.end = end;
    trim();
    if (at < this.end && text.charAt(at) == '[') {
      int bracket = text.indexOf(']', at);
      if (bracket < 0 || bracket >= this.end || !isPort(bracket + 1)) {
        return NONE;
      }
      at++;
      this.end = bracket;
      return ipv6();
    }
    int colon = text.indexOf(':', at);
    boolean hasColon = colon >= 0 && colon < this.end;
    if (hasColon && text.indexOf(':', colon + 1) >= 0 && text.indexOf(':', colon + 1) < this.end) {
      return ipv6();
    }
    if (hasColon) {
      if (!isPort(colon)) {
        return NONE;
      }
      this.end = colon;
    }
    return ipv4(0) && at == this.end ? 4 : NONE;
  }

  private void trim() {
    while (at < end && isBlank(text.charAt(at))) {
      at++;
    }
    while (end > at && isBlank(text.charAt(end - 1))) {
      end--;
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** Whether nothing or a colon and one to five digits stand from {@code from} to the end. */
  private boolean isPort(int from) {
    if (from == end) {
      return true;
    }
    if (text.charAt(from) != ':' || end - from < 2 || end - from > 6) {
      return false;
    }
    for (int i = from + 1; i < end; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** Reads four decimal parts into four bytes beginning at {@code target}. */
  private boolean ipv4(int target) {
    for (int part = 0; part < 4; part++) {
      if (part > 0 && (at == end || text.charAt(at++) != '.')) {
        return false;
      }
      int start = at;
      int value = 0;
      while (at < end && at - start < 3 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        value = value * 10 + text.charAt(at++) - '0';
      }
      boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
      if (at == start || value > 255 || leadingZero) {
        return false;
      }
      bytes[target + part] = (byte) value;
    }
    return true;
  }

  private int ipv6() {
    int count = 0;
    int gap = -1;
    if (startsWithGap()) {
      gap = 0;
      at += 2;
    }
    while (at < end) {
      if (count == GROUPS) {
        return NONE;
      }
      if (isIpv4Tail()) {
        if (count > GROUPS - 2 || !ipv4(0) || at != end) {
          return NONE;
        }
        groups[count++] = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        groups[count++] = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
        break;
      }
      int group = group();
      if (group < 0) {
        return NONE;
      }
      groups[count++] = group;
      if (at == end) {
        break;
      }
      if (startsWithGap()) {
        if (gap >= 0) {
          return NONE;
        }
        gap = count;
        at += 2;
      } else if (text.charAt(at) == ':' && at + 1 < end) {
        at++;
      } else {
        return NONE;
      }
    }
    boolean isWhole = gap < 0 ? count == GROUPS : count < GROUPS;
    return isWhole ? place(count, gap) : NONE;
  }

  private boolean startsWithGap() {
    return end - at >= 2 && text.charAt(at) == ':' && text.charAt(at + 1) == ':';
  }

  /** Whether what follows up to the end is dotted. */
  private boolean isIpv4Tail() {
    for (int i = at; i < end && i < at + 4; i++) {
      char c = text.charAt(i);
      if (c == '.') {
        return true;
      }
      if (c == ':') {
        return false;
      }
    }
    return false;
  }

  private int group() {
    int start = at;
    int value = 0;
    while (at < end && at - start < 4 && isHex(text.charAt(at))) {
      value = (value << 4) | Character.digit(text.charAt(at++), 16);
    }
    return at == start ? -1 : value;
  }

  private static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  /** Puts the groups left and right of the gap in their places. */
  private int place(int count, int gap) {
    Arrays.fill(bytes, (byte) 0);
    int right = gap < 0 ? 0 : count - gap;
    for (int i = 0; i < count; i++) {
      int index = i < count - right ? i : GROUPS - count + i;
      bytes[2 * index] = (byte) (groups[i] >>> 8);
      bytes[2 * index + 1] = (byte) groups[i];
    }
    return 16;
  }
}
