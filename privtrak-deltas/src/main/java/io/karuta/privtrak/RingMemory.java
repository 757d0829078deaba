package io.karuta.privtrak;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * The bytes of a ring, mapped or not, and the order in which they change. Thread-safe as far as no
 * two threads write one slot: who claimed a sequence writes its slot. Allocates nothing.
 */
final class RingMemory implements AutoCloseable {

  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();
  private static final VarHandle MARK = ValueLayout.JAVA_INT.varHandle();
  private static final VarHandle LONG_OF_ARRAY =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle INT_OF_ARRAY =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private static final long FACTOR = 0x9e3779b97f4a7c15L;

  private final Arena arena;
  private final MemorySegment bytes;
  private final RingWatch watch;
  private final int slots;

  /**
   * A ring over bytes whose header is right.
   *
   * @param arena closed with this
   */
  RingMemory(Arena arena, MemorySegment bytes, RingWatch watch) {
    this.arena = arena;
    this.bytes = bytes;
    this.watch = watch;
    slots = (int) bytes.get(LONG, RingLayout.SLOTS);
  }

  /** Writes the header of a new ring over zeros. */
  static void format(MemorySegment bytes, UUID ring, int slots, long started) {
    bytes.set(LONG, RingLayout.MAGIC_AT, RingLayout.MAGIC);
    bytes.set(INT, RingLayout.VERSION_AT, RingLayout.VERSION);
    bytes.set(INT, RingLayout.SLOT_LENGTH_AT, RingLayout.SLOT_BYTES);
    bytes.set(LONG, RingLayout.RING_HIGH, ring.getMostSignificantBits());
    bytes.set(LONG, RingLayout.RING_LOW, ring.getLeastSignificantBits());
    bytes.set(LONG, RingLayout.SLOTS, slots);
    bytes.set(LONG, RingLayout.STARTED, started);
    bytes.set(LONG, RingLayout.HEADER_CHECKSUM, headerChecksum(bytes));
  }

  static long headerChecksum(MemorySegment bytes) {
    long sum = FACTOR;
    for (int at = 0; at < RingLayout.HEADER_CHECKSUM; at += Long.BYTES) {
      sum = mixed(sum, bytes.get(LONG, at));
    }
    return sum;
  }

  static long mixed(long sum, long word) {
    return Long.rotateLeft((sum ^ word) * FACTOR, 29);
  }

  /** A new ring that ends with the process. */
  static RingMemory inMemory(int slots) {
    Arena arena = Arena.ofShared();
    MemorySegment bytes = arena.allocate(RingLayout.lengthBytes(slots), 64);
    format(bytes, UUID.randomUUID(), slots, 0);
    return new RingMemory(arena, bytes, RingWatch.NONE);
  }

  UUID ring() {
    return new UUID(longAt(RingLayout.RING_HIGH), longAt(RingLayout.RING_LOW));
  }

  /** Number of slots, a power of two. */
  int slots() {
    return slots;
  }

  /** The first sequence after these bytes were made: slots of older ones need not be there. */
  long started() {
    return longAt(RingLayout.STARTED);
  }

  /** Where the slot of a sequence begins. */
  long slotOf(long sequence) {
    return RingLayout.HEADER_BYTES + (sequence & (slots - 1)) * RingLayout.SLOT_BYTES;
  }

  // --- One slot, in the order of its life ---

  /** Says that the slot is being written; its old delta is gone. */
  void begin(long slot) {
    putLong(slot + RingLayout.SEQUENCE, RingLayout.WRITING);
    VarHandle.releaseFence();
  }

  /** Ends the writing: from here on the slot holds the sequence. */
  void finish(long slot, long sequence, boolean stored) {
    putInt(slot + RingLayout.STORED, stored ? 1 : 0);
    putLong(slot + RingLayout.CHECKSUM, checksum(slot, sequence));
    assert watch.passes();
    WORD.setRelease(bytes, slot + RingLayout.SEQUENCE, sequence + 1);
  }

  /** Writes a whole slot in which there is no delta. */
  void writeVoid(long sequence) {
    long slot = slotOf(sequence);
    begin(slot);
    for (int at = RingLayout.AT; at < RingLayout.SLOT_BYTES; at += Long.BYTES) {
      putLong(slot + at, 0);
    }
    finish(slot, sequence, true);
  }

  /** Marks the slot's change as stored by the swarm store. */
  void markStored(long slot) {
    assert watch.passes();
    MARK.setRelease(bytes, slot + RingLayout.STORED, 1);
  }

  boolean isStored(long slot) {
    return intAt(slot + RingLayout.STORED) != 0;
  }

  boolean isVoid(long slot) {
    return byteAt(slot + RingLayout.EVENT) == RingLayout.VOID;
  }

  /** What stands in place of the sequence: it plus 1, or a constant of {@link RingLayout}. */
  long word(long slot) {
    return (long) WORD.getAcquire(bytes, slot + RingLayout.SEQUENCE);
  }

  /** Whether the slot holds the sequence. */
  boolean holds(long sequence) {
    return word(slotOf(sequence)) == sequence + 1;
  }

  /** Whether the slot is as its writer left it. */
  boolean isSound(long slot, long sequence) {
    return longAt(slot + RingLayout.CHECKSUM) == checksum(slot, sequence);
  }

  // Four sums, since one would wait for each of its multiplications.
  private long checksum(long slot, long sequence) {
    long a = sequence;
    long b = longAt(slot + RingLayout.AT);
    long c = FACTOR;
    long d = ~FACTOR;
    for (int at = RingLayout.INFO_HASH; at < RingLayout.SLOT_BYTES; at += 4 * Long.BYTES) {
      a = mixed(a, longAt(slot + at));
      b = mixed(b, longAt(slot + at + 8));
      c = mixed(c, longAt(slot + at + 16));
      d = mixed(d, longAt(slot + at + 24));
    }
    return mixed(mixed(mixed(a, b), c), d);
  }

  /** Copies the slot of a sequence, with its checksum, from another ring. */
  void copyFrom(RingMemory other, long sequence) {
    MemorySegment.copy(
        other.bytes, other.slotOf(sequence), bytes, slotOf(sequence), RingLayout.SLOT_BYTES);
  }

  /** Copies the handlers and how far each is. */
  void copyHandlersFrom(RingMemory other) {
    MemorySegment.copy(
        other.bytes,
        RingLayout.HANDLERS,
        bytes,
        RingLayout.HANDLERS,
        RingLayout.MAX_HANDLERS * RingLayout.HANDLER_BYTES);
  }

  // --- Plain access ---

  long longAt(long at) {
    return bytes.get(LONG, at);
  }

  int intAt(long at) {
    return bytes.get(INT, at);
  }

  int unsignedShortAt(long at) {
    return Short.toUnsignedInt(bytes.get(SHORT, at));
  }

  byte byteAt(long at) {
    return bytes.get(BYTE, at);
  }

  void getBytes(long at, byte[] target) {
    MemorySegment.copy(bytes, BYTE, at, target, 0, target.length);
  }

  void putLong(long at, long value) {
    assert watch.passes();
    bytes.set(LONG, at, value);
  }

  /** Puts a long in one write that comes after all before it. */
  void putLongRelease(long at, long value) {
    assert watch.passes();
    WORD.setRelease(bytes, at, value);
  }

  void putInt(long at, int value) {
    assert watch.passes();
    bytes.set(INT, at, value);
  }

  void putShort(long at, int value) {
    assert watch.passes();
    bytes.set(SHORT, at, (short) value);
  }

  void putByte(long at, int value) {
    assert watch.passes();
    bytes.set(BYTE, at, (byte) value);
  }

  /** Puts an info hash or a peer id. */
  void put20Bytes(long at, byte[] source) {
    putLong(at, (long) LONG_OF_ARRAY.get(source, 0));
    putLong(at + 8, (long) LONG_OF_ARRAY.get(source, 8));
    putInt(at + 16, (int) INT_OF_ARRAY.get(source, 16));
  }

  /** Has a mapped ring written to the disk. */
  void force() {
    if (bytes.isMapped() && !bytes.isReadOnly()) {
      bytes.force();
    }
  }

  /** Lets go of the memory; whoever still reads it gets an {@link IllegalStateException}. */
  @Override
  public void close() {
    arena.close();
  }
}
