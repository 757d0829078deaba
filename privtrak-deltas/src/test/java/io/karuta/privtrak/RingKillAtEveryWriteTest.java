package io.karuta.privtrak;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.TakenChange;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.FakeMetrics;
import io.karuta.testkit.FakeRegistry;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Looks at every state in which a kill before any write leaves a ring, at kills while that is put
 * right, and at writers that were killed in the middle of several slots at once.
 */
final class RingKillAtEveryWriteTest {

  private static final int SLOTS = 8;

  /** How a stopped process ends its call. */
  @SuppressWarnings("serial")
  private static final class Killed extends Error {}

  private final MemorySegment bytes =
      Arena.ofAuto().allocate(RingLayout.lengthBytes(SLOTS), Long.BYTES);
  private Runnable onWrite = () -> {};

  RingKillAtEveryWriteTest() {
    RingMemory.format(bytes, new UUID(1, 2), SLOTS, 0);
    new RingProgress(memory()).add("books", -1);
  }

  private RingMemory memory() {
    return new RingMemory(
        Arena.ofAuto(),
        bytes,
        () -> {
          onWrite.run();
          return true;
        });
  }

  /** A run that begins with what the bytes hold, without a thread. */
  private static final class Run {
    final RingMemory memory;
    final DeltaRing ring;
    final RingConsumer consumer;
    final DeltaSink sink;
    final List<TakenChange> redone = new ArrayList<>();

    Run(RingMemory memory) {
      this.memory = memory;
      RingScan scan = RingScan.of(memory);
      assertThat(scan.defects()).isEmpty();
      RingRepair.run(memory, scan, redone::add);
      ring = new DeltaRing(memory, scan.delivered(), scan.last());
      consumer = new RingConsumer(ring, 0);
      sink =
          new DeltaSink(
              ring,
              new DeltaRule(FirstSight.BASELINE, 3600),
              TestAccounting.NOBODY,
              new FakeRegistry(),
              TestAccounting.factors(new FakeRegistry(), new FakeClock()),
              new SinkMetrics(new FakeMetrics()));
    }

    PeerTransition offer(long uploaded) {
      PeerTransition transition = TestAccounting.moved(uploaded).event(Event.STARTED).transition();
      assertThat(sink.offer(transition)).isTrue();
      return transition;
    }

    void book(long uploaded) {
      PeerTransition transition = offer(uploaded);
      sink.stored(transition);
    }

    void deliverAll() {
      consumer.deliver(consumer.highestAfter(consumer.delivered()));
    }

    /** Bytes uploaded of what is there to be delivered, in order. */
    List<Long> waiting() {
      List<Long> uploaded = new ArrayList<>();
      long last = consumer.highestAfter(consumer.delivered());
      for (long sequence = consumer.delivered() + 1; sequence <= last; sequence++) {
        consumer.read(sequence).map(StatsDelta::uploaded).ifPresent(uploaded::add);
      }
      assertThat(last).isEqualTo(consumer.cursor());
      return uploaded;
    }

    List<Long> redoneUploads() {
      return redone.stream().map(TakenChange::uploaded).toList();
    }
  }

  /** All states before a write of the operation, and the one after it. */
  private List<byte[]> states(Consumer<Run> operation) {
    Run run = new Run(memory());
    List<byte[]> states = new ArrayList<>();
    onWrite = () -> states.add(bytes.toArray(ValueLayout.JAVA_BYTE));
    operation.accept(run);
    onWrite.run();
    onWrite = () -> {};
    return states;
  }

  private void restore(byte[] state) {
    MemorySegment.copy(state, 0, bytes, ValueLayout.JAVA_BYTE, 0, state.length);
  }

  /** Starts again, killed at each write of its own at first; what the last start had done again. */
  private Run startAfterKills() {
    byte[] begin = bytes.toArray(ValueLayout.JAVA_BYTE);
    for (int at = 0; ; at++) {
      restore(begin);
      int[] left = {at};
      onWrite =
          () -> {
            if (left[0]-- == 0) {
              throw new Killed();
            }
          };
      try {
        Run run = new Run(memory());
        onWrite = () -> {};
        return run;
      } catch (Killed e) {
        onWrite = () -> {};
        byte[] killed = bytes.toArray(ValueLayout.JAVA_BYTE);
        Run again = new Run(memory());
        List<Long> waiting = again.waiting();
        restore(begin);
        assertThat(waiting).isEqualTo(new Run(memory()).waiting());
        restore(killed);
      }
    }
  }

  @Test
  void whileAChangeIsOfferedAndStored() {
    Run first = new Run(memory());
    for (int lap = 0; lap < 3; lap++) {
      for (int i = 0; i < 5; i++) {
        first.book(1);
      }
      first.deliverAll();
    }
    first.book(1);

    List<byte[]> states = states(run -> run.book(2));

    assertThat(states).hasSizeGreaterThan(40);
    int with = 0;
    for (byte[] state : states) {
      restore(state);
      Run run = startAfterKills();
      List<Long> waiting = run.waiting();
      assertThat(waiting).isIn(List.of(1L), List.of(1L, 2L));
      with += waiting.size() - 1;
      assertThat(run.redoneUploads()).isIn(List.of(), List.of(2L));
      assertThat(run.redoneUploads().isEmpty() || waiting.contains(2L)).isTrue();
      run.book(3);
      assertThat(run.waiting()).endsWith(3L);
      restore(state);
      run = new Run(memory());
      // Either the store is told to do it again, or it has been stored, or nothing is delivered.
      boolean stored = bytes.mismatch(MemorySegment.ofArray(states.getLast())) == -1;
      assertThat(run.redoneUploads().contains(2L) || stored || !waiting.contains(2L)).isTrue();
    }
    assertThat(with).isEqualTo(2); // before it is marked as stored, and after
  }

  @Test
  void whileSeveralWritersAreInTheMiddle() {
    Run first = new Run(memory());
    for (int i = 0; i < 6; i++) {
      first.book(1);
    }
    first.deliverAll();

    List<byte[]> states =
        states(run -> {
          long claimed = run.ring.claim(); // begun and never written
          PeerTransition second = run.offer(20);
          PeerTransition third = run.offer(30);
          run.sink.stored(third);
          run.sink.stored(second);
          assertThat(run.ring.claim()).isEqualTo(claimed + 3);
          run.book(40);
        });

    for (byte[] state : states) {
      restore(state);
      Run run = startAfterKills();
      List<Long> waiting = run.waiting();
      assertThat(List.of(20L, 30L, 40L).subList(0, waiting.size())).isEqualTo(waiting);
    }
    restore(states.getLast());
    Run last = startAfterKills();
    assertThat(last.waiting()).containsExactly(20L, 30L, 40L);
    for (int i = 0; i < 3; i++) {
      last.book(50);
    }
    assertThat(last.ring.claim()).isEqualTo(-1);
  }

  @Test
  void whileADeliveryIsNoted() {
    Run first = new Run(memory());
    for (int i = 0; i < 5; i++) {
      first.book(i);
    }

    for (byte[] state : states(Run::deliverAll)) {
      restore(state);
      assertThat(startAfterKills().waiting()).isIn(List.of(), List.of(0L, 1L, 2L, 3L, 4L));
    }
  }

  @Test
  void whileAHandlerIsPutDown() {
    Run first = new Run(memory());
    first.book(1);
    first.deliverAll();

    for (byte[] state :
        states(run -> {
          RingProgress progress = new RingProgress(run.memory);
          progress.add("more", 0);
          progress.remove(0);
        })) {
      restore(state);
      RingScan scan = RingScan.of(memory());
      assertThat(scan.defects()).isEmpty();
      assertThat(scan.delivered()).isZero();
    }
  }
}
