package io.karuta.frontend.http;

/** Percent-encoded bytes in a text of one char per byte (RFC 3986 section 2.1), either case. */
final class Percent {

  /** What each char is worth, -1 for what is no digit. */
  private static final byte[] HEX_DIGITS = new byte['f' + 1];

  static {
    for (char c = 0; c < HEX_DIGITS.length; c++) {
      HEX_DIGITS[c] = (byte) Character.digit(c, 16);
    }
  }

  private Percent() {}

  /** The byte that begins at {@code at}, 0 to 255; -1 for a broken escape or a char above 255. */
  static int byteAt(String text, int at, int end) {
    char c = text.charAt(at);
    if (c != '%') {
      return c <= 0xff ? c : -1;
    }
    if (end - at < 3) {
      return -1;
    }
    int high = hex(text.charAt(at + 1));
    int low = hex(text.charAt(at + 2));
    return (high | low) < 0 ? -1 : (high << 4) | low;
  }

  /** How many chars the byte takes that begins with {@code first}, if it is whole. */
  static int width(char first) {
    return first == '%' ? 3 : 1;
  }

  /**
   * Decodes {@code text} from {@code start} to {@code end}.
   *
   * @return how many bytes there are, or -1 for a broken escape or more than {@code max} bytes
   */
  static int decode(String text, int start, int end, byte[] target, int max) {
    int length = 0;
    for (int at = start; at < end; at += width(text.charAt(at))) {
      int decoded = byteAt(text, at, end);
      if (decoded < 0 || length == max) {
        return -1;
      }
      target[length++] = (byte) decoded;
    }
    return length;
  }

  private static int hex(char c) {
    return c < HEX_DIGITS.length ? HEX_DIGITS[c] : -1;
  }
}
