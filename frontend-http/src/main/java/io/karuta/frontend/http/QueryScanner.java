package io.karuta.frontend.http;

/**
 * Walks over the parameters of a raw query string, one char per byte, without making anything of
 * it: no substrings, no maps, no character decoder, which would destroy an info hash. Confined to
 * one thread, used again and again.
 *
 * <p>Parameters are split at {@code &} and {@code ;}. In names and values {@code +} is a space and
 * {@code %xx} a byte.
 */
final class QueryScanner {

  /**
   * {@link #decode} found no legal value: a broken escape, a wide char, or too long for the target.
   */
  static final int UNDECODABLE = -1;

  /** {@link #plainNumber} found something else. */
  static final int NOT_PLAIN = -1;

  /** Any number of as many digits fits into a long. */
  private static final int MAX_PLAIN_DIGITS = 18;

  private String query = "";
  private boolean semicolons;
  private int next;
  private int nameStart;
  private int nameEnd;
  private int valueStart;
  private int valueEnd;
  private int cursor;

  /** Begins with a new query. */
  void reset(String query) {
    this.query = query;
    semicolons = query.indexOf(';') >= 0;
    next = 0;
  }

  /** Moves to the next parameter that has a name. */
  boolean advance() {
    while (next < query.length()) {
      nameStart = next;
      valueEnd = endOfParameter();
      next = valueEnd + 1;
      int equals = query.indexOf('=', nameStart, valueEnd);
      nameEnd = equals < 0 ? valueEnd : equals;
      valueStart = Math.min(nameEnd + 1, valueEnd);
      if (nameEnd > nameStart) {
        return true;
      }
    }
    return false;
  }

  private int endOfParameter() {
    int end = query.indexOf('&', next);
    if (end < 0) {
      end = query.length();
    }
    int semicolon = semicolons ? query.indexOf(';', next, end) : -1;
    return semicolon < 0 ? end : semicolon;
  }

  /**
   * Whether the parameter has this name, ASCII without spaces; escapes in the query's name count.
   */
  boolean nameIs(String name) {
    return is(name, nameStart, nameEnd);
  }

  /** Whether the value is this text, ASCII without spaces; escapes count. */
  boolean valueIs(String text) {
    return is(text, valueStart, valueEnd);
  }

  private boolean is(String text, int start, int end) {
    if (end - start == text.length() && query.startsWith(text, start)) {
      return true;
    }
    // Nearly no client escapes what needs no escape, so what looks different nearly always is.
    return query.indexOf('%', start, end) >= 0 && isDecoded(text, start, end);
  }

  private boolean isDecoded(String text, int start, int end) {
    cursor = start;
    for (int i = 0; i < text.length(); i++) {
      if (cursor >= end || nextByte(end) != text.charAt(i)) {
        return false;
      }
    }
    return cursor == end;
  }

  /** Whether the value is empty or absent. */
  boolean valueIsEmpty() {
    return valueStart == valueEnd;
  }

  /** The value, if it is 1 to 18 digits without escapes; {@link #NOT_PLAIN} if not. */
  long plainNumber() {
    int length = valueEnd - valueStart;
    if (length == 0 || length > MAX_PLAIN_DIGITS) {
      return NOT_PLAIN;
    }
    long number = 0;
    for (int i = valueStart; i < valueEnd; i++) {
      int digit = query.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return NOT_PLAIN;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /**
   * Decodes the value's bytes into {@code target}.
   *
   * @param maxLengthBytes longest legal value
   * @return how many bytes the value has, or {@link #UNDECODABLE}
   */
  int decode(byte[] target, int offset, int maxLengthBytes) {
    cursor = valueStart;
    int length = 0;
    while (cursor < valueEnd) {
      int decoded = nextByte(valueEnd);
      if (decoded < 0 || length == maxLengthBytes) {
        return UNDECODABLE;
      }
      target[offset + length++] = (byte) decoded;
    }
    return length;
  }

  /** The next decoded byte, 0 to 255, or -1 for what is none. Moves the cursor behind it. */
  private int nextByte(int end) {
    char c = query.charAt(cursor);
    if (c == '+') {
      cursor++;
      return ' ';
    }
    int decoded = Percent.byteAt(query, cursor, end);
    cursor += Percent.width(c);
    return decoded;
  }
}
