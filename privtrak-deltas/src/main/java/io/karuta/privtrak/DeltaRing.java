package io.karuta.privtrak;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.MultiProducerSequencer;
import com.lmax.disruptor.Sequence;

/**
 * The ring: who may write which slot, and what is there to be delivered. Thread-safe; claiming and
 * publishing allocate nothing.
 *
 * <p>The Disruptor counts from 0 in each run, the ring never begins again: its sequences are the
 * Disruptor's plus a multiple of the number of slots, so both mean the same slot. At the start,
 * what was delivered of the first lap, and all that wasn't delivered, is claimed and published
 * before anybody else has the ring.
 */
final class DeltaRing {

  private final RingMemory memory;
  private final SlotWriter writer;
  private final DeliveryWaits waits = new DeliveryWaits();
  private final MultiProducerSequencer sequencer;
  private final long base;
  private volatile boolean open = true;

  /**
   * A ring over memory that is put right.
   *
   * @param delivered what every handler has got
   * @param last the last sequence that was used
   */
  DeltaRing(RingMemory memory, long delivered, long last) {
    this.memory = memory;
    writer = new SlotWriter(memory);
    sequencer = new MultiProducerSequencer(memory.slots(), waits);
    base = (delivered + 1) & -(long) memory.slots();
    publishNext(delivered + 1 - base);
    publishNext(last - delivered);
  }

  private void publishNext(long count) {
    if (count > 0) {
      long highest = sequencer.next((int) count);
      sequencer.publish(highest - count + 1, highest);
    }
  }

  int slots() {
    return memory.slots();
  }

  /** The highest sequence that was claimed; one below the first if none was. */
  long cursor() {
    return base + sequencer.getCursor();
  }

  /** Of the sequences from one on that were published without a gap the last; or the one before. */
  long highestPublished(long from) {
    long claimed = sequencer.getCursor();
    long first = from - base;
    return claimed < first
        ? from - 1
        : base + sequencer.getHighestPublishedSequence(first, claimed);
  }

  /** Deltas that some handler has not got yet. */
  long depth() {
    return Math.max(0, sequencer.getCursor() - sequencer.getMinimumSequence());
  }

  /** Ends the taking of deltas. */
  void close() {
    open = false;
  }

  /** Claims a sequence and begins its slot; -1 if there is no room, or the ring is closed. */
  long claim() {
    if (!open) {
      return -1;
    }
    try {
      long sequence = base + sequencer.tryNext();
      memory.begin(memory.slotOf(sequence));
      return sequence;
    } catch (InsufficientCapacityException e) {
      return -1; // a constant without a stack trace
    }
  }

  SlotWriter writer() {
    return writer;
  }

  long slotOf(long sequence) {
    return memory.slotOf(sequence);
  }

  /** The slot is written: it outlives a kill, and waits for the swarm store. */
  void written(long sequence) {
    memory.finish(memory.slotOf(sequence), sequence, false);
  }

  /** The swarm store has made its last write: the delta may be delivered. */
  void stored(long sequence) {
    memory.markStored(memory.slotOf(sequence));
    sequencer.publish(sequence - base);
  }

  /** Gives a claimed sequence up, so that others don't wait for it. */
  void abandon(long sequence) {
    memory.writeVoid(sequence);
    sequencer.publish(sequence - base);
  }

  RingMemory memory() {
    return memory;
  }

  /** Keeps what comes after a sequence until it is delivered; before anybody else has the ring. */
  Sequence gate(long delivered) {
    Sequence gate = new Sequence();
    sequencer.addGatingSequences(gate);
    gate.set(delivered - base);
    return gate;
  }

  void moveGate(Sequence gate, long delivered) {
    gate.set(delivered - base);
  }

  /** What ends a wait for deltas; before anybody else has the ring. */
  DeliveryWait newWait(long lookUpNanos) {
    return waits.add(new DeliveryWait(this::cursor, lookUpNanos));
  }
}
