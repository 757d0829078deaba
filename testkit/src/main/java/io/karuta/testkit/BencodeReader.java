package io.karuta.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decodes bencoded bytes (BEP 3) and accepts nothing that is not exactly right: keys in the order
 * of their bytes and unique, no leading zeros, no {@code -0}, nothing after the value.
 *
 * <p>An integer becomes a {@link Long}, a string a {@code byte[]}, a list a {@link List}, a
 * dictionary a {@link BencodeDictionary}. Confined to one thread.
 */
public final class BencodeReader {

  private static final int MAX_DEPTH = 64;

  private final byte[] bytes;
  private int position;

  private BencodeReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The one value that the bytes hold.
   *
   * @throws BencodeException if they hold anything else; the message names the offset
   */
  public static Object read(byte[] bytes) {
    BencodeReader reader = new BencodeReader(bytes);
    Object value = reader.value(0);
    if (reader.position != bytes.length) {
      throw reader.broken("end of data");
    }
    return value;
  }

  /**
   * The dictionary that the bytes hold.
   *
   * @throws BencodeException if they hold anything else; the message names the offset
   */
  public static BencodeDictionary readDictionary(byte[] bytes) {
    if (read(bytes) instanceof BencodeDictionary dictionary) {
      return dictionary;
    }
    throw new BencodeException("offset 0: expected a dictionary");
  }

  private Object value(int depth) {
    if (depth > MAX_DEPTH) {
      throw broken("no deeper nesting than " + MAX_DEPTH);
    }
    byte first = peek();
    return switch (first) {
      case 'i' -> integer();
      case 'l' -> list(depth);
      case 'd' -> dictionary(depth);
      default -> string();
    };
  }

  private Long integer() {
    position++;
    int start = position;
    boolean negative = peek() == '-';
    if (negative) {
      position++;
    }
    String digits = digits();
    if (negative && digits.equals("0")) {
      position = start;
      throw broken("no negative zero");
    }
    expect('e');
    try {
      return Long.valueOf(negative ? "-" + digits : digits);
    } catch (NumberFormatException _) {
      position = start;
      throw broken("a number of 64 bits");
    }
  }

  private byte[] string() {
    int start = position;
    String digits = digits();
    expect(':');
    if (digits.length() > 9 || Integer.parseInt(digits) > bytes.length - position) {
      int left = bytes.length - position;
      position = start;
      throw broken("a string of at most the " + left + " bytes left");
    }
    byte[] string = new byte[Integer.parseInt(digits)];
    System.arraycopy(bytes, position, string, 0, string.length);
    position += string.length;
    return string;
  }

  private List<Object> list(int depth) {
    position++;
    List<Object> list = new ArrayList<>();
    while (peek() != 'e') {
      list.add(value(depth + 1));
    }
    position++;
    return List.copyOf(list);
  }

  private BencodeDictionary dictionary(int depth) {
    position++;
    Map<String, Object> entries = new LinkedHashMap<>();
    String last = "";
    while (peek() != 'e') {
      int start = position;
      // One char per byte, so the order of the texts is the order of the bytes.
      String key = new String(string(), StandardCharsets.ISO_8859_1);
      if (!entries.isEmpty() && key.compareTo(last) <= 0) {
        position = start;
        throw broken("a key after '" + last + "', not '" + key + "'");
      }
      entries.put(key, value(depth + 1));
      last = key;
    }
    position++;
    return new BencodeDictionary(entries);
  }

  private String digits() {
    int start = position;
    while (position < bytes.length && bytes[position] >= '0' && bytes[position] <= '9') {
      position++;
    }
    String digits = new String(bytes, start, position - start, StandardCharsets.US_ASCII);
    if (digits.isEmpty()) {
      throw broken("a digit");
    }
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      position = start;
      throw broken("no leading zero");
    }
    return digits;
  }

  private byte peek() {
    if (position >= bytes.length) {
      throw broken("more data");
    }
    return bytes[position];
  }

  private void expect(char c) {
    if (peek() != c) {
      throw broken("'" + c + "'");
    }
    position++;
  }

  private BencodeException broken(String expected) {
    return new BencodeException("offset " + position + ": expected " + expected);
  }
}
