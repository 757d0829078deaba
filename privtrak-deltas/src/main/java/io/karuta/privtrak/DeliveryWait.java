package io.karuta.privtrak;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How a delivery thread waits for deltas: parked, until the sequence that it wants is claimed.
 * {@link #await} belongs to that one thread; the rest is thread-safe.
 *
 * <p>The strategies of the Disruptor wake their consumer at each publication, which costs the
 * announcing thread a lock and mostly a system call. This one is silent but for the publication
 * that completes a batch; what comes before can wait for the next look up.
 */
final class DeliveryWait {

  private final LongSupplier cursor;
  private final long lookUpNanos;

  /** The delivery thread while it is parked, or about to be. */
  private final AtomicReference<@Nullable Thread> parked = new AtomicReference<>();

  /** Written before {@link #parked} is, and read after it. */
  private long wanted;

  private volatile boolean ended;

  /**
   * A wait.
   *
   * @param cursor the highest sequence that was claimed
   * @param lookUpNanos longest time that it takes
   */
  DeliveryWait(LongSupplier cursor, long lookUpNanos) {
    this.cursor = cursor;
    this.lookUpNanos = lookUpNanos;
  }

  /**
   * Waits for a sequence, for the time of a look up, or for the end. It may return early, since a
   * late wake-up counts for the next wait.
   */
  void await(long sequence) throws InterruptedException {
    wanted = sequence;
    parked.set(Thread.currentThread());
    if (cursor.getAsLong() < sequence && !ended) {
      LockSupport.parkNanos(this, lookUpNanos);
    }
    parked.set(null);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /** Something was published, and the caller has made a full fence since. */
  void published() {
    Thread thread = parked.get();
    if (thread != null && cursor.getAsLong() >= wanted) {
      wakeUp(thread);
    }
  }

  /** Ends this wait and all later ones. */
  void end() {
    ended = true;
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
