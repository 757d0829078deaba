package io.karuta.privtrak;

import io.karuta.pipeline.delta.StatsDelta;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/**
 * Reads what is published in the ring and keeps nobody from writing over it. Confined to one
 * thread.
 *
 * <p>A slot may be written again while it is read, so the claimed sequences are looked at after
 * each read: who writes a slot has claimed its sequence before. If the slot was claimed, what was
 * read is thrown away, and the observer begins again half a ring behind the newest delta.
 */
final class RingObserver {

  private final DeltaRing ring;
  private long next;
  private long highest;
  private long skipped;

  /** An observer of what comes from now on. */
  RingObserver(DeltaRing ring) {
    this.ring = ring;
    next = ring.cursor() + 1;
    highest = ring.cursor();
  }

  /** The next delta; empty if there is none yet. */
  Optional<StatsDelta> next() {
    while (true) {
      if (isOverwritten()) {
        skip();
      }
      if (next > highest) {
        highest = ring.highestPublished(next);
      }
      if (next > highest) {
        if (isOverwritten()) {
          continue;
        }
        return Optional.empty();
      }
      Optional<StatsDelta> delta = read();
      VarHandle.fullFence(); // what was read comes before the look at what was claimed
      if (!isOverwritten()) {
        next++;
        if (delta.isPresent()) {
          return delta;
        }
      }
    }
  }

  private Optional<StatsDelta> read() {
    RingMemory memory = ring.memory();
    try {
      return memory.isVoid(memory.slotOf(next))
          ? Optional.empty()
          : Optional.of(SlotReader.delta(memory, next));
    } catch (RuntimeException e) {
      VarHandle.fullFence();
      if (isOverwritten()) {
        return Optional.empty(); // half of it was another delta
      }
      throw e;
    }
  }

  private boolean isOverwritten() {
    return ring.cursor() - next >= ring.slots();
  }

  private void skip() {
    long to = ring.cursor() - ring.slots() / 2;
    skipped += to - next;
    next = to;
    highest = to - 1;
  }

  /** How many sequences were skipped since this was asked last. */
  long takeSkipped() {
    long count = skipped;
    skipped = 0;
    return count;
  }
}
