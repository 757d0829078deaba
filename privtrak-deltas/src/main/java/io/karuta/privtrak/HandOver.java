package io.karuta.privtrak;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a batch to the handler again and again, with growing pauses, until it lasts. {@link
 * #untilItLasts} belongs to the delivery thread; the rest is thread-safe.
 */
final class HandOver {

  private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** While the tracker stops, its time is short. */
  private static final Duration LONGEST_PAUSE_AT_STOP = Duration.ofSeconds(1);

  private final DeltaHandler handler;
  private final DeliveryMetrics metrics;
  private final Semaphore wakeUp = new Semaphore(0);
  private volatile Duration longestPause = LONGEST_PAUSE;
  private volatile boolean givenUp;

  HandOver(DeltaHandler handler, DeliveryMetrics metrics) {
    this.handler = handler;
    this.metrics = metrics;
  }

  /** Ends the present pause and keeps later ones short. */
  void hurry() {
    longestPause = LONGEST_PAUSE_AT_STOP;
    wakeUp.release();
  }

  /** Makes the next failure the last. */
  void giveUp() {
    givenUp = true;
    wakeUp.release();
  }

  /**
   * Hands over a batch, however long it takes.
   *
   * @return false if it was given up before the batch lasted
   */
  boolean untilItLasts(DeltaBatch batch) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; !givenUp; attempt++) {
      try {
        handler.handle(batch);
        if (attempt > 1) {
          LOG.info("deltas {} delivered at attempt {}", range(batch), attempt);
        }
        return true;
      } catch (DeltaHandlerException | RuntimeException e) {
        metrics.failed();
        if (attempt == 1) {
          LOG.warn("deltas {} not delivered, trying again until they are", range(batch), e);
        } else {
          LOG.warn(
              "deltas {} not delivered at attempt {}: {}", range(batch), attempt, e.toString());
        }
      }
      Duration longest = longestPause;
      pause = pause.compareTo(longest) < 0 ? pause : longest;
      boolean hurried = wakeUp.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
      pause = hurried ? FIRST_PAUSE : pause.multipliedBy(2);
    }
    return false;
  }

  private static String range(DeltaBatch batch) {
    return batch.firstSequence() + " to " + batch.lastSequence();
  }
}
