package io.karuta.privtrak;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.testkit.delta.Booked;
import io.karuta.testkit.delta.FakeDeltaHandler;
import java.util.List;
import java.util.UUID;

/**
 * A fake handler that outlives its close, as a database does, and says how far it got if it is told
 * to keep account. Confined to one thread.
 */
final class KeptHandler implements DeltaHandler {

  private final FakeDeltaHandler behind = new FakeDeltaHandler();
  boolean keepsAccount;
  boolean failsToClose;
  int closes;

  @Override
  public long deliveredThrough(UUID ring) throws DeltaHandlerException {
    return keepsAccount ? behind.deliveredThrough(ring) : UNKNOWN;
  }

  @Override
  public void handle(DeltaBatch batch) throws DeltaHandlerException {
    behind.handle(batch);
  }

  Booked booked(long userNumber, long torrentNumber) {
    return behind.booked(userNumber, torrentNumber);
  }

  List<Long> sequences() {
    return behind.deltas().stream().map(StatsDelta::sequence).toList();
  }

  void breakDown() {
    behind.breakDown();
  }

  void repair() {
    behind.repair();
  }

  @Override
  public void close() {
    closes++;
    if (failsToClose) {
      throw new IllegalStateException("told to fail");
    }
  }
}
