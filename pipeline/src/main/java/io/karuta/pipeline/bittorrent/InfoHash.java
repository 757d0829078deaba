package io.karuta.pipeline.bittorrent;

import java.util.HexFormat;

/**
 * The 20 bytes that name a torrent (BEP 3): the SHA-1 of its info dictionary, or the first 20 bytes
 * of a BEP 52 SHA-256. Immutable and thread-safe.
 *
 * <p>The announce path works on the request's byte array instead, so that it allocates nothing;
 * this type is for everything else: registry entries, admin calls, deltas, tests.
 *
 * @param high bytes 0 to 7, big-endian
 * @param middle bytes 8 to 15, big-endian
 * @param low bytes 16 to 19, big-endian
 */
public record InfoHash(long high, long middle, int low) {

  /** Length of an info hash in bytes. */
  public static final int LENGTH_BYTES = 20;

  /**
   * Reads 20 bytes from {@code bytes} beginning at {@code offset}.
   *
   * @throws IndexOutOfBoundsException if fewer than 20 bytes are there
   */
  public static InfoHash of(byte[] bytes, int offset) {
    return new InfoHash(
        Bytes.longAt(bytes, offset),
        Bytes.longAt(bytes, offset + 8),
        Bytes.intAt(bytes, offset + 16));
  }

  /**
   * Reads 40 hexadecimal digits of either case.
   *
   * @throws IllegalArgumentException if the text is anything else; the message names the text
   */
  public static InfoHash ofHex(String hex) {
    if (hex.length() != 2 * LENGTH_BYTES) {
      throw new IllegalArgumentException(
          "info hash: '" + hex + "' (expected: 40 hexadecimal digits)");
    }
    try {
      return of(HexFormat.of().parseHex(hex), 0);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "info hash: '" + hex + "' (expected: 40 hexadecimal digits)", e);
    }
  }

  /** Writes the 20 bytes to {@code target} beginning at {@code offset}. */
  public void writeTo(byte[] target, int offset) {
    Bytes.putLong(target, offset, high);
    Bytes.putLong(target, offset + 8, middle);
    Bytes.putInt(target, offset + 16, low);
  }

  /** Whether {@code bytes} holds this info hash at {@code offset}; allocates nothing. */
  public boolean matches(byte[] bytes, int offset) {
    return high == Bytes.longAt(bytes, offset)
        && middle == Bytes.longAt(bytes, offset + 8)
        && low == Bytes.intAt(bytes, offset + 16);
  }

  /** A new array of the 20 bytes. */
  public byte[] toBytes() {
    byte[] bytes = new byte[LENGTH_BYTES];
    writeTo(bytes, 0);
    return bytes;
  }

  /** 40 lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(toBytes());
  }
}
