package io.karuta.privtrak;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.pipeline.delta.StatsDelta;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives each batch to several handlers, one after the other. One call at a time.
 *
 * <p>A batch lasts when all of them have taken it; when one fails, those behind it wait with it,
 * and those before it are not given again what they have taken, neither in this run nor, if they
 * keep account of it themselves, after a restart.
 */
final class TeeDeltaHandler implements DeltaHandler {

  private final List<Child> children;

  TeeDeltaHandler(List<DeltaHandler> handlers) {
    children = handlers.stream().map(Child::new).toList();
  }

  /**
   * The lowest of what the children say; unknown if one of them doesn't know. What the tracker has
   * noted then is never too much, since it notes only what all of them have taken.
   */
  @Override
  public long deliveredThrough(UUID ring) throws DeltaHandlerException {
    long lowest = Long.MAX_VALUE;
    for (Child child : children) {
      lowest = Math.min(lowest, child.ask(ring));
    }
    return lowest;
  }

  @Override
  public void handle(DeltaBatch batch) throws DeltaHandlerException {
    for (Child child : children) {
      child.handle(batch);
    }
  }

  @Override
  public void close() {
    RuntimeException failure = null;
    for (Child child : children) {
      try {
        child.handler.close();
      } catch (RuntimeException e) {
        failure = e; // the others are closed all the same
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static final class Child {

    private final DeltaHandler handler;
    private @Nullable UUID ring;
    private long taken = UNKNOWN;

    Child(DeltaHandler handler) {
      this.handler = handler;
    }

    long ask(UUID ring) throws DeltaHandlerException {
      taken = handler.deliveredThrough(ring);
      this.ring = ring;
      return taken;
    }

    void handle(DeltaBatch batch) throws DeltaHandlerException {
      long before = batch.ring().equals(ring) ? taken : UNKNOWN;
      if (batch.firstSequence() > before) {
        handler.handle(batch);
      } else if (batch.deltas().getLast().sequence() > before) {
        handler.handle(after(before, batch));
      } else {
        return;
      }
      ring = batch.ring();
      taken = batch.lastSequence();
    }

    /** The part of a batch that comes after a sequence, as if it had been closed so. */
    private static DeltaBatch after(long sequence, DeltaBatch batch) {
      List<StatsDelta> deltas =
          batch.deltas().stream().filter(delta -> delta.sequence() > sequence).toList();
      return new DeltaBatch(
          batch.ring(), sequence + 1, batch.lastSequence(), deltas, BatchBuilder.totals(deltas));
    }
  }
}
