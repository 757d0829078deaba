package io.karuta.testkit.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaEvent;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What {@link DeltaHandler} promises, as tests. A handler's own test class extends this and says
 * how to open one, how to look at what it made last, and how to make it fail.
 */
public abstract class DeltaHandlerContract {

  private final UUID ring = UUID.randomUUID();

  /** For the test class that extends it. */
  protected DeltaHandlerContract() {}

  /** Opens a handler over what earlier ones of the same test have made last. */
  protected abstract DeltaHandler open();

  /** What lasts for a user and a torrent, seen from outside; {@link Booked#NOTHING} if nothing. */
  protected abstract Booked booked(long userNumber, long torrentNumber);

  /** Makes {@link DeltaHandler#handle} fail, as late in its work as can be done. */
  protected abstract void breakDown();

  /** Makes it work again. */
  protected abstract void repair();

  /**
   * Whether a batch that comes again is recognised; a handler that doesn't leaves that to whoever
   * reads what it made.
   */
  protected boolean recognisesRepeats() {
    return true;
  }

  @Test
  void addsUpWhatBatchesBring() throws DeltaHandlerException {
    try (DeltaHandler handler = open()) {
      handler.handle(new TestBatch(ring, 0).add(1, 1, 10, 20).add(2, 1, 1, 2).build());
      handler.handle(new TestBatch(ring, 2).add(1, 1, 5, 0).add(1, 2, 7, 0).build());
    }

    assertThat(booked(1, 1)).isEqualTo(new Booked(15, 20, 0, 1000, true));
    assertThat(booked(2, 1)).isEqualTo(new Booked(1, 2, 0, 1000, true));
    assertThat(booked(1, 2)).isEqualTo(new Booked(7, 0, 0, 1000, true));
  }

  @Test
  void keepsTheOrderOfAPeersDeltas() throws DeltaHandlerException {
    try (DeltaHandler handler = open()) {
      handler.handle(
          new TestBatch(ring, 0)
              .add(1, 1, DeltaEvent.STARTED, 0, 0, 500, false)
              .add(1, 1, DeltaEvent.COMPLETED, 0, 500, 0, true)
              .build());
      handler.handle(new TestBatch(ring, 2).add(1, 1, DeltaEvent.STOPPED, 30, 0, 0, false).build());
    }

    assertThat(booked(1, 1)).isEqualTo(new Booked(30, 500, 1, 0, false));
  }

  @Test
  void makesAllOfABatchLastOrNothing() throws DeltaHandlerException {
    DeltaBatch before = new TestBatch(ring, 0).add(1, 1, 10, 0).build();
    DeltaBatch failing = new TestBatch(ring, 1).add(1, 1, 100, 0).add(2, 2, 200, 0).build();
    try (DeltaHandler handler = open()) {
      handler.handle(before);
      breakDown();

      assertThatThrownBy(() -> handler.handle(failing)).isInstanceOf(DeltaHandlerException.class);

      repair();
      assertThat(booked(1, 1)).isEqualTo(new Booked(10, 0, 0, 1000, true));
      assertThat(booked(2, 2)).isEqualTo(Booked.NOTHING);
    }
  }

  @Test
  void takesABatchAgainThatItCouldNotTake() throws DeltaHandlerException {
    DeltaBatch batch = new TestBatch(ring, 0).add(1, 1, 100, 0).add(2, 2, 200, 0).build();
    try (DeltaHandler handler = open()) {
      breakDown();
      assertThatThrownBy(() -> handler.handle(batch)).isInstanceOf(DeltaHandlerException.class);
      assertThatThrownBy(() -> handler.handle(batch)).isInstanceOf(DeltaHandlerException.class);
      repair();

      handler.handle(batch);
    }

    assertThat(booked(1, 1)).isEqualTo(new Booked(100, 0, 0, 1000, true));
    assertThat(booked(2, 2)).isEqualTo(new Booked(200, 0, 0, 1000, true));
  }

  @Test
  void recognisesABatchThatLastedAlready() throws DeltaHandlerException {
    DeltaBatch batch = new TestBatch(ring, 0).add(1, 1, 100, 0).build();
    try (DeltaHandler handler = open()) {
      handler.handle(batch);
    }

    try (DeltaHandler handler = open()) {
      handler.handle(batch);
    }

    long expected = recognisesRepeats() ? 100 : 200;
    assertThat(booked(1, 1).uploaded()).isEqualTo(expected);
  }

  @Test
  void saysHowFarARingLastsAlready() throws DeltaHandlerException {
    UUID other = UUID.randomUUID();
    try (DeltaHandler handler = open()) {
      assertThat(handler.deliveredThrough(ring)).isEqualTo(DeltaHandler.UNKNOWN);
      handler.handle(new TestBatch(ring, 40).add(1, 1, 1, 0).add(1, 1, 1, 0).build());
      handler.handle(new TestBatch(ring, 42).add(1, 1, 1, 0).build());
    }

    try (DeltaHandler handler = open()) {
      long forgotten = recognisesRepeats() ? 42 : DeltaHandler.UNKNOWN;
      assertThat(handler.deliveredThrough(ring)).isIn(42L, forgotten);
      assertThat(handler.deliveredThrough(other)).isEqualTo(DeltaHandler.UNKNOWN);
    }
  }

  @Test
  void saysNothingOfABatchThatItCouldNotTake() throws DeltaHandlerException {
    try (DeltaHandler handler = open()) {
      handler.handle(new TestBatch(ring, 0).add(1, 1, 1, 0).build());
      long before = handler.deliveredThrough(ring);
      DeltaBatch failing = new TestBatch(ring, 1).add(1, 1, 1, 0).add(2, 2, 1, 0).build();
      breakDown();
      assertThatThrownBy(() -> handler.handle(failing)).isInstanceOf(DeltaHandlerException.class);
      repair();

      assertThat(handler.deliveredThrough(ring)).isEqualTo(before);
    }
  }

  @Test
  void takesEqualSequencesOfAnotherRingForNew() throws DeltaHandlerException {
    try (DeltaHandler handler = open()) {
      handler.handle(new TestBatch(ring, 0).add(1, 1, 100, 0).build());
      handler.handle(new TestBatch(UUID.randomUUID(), 0).add(1, 1, 11, 0).build());
    }

    assertThat(booked(1, 1).uploaded()).isEqualTo(111);
  }

  @Test
  void losesNothingWhenClosed() throws DeltaHandlerException {
    DeltaHandler handler = open();
    for (int sequence = 0; sequence < 50; sequence++) {
      handler.handle(new TestBatch(ring, sequence).add(1, 1, 1, 2).build());
    }

    handler.close();

    assertThat(booked(1, 1)).isEqualTo(new Booked(50, 100, 0, 1000, true));
  }

  @Test
  void livesWithDeltasWithoutNumbers() throws DeltaHandlerException {
    try (DeltaHandler handler = open()) {
      handler.handle(
          new TestBatch(ring, 0).add(0, 1, 10, 0).add(1, 0, 10, 0).add(1, 1, 10, 0).build());
      handler.handle(new TestBatch(ring, 3).add(0, 0, 10, 0).build());
    }

    assertThat(booked(1, 1).uploaded()).isEqualTo(10);
  }
}
