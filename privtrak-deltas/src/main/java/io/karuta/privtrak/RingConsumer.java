package io.karuta.privtrak;

import com.lmax.disruptor.Sequence;
import io.karuta.pipeline.delta.StatsDelta;
import java.util.Optional;

/**
 * One handler's way through the ring. What it has not delivered stays; what it has is noted in the
 * ring before its slot may be used again. Moving on belongs to the delivery thread, looking is
 * thread-safe.
 */
final class RingConsumer {

  private final DeltaRing ring;
  private final RingProgress progress;
  private final int place;
  private final Sequence gate;
  private volatile long delivered;

  /** A way that begins where the ring's header says. */
  RingConsumer(DeltaRing ring, int place) {
    this.ring = ring;
    this.place = place;
    progress = new RingProgress(ring.memory());
    delivered = progress.delivered(place);
    gate = ring.gate(delivered);
  }

  /** The last sequence that was delivered. */
  long delivered() {
    return delivered;
  }

  /** Notes that all up to a sequence was delivered. */
  void deliver(long sequence) {
    progress.deliver(place, sequence);
    ring.moveGate(gate, sequence);
    delivered = sequence;
  }

  /** Of the sequences after one that are there without a gap the last; or that one. */
  long highestAfter(long sequence) {
    return ring.highestPublished(sequence + 1);
  }

  /** The highest sequence that was claimed. */
  long cursor() {
    return ring.cursor();
  }

  /** Deltas that were taken and not delivered. */
  long undelivered() {
    return Math.max(0, ring.cursor() - delivered);
  }

  /** The delta of a sequence that is there; empty if it is void. */
  Optional<StatsDelta> read(long sequence) {
    RingMemory memory = ring.memory();
    return memory.isVoid(memory.slotOf(sequence))
        ? Optional.empty()
        : Optional.of(SlotReader.delta(memory, sequence));
  }

  /** How old the first delta is that was not delivered, in seconds; 0 if there is none. */
  long oldestAgeSeconds(int nowSecond) {
    long first = delivered + 1;
    RingMemory memory = ring.memory();
    if (highestAfter(delivered) < first || memory.isVoid(memory.slotOf(first))) {
      return 0;
    }
    return Math.max(0, nowSecond - memory.intAt(memory.slotOf(first) + RingLayout.AT));
  }
}
