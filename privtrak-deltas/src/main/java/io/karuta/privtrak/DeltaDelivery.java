package io.karuta.privtrak;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.runtime.TrackerClock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The ring's one consumer: closes a batch when it is large or old enough and hands it over until it
 * lasts. A slot is free again only after that, so what the handler can't take stays in the ring,
 * and then with the peers. {@link #run} belongs to the delivery thread; the rest is thread-safe.
 */
final class DeltaDelivery implements Runnable {

  private final RingBuffer<DeltaSlot> ring;
  private final DeliveryWait wait;
  private final SequenceBarrier barrier;
  private final Sequence delivered = new Sequence();
  private final BatchBuilder builder;
  private final DeltaHandler handler;
  private final HandOver handOver;
  private final DeliveryMetrics metrics;
  private final TrackerClock clock;
  private final int batchSize;
  private final long batchIntervalNanos;
  private volatile boolean stopping;

  DeltaDelivery(
      RingBuffer<DeltaSlot> ring,
      DeliveryWait wait,
      BatchBuilder builder,
      DeltaHandler handler,
      DeliveryMetrics metrics,
      TrackerClock clock,
      int batchSize,
      Duration batchInterval) {
    this.ring = ring;
    this.wait = wait;
    this.builder = builder;
    this.handler = handler;
    this.metrics = metrics;
    this.clock = clock;
    this.batchSize = batchSize;
    batchIntervalNanos = batchInterval.toNanos();
    handOver = new HandOver(handler, metrics);
    barrier = ring.newBarrier();
    ring.addGatingSequences(delivered);
  }

  /** Deltas that were taken and not yet delivered. */
  long depth() {
    return Math.max(0, ring.getCursor() - delivered.get());
  }

  /** Asks for what is left to be delivered, and then for the end. */
  void stop() {
    stopping = true;
    barrier.alert();
    wait.wakeUp();
    handOver.hurry();
  }

  /** Asks for the end as soon as the handler fails again. */
  void giveUp() {
    handOver.giveUp();
  }

  @Override
  public void run() {
    try {
      deliver();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody of ours interrupts; whoever did wants the end
    } finally {
      handler.close();
    }
  }

  private void deliver() throws InterruptedException {
    long seen = delivered.get();
    long openedNanos = 0;
    while (true) {
      boolean draining = stopping;
      long first = delivered.get() + 1;
      long highest = seen;
      if (!draining || ring.getCursor() > seen) {
        // Of a new batch the first delta, to know when it was opened; then all the others.
        wait.want(draining || seen < first ? seen + 1 : first + batchSize - 1);
        highest = awaitPast(seen);
      }
      if (seen < first && highest >= first) {
        openedNanos = clock.nanoTime();
      }
      seen = highest;
      boolean old = draining || clock.nanoTime() - openedNanos >= batchIntervalNanos;
      while (seen - first + 1 >= batchSize || (seen >= first && old)) {
        long last = Math.min(seen, first + batchSize - 1);
        DeltaBatch batch = builder.build(first, last);
        if (!handOver.untilItLasts(batch)) {
          return;
        }
        metrics.delivered(batch);
        delivered.set(last);
        first = last + 1;
        openedNanos = clock.nanoTime();
      }
      if (draining && seen >= ring.getCursor()) {
        return;
      }
    }
  }

  /** The highest sequence that is there, after a while or when the wanted one came. */
  private long awaitPast(long seen) throws InterruptedException {
    try {
      return Math.max(seen, barrier.waitFor(seen + 1));
    } catch (TimeoutException e) {
      return seen; // not from our wait, which returns what there is
    } catch (AlertException e) {
      barrier.clearAlert(); // the loop sees for itself that it is to stop
      return seen;
    }
  }

  /** How often to look up from an empty ring, so that a batch doesn't grow much too old. */
  static long lookUpNanos(Duration batchInterval) {
    return Math.clamp(
        batchInterval.toNanos() / 4,
        TimeUnit.MILLISECONDS.toNanos(5),
        TimeUnit.MILLISECONDS.toNanos(250));
  }
}
