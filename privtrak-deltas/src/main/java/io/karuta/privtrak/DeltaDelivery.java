package io.karuta.privtrak;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.runtime.TrackerClock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers to one handler: closes a batch when it is large or old enough and hands it over until it
 * lasts. A slot is free again only after that, so what the handler can't take stays in the ring,
 * and then with the peers. {@link #run} belongs to the handler's thread; the rest is thread-safe.
 */
final class DeltaDelivery implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(DeltaDelivery.class);

  private final String name;
  private final UUID ring;
  private final RingConsumer consumer;
  private final DeliveryWait wait;
  private final BatchBuilder builder;
  private final DeltaHandler handler;
  private final HandOver handOver;
  private final DeliveryMetrics metrics;
  private final TrackerClock clock;
  private final int batchSize;
  private final long batchIntervalNanos;
  private final long lastAtStart;
  private boolean asked;
  private volatile boolean stopping;

  /**
   * A delivery.
   *
   * @param asked whether the handler has said already how far it is
   */
  DeltaDelivery(
      String name,
      UUID ring,
      RingConsumer consumer,
      DeliveryWait wait,
      DeltaHandler handler,
      boolean asked,
      DeliveryMetrics metrics,
      TrackerClock clock,
      int batchSize,
      Duration batchInterval) {
    this.name = name;
    this.ring = ring;
    this.consumer = consumer;
    lastAtStart = consumer.cursor();
    this.wait = wait;
    this.handler = handler;
    this.asked = asked;
    this.metrics = metrics;
    this.clock = clock;
    this.batchSize = batchSize;
    batchIntervalNanos = batchInterval.toNanos();
    builder = new BatchBuilder(ring, consumer);
    handOver = new HandOver(name, handler, metrics);
  }

  String name() {
    return name;
  }

  /** Deltas that were taken and not yet delivered. */
  long undelivered() {
    return consumer.undelivered();
  }

  /** Asks for what is left to be delivered, and then for the end. */
  void stop() {
    stopping = true;
    wait.end();
    handOver.hurry();
  }

  /** Asks for the end as soon as the handler fails again. */
  void giveUp() {
    handOver.giveUp();
  }

  @Override
  public void run() {
    try {
      if (asked || found()) {
        deliver();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody of ours interrupts; whoever did wants the end
    } finally {
      handler.close();
    }
  }

  /** Finds out where to begin; false if the end came before, or there is no such place. */
  private boolean found() throws InterruptedException {
    Optional<Long> answer = handOver.untilItAnswers(ring);
    if (answer.isEmpty()) {
      return false;
    }
    if (answer.get() > lastAtStart) {
      LOG.error(
          "delta ring: {}: is the file an older copy? Nothing is delivered; a start with"
              + " --accept-loss goes on with a new ring",
          DeltaJournal.beyond(name, answer.get(), lastAtStart));
      return false;
    }
    if (answer.get() != DeltaHandler.UNKNOWN && answer.get() < consumer.delivered()) {
      // Slots of what it lacks may be in use again by now; before the first announce, they are not.
      LOG.error(
          "delta ring: {}: is its database an older copy? Nothing is delivered until the next"
              + " start, which gives it again what the ring still has",
          DeltaJournal.fallenBehind(name, answer.get(), consumer.delivered()));
      return false;
    }
    asked = true;
    if (answer.get() != DeltaHandler.UNKNOWN) {
      consumer.deliver(answer.get());
    }
    return true;
  }

  private void deliver() throws InterruptedException {
    long seen = consumer.delivered();
    long openedNanos = 0;
    while (true) {
      boolean draining = stopping;
      long first = consumer.delivered() + 1;
      if (!draining && consumer.highestAfter(seen) == seen) {
        // Of a new batch the first delta, to know when it was opened; then all the others.
        wait.await(seen < first ? first : first + batchSize - 1);
      }
      long highest = consumer.highestAfter(seen);
      if (seen < first && highest >= first) {
        openedNanos = clock.nanoTime();
      }
      seen = highest;
      boolean old = draining || clock.nanoTime() - openedNanos >= batchIntervalNanos;
      while (seen - first + 1 >= batchSize || (seen >= first && old)) {
        long last = Math.min(seen, first + batchSize - 1);
        if (!handedOver(first, last)) {
          return;
        }
        first = last + 1;
        openedNanos = clock.nanoTime();
      }
      if (draining && consumer.highestAfter(seen) == seen) {
        return;
      }
    }
  }

  private boolean handedOver(long first, long last) throws InterruptedException {
    Optional<DeltaBatch> batch = builder.build(first, last);
    if (batch.isPresent()) {
      if (!handOver.untilItLasts(batch.get())) {
        return false;
      }
      metrics.delivered(batch.get());
    }
    consumer.deliver(last);
    return true;
  }

  /** How often to look up from an empty ring, so that a batch doesn't grow much too old. */
  static long lookUpNanos(Duration batchInterval) {
    return Math.clamp(
        batchInterval.toNanos() / 4,
        TimeUnit.MILLISECONDS.toNanos(5),
        TimeUnit.MILLISECONDS.toNanos(250));
  }
}
