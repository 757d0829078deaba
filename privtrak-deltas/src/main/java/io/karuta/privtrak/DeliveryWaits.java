package io.karuta.privtrak;

import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Tells the waits of all deliveries that something was published. Adding belongs to the starting
 * thread; the rest is thread-safe.
 */
final class DeliveryWaits implements WaitStrategy {

  private volatile DeliveryWait[] waits = {};

  DeliveryWait add(DeliveryWait wait) {
    DeliveryWait[] more = Arrays.copyOf(waits, waits.length + 1);
    more[waits.length] = wait;
    waits = more;
    return wait;
  }

  /** Called by the ring after each publication. */
  @Override
  public void signalAllWhenBlocking() {
    // A publication is no full fence: without this one both sides could miss each other.
    VarHandle.fullFence();
    for (DeliveryWait wait : waits) {
      wait.published();
    }
  }

  /** Deliveries wait by {@link DeliveryWait}, not by the ring's barriers. */
  @Override
  public long waitFor(
      long sequence, Sequence cursor, Sequence dependentSequence, SequenceBarrier barrier) {
    throw new UnsupportedOperationException("barriers have no wait of their own");
  }
}
