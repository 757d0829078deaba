package io.karuta.privtrak;

import io.karuta.pipeline.store.TakenChange;
import java.util.function.Consumer;

/**
 * Puts right, in place, what a kill left in a ring. A kill of this itself is no harm. Stateless.
 */
final class RingRepair {

  private RingRepair() {}

  /**
   * Makes holes void, and has every change stored that may not be, in the order of sequences.
   *
   * @return how many changes that were
   */
  static int run(RingMemory memory, RingScan scan, Consumer<TakenChange> store) {
    for (long hole : scan.holes()) {
      memory.writeVoid(hole);
    }
    int redone = 0;
    for (long sequence : scan.unstored()) {
      store.accept(SlotReader.takenChange(memory, sequence));
      memory.markStored(memory.slotOf(sequence));
      redone++;
    }
    return redone;
  }
}
