package io.karuta.pipeline.bittorrent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes one bencoded value (BEP 3) into an array that is used again for the next one. Confined to
 * one thread; allocates only while the array still grows to the largest value ever written.
 *
 * <p>The writer puts down what it is told: it is the caller who opens and ends dictionaries and
 * names their keys in the order of their bytes, as BEP 3 demands.
 */
public final class BencodeWriter {

  private static final int INITIAL_CAPACITY_BYTES = 512;

  /** Digits of 2^63-1. */
  private static final int MAX_DIGITS = 19;

  private byte[] bytes = new byte[INITIAL_CAPACITY_BYTES];
  private ByteBuffer view = ByteBuffer.wrap(bytes);
  private int length;

  /** The bencoded form of a text's UTF-8 bytes: for keys, encoded once and written often. */
  public static byte[] encode(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] prefix = (utf8.length + ":").getBytes(StandardCharsets.US_ASCII);
    byte[] encoded = Arrays.copyOf(prefix, prefix.length + utf8.length);
    System.arraycopy(utf8, 0, encoded, prefix.length, utf8.length);
    return encoded;
  }

  /** Forgets what was written. */
  public void clear() {
    length = 0;
  }

  /** Opens a dictionary; {@link #end()} closes it. */
  public void beginDictionary() {
    put('d');
  }

  /** Opens a list; {@link #end()} closes it. */
  public void beginList() {
    put('l');
  }

  /** Closes the dictionary or list opened last. */
  public void end() {
    put('e');
  }

  /** Writes a number. */
  public void integer(long value) {
    reserve(MAX_DIGITS + 3);
    bytes[length++] = 'i';
    if (value < 0) {
      bytes[length++] = '-';
    }
    digits(value);
    bytes[length++] = 'e';
  }

  /** Writes {@code lengthBytes} bytes as a string. */
  public void string(byte[] source, int offset, int lengthBytes) {
    stringPrefix(lengthBytes);
    System.arraycopy(source, offset, bytes, length, lengthBytes);
    length += lengthBytes;
  }

  /** Writes a text as a string of its UTF-8 bytes; half of a surrogate pair becomes {@code ?}. */
  public void text(String text) {
    stringPrefix(utf8Length(text));
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes[length++] = (byte) c;
      } else if (c < 0x800) {
        bytes[length++] = (byte) (0xc0 | (c >> 6));
        bytes[length++] = (byte) (0x80 | (c & 0x3f));
      } else if (isPair(text, i)) {
        fourBytes(Character.toCodePoint(c, text.charAt(++i)));
      } else if (Character.isSurrogate(c)) {
        bytes[length++] = '?';
      } else {
        bytes[length++] = (byte) (0xe0 | (c >> 12));
        bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        bytes[length++] = (byte) (0x80 | (c & 0x3f));
      }
    }
  }

  /** Writes bytes that are bencoded already, such as a key from {@link #encode}. */
  public void encoded(byte[] encoded) {
    reserve(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
  }

  /** The writer's own array; the first {@link #lengthBytes()} count until the next write. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes were written. */
  public int lengthBytes() {
    return length;
  }

  /** What was written, ready to be read; the writer's own buffer, good until the next write. */
  public ByteBuffer buffer() {
    return view.clear().limit(length);
  }

  /** A copy of what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void put(char c) {
    reserve(1);
    bytes[length++] = (byte) c;
  }

  private void stringPrefix(int lengthBytes) {
    reserve(MAX_DIGITS + 1 + lengthBytes);
    digits(lengthBytes);
    bytes[length++] = ':';
  }

  /** Writes the digits backwards, working with negative numbers since -2^63 has no positive. */
  private void digits(long value) {
    long rest = value < 0 ? value : -value;
    int count = 1;
    for (long tens = rest / 10; tens != 0; tens /= 10) {
      count++;
    }
    int end = length + count;
    for (int i = end - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' - rest % 10);
      rest /= 10;
    }
    length = end;
  }

  private void fourBytes(int codePoint) {
    bytes[length++] = (byte) (0xf0 | (codePoint >> 18));
    bytes[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
    bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
    bytes[length++] = (byte) (0x80 | (codePoint & 0x3f));
  }

  private static int utf8Length(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (isPair(text, i)) {
        bytes += 4;
        i++;
      } else {
        bytes += Character.isSurrogate(c) ? 1 : 3;
      }
    }
    return bytes;
  }

  private static boolean isPair(String text, int index) {
    return index + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
  }

  private void reserve(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
      view = ByteBuffer.wrap(bytes);
    }
  }
}
