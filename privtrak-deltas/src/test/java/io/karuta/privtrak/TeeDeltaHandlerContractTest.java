package io.karuta.privtrak;

import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.testkit.delta.Booked;
import io.karuta.testkit.delta.DeltaHandlerContract;
import java.util.List;

/** What a tee promises as a whole is what its last child has. */
final class TeeDeltaHandlerContractTest extends DeltaHandlerContract {

  private final KeptHandler first = new KeptHandler();
  private final KeptHandler last = new KeptHandler();

  @Override
  protected DeltaHandler open() {
    first.keepsAccount = true;
    last.keepsAccount = true;
    return new TeeDeltaHandler(List.of(first, last));
  }

  @Override
  protected Booked booked(long userNumber, long torrentNumber) {
    return last.booked(userNumber, torrentNumber);
  }

  @Override
  protected void breakDown() {
    last.breakDown();
  }

  @Override
  protected void repair() {
    last.repair();
  }
}
