package io.karuta.storage.optmem;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import net.openhft.chronicle.core.Memory;
import net.openhft.chronicle.core.OS;

/**
 * A stretch of native memory: a flyweight that is pointed at one value of the map after the other.
 * The only class that touches raw addresses. Bounds are asserted, so that tests, which run with
 * assertions, fail where a tracker would corrupt memory. Owned by one thread at a time.
 */
final class Region {

  /**
   * Chronicle's own access to memory: one instruction each. A segment of the whole memory looks
   * every time whether it is still open, which made an announce a tenth to a fifth slower.
   */
  private static final Memory MEMORY = OS.memory();

  @SuppressWarnings("restricted") // The map's memory is reached by address; no other way in.
  private static final MemorySegment SEGMENT = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private final WriteWatch watch;
  private long address;
  private int lengthBytes;

  Region(WriteWatch watch) {
    this.watch = watch;
  }

  /** Points at another stretch, valid as long as the map leaves the value where it is. */
  void set(long address, int lengthBytes) {
    assert address > 0 && lengthBytes > 0 : "region of " + lengthBytes + " at " + address;
    this.address = address;
    this.lengthBytes = lengthBytes;
  }

  long address() {
    return address;
  }

  int lengthBytes() {
    return lengthBytes;
  }

  private long at(int offset, int sizeBytes) {
    assert offset >= 0 && sizeBytes >= 0 && offset <= lengthBytes - sizeBytes
        : "offset " + offset + " + " + sizeBytes + " (expected: within " + lengthBytes + ")";
    return address + offset;
  }

  private long to(int offset, int sizeBytes) {
    assert watch.passes();
    return at(offset, sizeBytes);
  }

  long longAt(int offset) {
    return MEMORY.readLong(at(offset, 8));
  }

  void putLong(int offset, long value) {
    MEMORY.writeLong(to(offset, 8), value);
  }

  int intAt(int offset) {
    return MEMORY.readInt(at(offset, 4));
  }

  void putInt(int offset, int value) {
    MEMORY.writeInt(to(offset, 4), value);
  }

  int unsignedShortAt(int offset) {
    return Short.toUnsignedInt(MEMORY.readShort(at(offset, 2)));
  }

  void putShort(int offset, int value) {
    MEMORY.writeShort(to(offset, 2), (short) value);
  }

  int unsignedByteAt(int offset) {
    return Byte.toUnsignedInt(MEMORY.readByte(at(offset, 1)));
  }

  void putByte(int offset, int value) {
    MEMORY.writeByte(to(offset, 1), (byte) value);
  }

  /** Copies out of another region, or within this one if the two parts don't overlap. */
  void copyFrom(Region source, int sourceOffset, int offset, int copiedBytes) {
    long from = source.at(sourceOffset, copiedBytes);
    MemorySegment.copy(SEGMENT, from, SEGMENT, to(offset, copiedBytes), copiedBytes);
  }

  /** Copies out of an array. */
  void putBytes(int offset, byte[] source, int sourceOffset, int copiedBytes) {
    long to = to(offset, copiedBytes);
    MemorySegment.copy(source, sourceOffset, SEGMENT, ValueLayout.JAVA_BYTE, to, copiedBytes);
  }

  /** Copies into an array. */
  void getBytes(int offset, byte[] target, int targetOffset, int copiedBytes) {
    long from = at(offset, copiedBytes);
    MemorySegment.copy(SEGMENT, ValueLayout.JAVA_BYTE, from, target, targetOffset, copiedBytes);
  }

  /** Writes zeros; in steps of 8 bytes, since a slice of the whole memory would be an object. */
  void clear(int offset, int clearedBytes) {
    int i = 0;
    for (; i <= clearedBytes - 8; i += 8) {
      putLong(offset + i, 0);
    }
    for (; i < clearedBytes; i++) {
      putByte(offset + i, 0);
    }
  }
}
