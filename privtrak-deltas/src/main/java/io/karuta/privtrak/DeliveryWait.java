package io.karuta.privtrak;

import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How the delivery thread waits for deltas: parked, until the sequence that it wants is claimed.
 * {@link #want} and {@link #waitFor} belong to that one thread; the rest is thread-safe.
 *
 * <p>The strategies of the Disruptor wake their consumer at each publication, which costs the
 * announcing thread a lock and mostly a system call. This one is silent but for the publication
 * that completes a batch; what comes before can wait for the next look up.
 */
final class DeliveryWait implements WaitStrategy {

  private final long lookUpNanos;

  /** The delivery thread while it is parked, or about to be. */
  private final AtomicReference<@Nullable Thread> parked = new AtomicReference<>();

  /** The ring's; both are written before {@link #parked} is, and read after it. */
  private @Nullable Sequence cursor;

  private long wanted;

  /**
   * A wait.
   *
   * @param lookUpNanos longest time that it takes
   */
  DeliveryWait(long lookUpNanos) {
    this.lookUpNanos = lookUpNanos;
  }

  /** Sets the sequence whose publication ends the next wait. */
  void want(long sequence) {
    wanted = sequence;
  }

  /**
   * Returns what is claimed when the wait is over, which may be less than what was asked for: it
   * may end early, since a late wake-up counts for the next wait.
   */
  @Override
  public long waitFor(
      long sequence, Sequence cursor, Sequence dependentSequence, SequenceBarrier barrier)
      throws InterruptedException {
    this.cursor = cursor;
    parked.set(Thread.currentThread());
    if (cursor.get() < wanted && !barrier.isAlerted()) {
      LockSupport.parkNanos(this, lookUpNanos);
    }
    parked.set(null);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return dependentSequence.get();
  }

  /** Called by the ring after each publication. */
  @Override
  public void signalAllWhenBlocking() {
    // A publication is no full fence: without this one both sides could miss each other.
    VarHandle.fullFence();
    Thread thread = parked.get();
    if (thread != null && cursor != null && cursor.get() >= wanted) {
      wakeUp(thread);
    }
  }

  /** Ends the wait whatever was published. */
  void wakeUp() {
    Thread thread = parked.get();
    if (thread != null) {
      wakeUp(thread);
    }
  }

  private void wakeUp(Thread thread) {
    // Of many threads that publish at once, one is enough.
    if (parked.compareAndSet(thread, null)) {
      LockSupport.unpark(thread);
    }
  }
}
