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

  private static final int END = -1;

  private String query = "";
  private int next;
  private int nameStart;
  private int nameEnd;
  private int valueStart;
  private int valueEnd;
  private int cursor;

  /** Begins with a new query. */
  void reset(String query) {
    this.query = query;
    next = 0;
  }

  /** Moves to the next parameter that has a name. */
  boolean advance() {
    while (next < query.length()) {
      nameStart = next;
      nameEnd = END;
      int i = next;
      for (; i < query.length(); i++) {
        char c = query.charAt(i);
        if (c == '&' || c == ';') {
          break;
        }
        if (c == '=' && nameEnd == END) {
          nameEnd = i;
        }
      }
      valueEnd = i;
      next = i + 1;
      if (nameEnd == END) {
        nameEnd = i;
      }
      valueStart = Math.min(nameEnd + 1, valueEnd);
      if (nameEnd > nameStart) {
        return true;
      }
    }
    return false;
  }

  /** Whether the parameter has this name, which is ASCII; escapes in the query's name count. */
  boolean nameIs(String name) {
    cursor = nameStart;
    for (int i = 0; i < name.length(); i++) {
      if (cursor >= nameEnd || nextByte(nameEnd) != name.charAt(i)) {
        return false;
      }
    }
    return cursor == nameEnd;
  }

  /** Whether the value is this ASCII text; escapes count. */
  boolean valueIs(String text) {
    cursor = valueStart;
    for (int i = 0; i < text.length(); i++) {
      if (cursor >= valueEnd || nextByte(valueEnd) != text.charAt(i)) {
        return false;
      }
    }
    return cursor == valueEnd;
  }

  /** Whether the value is empty or absent. */
  boolean valueIsEmpty() {
    return valueStart == valueEnd;
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
