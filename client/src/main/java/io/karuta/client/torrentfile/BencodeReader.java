package io.karuta.client.torrentfile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decodes bencoded bytes (BEP 3) and accepts nothing that is not exactly right: keys in the order
 * of their bytes and unique, no leading zeros, no {@code -0}, nothing after the value. For one file
 * and one thread.
 */
final class BencodeReader {

  /** Folders of a v2 file tree are nested values, so this is how deep they may be, too. */
  private static final int MAX_DEPTH = 100;

  /** A file of lists in lists would take a hundred times its size in memory. */
  private static final int MAX_VALUES = 4_000_000;

  private final String file;
  private final byte[] bytes;
  private int position;
  private int values;

  BencodeReader(String file, byte[] bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /** The one dictionary that the bytes hold. */
  Value.Dictionary readDictionary() {
    if (bytes.length == 0 || bytes[0] != 'd') {
      throw broken(0, "a dictionary");
    }
    Value.Dictionary whole = dictionary(0);
    if (position != bytes.length) {
      throw new TorrentFileException(
          file, position, (bytes.length - position) + " more bytes", "the end of the file");
    }
    return whole;
  }

  private Value value(int depth) {
    if (depth > MAX_DEPTH) {
      throw broken(position, "no deeper nesting than " + MAX_DEPTH);
    }
    if (++values > MAX_VALUES) {
      throw broken(position, "at most " + MAX_VALUES + " values");
    }
    return switch (peek("a value")) {
      case 'i' -> integer();
      case 'l' -> sequence(depth);
      case 'd' -> dictionary(depth);
      default -> text("a value");
    };
  }

  private Value.Int integer() {
    int offset = position++;
    boolean negative = peek("a digit") == '-';
    if (negative) {
      position++;
    }
    String digits = digits("a digit");
    if (negative && digits.equals("0")) {
      throw broken(offset, "no negative zero");
    }
    if (peek("'e' behind the number") != 'e') {
      throw broken(position, "'e' behind the number");
    }
    position++;
    try {
      return new Value.Int(offset, Long.parseLong(negative ? "-" + digits : digits));
    } catch (NumberFormatException _) {
      throw broken(offset, "a number of 64 bits");
    }
  }

  private Value.Text text(String expected) {
    int offset = position;
    String digits = digits(expected);
    if (peek("':' behind the length") != ':') {
      throw broken(position, "':' behind the length");
    }
    position++;
    int left = bytes.length - position;
    if (digits.length() > 9 || Integer.parseInt(digits) > left) {
      throw new TorrentFileException(
          file,
          offset,
          "a text of " + abbreviated(digits) + " bytes",
          "one of at most the " + left + " bytes left");
    }
    int end = position + Integer.parseInt(digits);
    String text = new String(bytes, position, end - position, StandardCharsets.ISO_8859_1);
    position = end;
    return new Value.Text(offset, text);
  }

  private Value.Sequence sequence(int depth) {
    int offset = position++;
    List<Value> sequence = new ArrayList<>();
    while (peek("a value or 'e'") != 'e') {
      sequence.add(value(depth + 1));
    }
    position++;
    return new Value.Sequence(offset, sequence);
  }

  private Value.Dictionary dictionary(int depth) {
    int offset = position++;
    Map<String, Value> entries = new LinkedHashMap<>();
    String last = "";
    while (peek("a key or 'e'") != 'e') {
      // One char per byte, so the order of the texts is the order of the bytes.
      Value.Text read = text("a key or 'e'");
      String key = read.bytes();
      if (!entries.isEmpty() && key.compareTo(last) <= 0) {
        throw new TorrentFileException(
            file,
            read.offset(),
            "key " + Shown.bytes(key),
            "a key that comes after " + Shown.bytes(last));
      }
      entries.put(key, value(depth + 1));
      last = key;
    }
    position++;
    return new Value.Dictionary(offset, position, entries);
  }

  private String digits(String expected) {
    int start = position;
    while (position < bytes.length && bytes[position] >= '0' && bytes[position] <= '9') {
      position++;
    }
    if (position == start) {
      throw broken(start, expected);
    }
    if (position - start > 1 && bytes[start] == '0') {
      throw broken(start, "no leading zero");
    }
    return new String(bytes, start, position - start, StandardCharsets.US_ASCII);
  }

  private byte peek(String expected) {
    if (position >= bytes.length) {
      throw broken(position, expected);
    }
    return bytes[position];
  }

  private static String abbreviated(String digits) {
    return digits.length() > 20 ? digits.substring(0, 20) + "..." : digits;
  }

  private TorrentFileException broken(int offset, String expected) {
    String found =
        offset >= bytes.length
            ? "the end of the file"
            : Shown.bytes(
                new String(
                    bytes,
                    offset,
                    Math.min(16, bytes.length - offset),
                    StandardCharsets.ISO_8859_1));
    return new TorrentFileException(file, offset, found, expected);
  }
}
