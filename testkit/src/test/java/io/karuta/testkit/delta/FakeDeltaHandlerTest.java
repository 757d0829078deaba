package io.karuta.testkit.delta;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import java.util.UUID;

class FakeDeltaHandlerTest extends DeltaHandlerContract {

  private final FakeDeltaHandler kept = new FakeDeltaHandler();

  /** Closing must not end the one that keeps everything. */
  @Override
  protected DeltaHandler open() {
    return new DeltaHandler() {
      @Override
      public long deliveredThrough(UUID ring) throws DeltaHandlerException {
        return kept.deliveredThrough(ring);
      }

      @Override
      public void handle(DeltaBatch batch) throws DeltaHandlerException {
        kept.handle(batch);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  protected Booked booked(long userNumber, long torrentNumber) {
    return kept.booked(userNumber, torrentNumber);
  }

  @Override
  protected void breakDown() {
    kept.breakDown();
  }

  @Override
  protected void repair() {
    kept.repair();
  }
}
