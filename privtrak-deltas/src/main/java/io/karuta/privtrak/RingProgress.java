package io.karuta.privtrak;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How far each handler of a ring is, in the ring's header. A name is put down once, by the thread
 * that starts or ends; progress is one word that is whole or unchanged, written by the thread of
 * its handler.
 */
final class RingProgress {

  /** In place of progress: it is not what was written. */
  static final long DAMAGED = Long.MIN_VALUE;

  private static final int CHECK_BITS = 16;

  private final RingMemory memory;

  RingProgress(RingMemory memory) {
    this.memory = memory;
  }

  /** The handler of a place from 0 to 15; empty if the place is free or its name is damaged. */
  Optional<String> name(int place) {
    byte[] bytes = bytes(place);
    return memory.longAt(at(place, RingLayout.NAME_CHECKSUM)) == checksum(bytes)
        ? Optional.of(text(bytes))
        : Optional.empty();
  }

  /** Whether a handler stands there, readable or not. */
  boolean isTaken(int place) {
    return memory.longAt(at(place, RingLayout.NAME_CHECKSUM)) != 0;
  }

  /** The place of a handler. */
  OptionalInt placeOf(String name) {
    for (int place = 0; place < RingLayout.MAX_HANDLERS; place++) {
      if (name(place).equals(Optional.of(name))) {
        return OptionalInt.of(place);
      }
    }
    return OptionalInt.empty();
  }

  /** The last sequence that was delivered; -1 if none was, {@link #DAMAGED} if nobody knows. */
  long delivered(int place) {
    long word = memory.longAt(at(place, RingLayout.PROGRESS));
    long count = word >>> CHECK_BITS;
    return word == word(count) ? count - 1 : DAMAGED;
  }

  /** Sets the last sequence that was delivered. */
  void deliver(int place, long sequence) {
    memory.putLongRelease(at(place, RingLayout.PROGRESS), word(sequence + 1));
  }

  /**
   * Puts a new handler down.
   *
   * @throws DeltaRingException if no place is free
   */
  int add(String name, long delivered) {
    for (int place = 0; place < RingLayout.MAX_HANDLERS; place++) {
      if (!isTaken(place)) {
        byte[] bytes =
            Arrays.copyOf(
                name.getBytes(StandardCharsets.UTF_8), RingLayout.HANDLER_BYTES - RingLayout.NAME);
        for (int i = 0; i < bytes.length; i++) {
          memory.putByte(at(place, RingLayout.NAME) + i, bytes[i]);
        }
        deliver(place, delivered);
        memory.putLongRelease(at(place, RingLayout.NAME_CHECKSUM), checksum(bytes));
        return place;
      }
    }
    throw new DeltaRingException(
        "delta handlers: more than " + RingLayout.MAX_HANDLERS + ", those of before included");
  }

  /** Frees a place. */
  void remove(int place) {
    memory.putLongRelease(at(place, RingLayout.NAME_CHECKSUM), 0);
  }

  private static long at(int place, int field) {
    return (long) RingLayout.handler(place) + field;
  }

  private static long word(long count) {
    long mixed = RingMemory.mixed(RingLayout.MAGIC, count);
    return (count << CHECK_BITS) | (mixed >>> (Long.SIZE - CHECK_BITS));
  }

  private byte[] bytes(int place) {
    byte[] bytes = new byte[RingLayout.HANDLER_BYTES - RingLayout.NAME];
    memory.getBytes(at(place, RingLayout.NAME), bytes);
    return bytes;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).replace("\0", "");
  }

  private static long checksum(byte[] bytes) {
    long sum = RingLayout.MAGIC;
    for (byte b : bytes) {
      sum = RingMemory.mixed(sum, b);
    }
    return sum | 1; // 0 is a free place
  }
}
