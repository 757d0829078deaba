package io.karuta.cmd;

import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code swarm-expiry}: goes round the store, slice by slice with a rest after each, and
 * begins the next round when the interval is over.
 */
final class ExpiryThread implements AutoCloseable {

  private static final Duration REST = Duration.ofMillis(1);
  private static final Logger LOG = LoggerFactory.getLogger(ExpiryThread.class);

  private final PeerStore store;
  private final Supplier<AccountingSink> sink;
  private final TrackerClock clock;
  private final Supplier<Duration> interval;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;

  private ExpiryThread(
      PeerStore store,
      Supplier<AccountingSink> sink,
      TrackerClock clock,
      Supplier<Duration> interval) {
    this.store = store;
    this.sink = sink;
    this.clock = clock;
    this.interval = interval;
    thread = Thread.ofPlatform().name("swarm-expiry").unstarted(this::run);
  }

  /**
   * Starts the thread.
   *
   * @param sink learns of every peer that leaves; asked for each slice
   * @param interval from the begin of one round to the begin of the next; asked after each round
   */
  static ExpiryThread start(
      PeerStore store,
      Supplier<AccountingSink> sink,
      TrackerClock clock,
      Supplier<Duration> interval) {
    ExpiryThread expiry = new ExpiryThread(store, sink, clock, interval);
    expiry.thread.start();
    return expiry;
  }

  private void run() {
    try {
      boolean stop = false;
      while (!stop) {
        long roundBegan = clock.nanoTime();
        boolean roundOver = false;
        while (!stop && !roundOver) {
          roundOver = slice();
          stop = restedUntilStop(REST);
        }
        if (!stop) {
          stop = restedUntilStop(interval.get().minusNanos(clock.nanoTime() - roundBegan));
        }
      }
    } catch (InterruptedException e) {
      LOG.error("swarm-expiry was interrupted by a stranger; peers no longer expire", e);
    }
  }

  // A fault in one slice must not end the sweep for ever; it ends the round and is told.
  private boolean slice() {
    try {
      return store.expireSlice(clock.nowSecond(), sink.get());
    } catch (RuntimeException e) {
      LOG.error("a slice of the sweep failed", e);
      return true;
    }
  }

  private boolean restedUntilStop(Duration rest) throws InterruptedException {
    return stopped.await(Math.max(rest.toNanos(), REST.toNanos()), TimeUnit.NANOSECONDS);
  }

  /** Stops after the slice in progress. */
  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
