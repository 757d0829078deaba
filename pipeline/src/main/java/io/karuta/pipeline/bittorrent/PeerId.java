package io.karuta.pipeline.bittorrent;

import java.util.HexFormat;

/**
 * The 20 bytes by which a client names itself for one session (BEP 3, BEP 20). Any bytes are legal:
 * aria2's end in binary. Immutable and thread-safe.
 *
 * @param high bytes 0 to 7, big-endian
 * @param middle bytes 8 to 15, big-endian
 * @param low bytes 16 to 19, big-endian
 */
public record PeerId(long high, long middle, int low) {

  /** Length of a peer id in bytes. */
  public static final int LENGTH_BYTES = 20;

  /**
   * Reads 20 bytes from {@code bytes} beginning at {@code offset}.
   *
   * @throws IndexOutOfBoundsException if fewer than 20 bytes are there
   */
  public static PeerId of(byte[] bytes, int offset) {
    return new PeerId(
        Bytes.longAt(bytes, offset),
        Bytes.longAt(bytes, offset + 8),
        Bytes.intAt(bytes, offset + 16));
  }

  /** Writes the 20 bytes to {@code target} beginning at {@code offset}. */
  public void writeTo(byte[] target, int offset) {
    Bytes.putLong(target, offset, high);
    Bytes.putLong(target, offset + 8, middle);
    Bytes.putInt(target, offset + 16, low);
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
