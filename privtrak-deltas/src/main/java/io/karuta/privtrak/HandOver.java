package io.karuta.privtrak;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the handler, or gives it a batch, again and again, with growing pauses, until it answers or
 * the batch lasts. The two belong to the handler's thread; the rest is thread-safe.
 */
final class HandOver {

  private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** While the tracker stops, its time is short. */
  private static final Duration LONGEST_PAUSE_AT_STOP = Duration.ofSeconds(1);

  /** What is tried until it succeeds. */
  private interface Attempt<T> {
    T make() throws DeltaHandlerException;
  }

  private final String name;
  private final DeltaHandler handler;
  private final DeliveryMetrics metrics;
  private final Semaphore wakeUp = new Semaphore(0);
  private volatile Duration longestPause = LONGEST_PAUSE;
  private volatile boolean givenUp;

  HandOver(String name, DeltaHandler handler, DeliveryMetrics metrics) {
    this.name = name;
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

  /** Asks how far the handler is, however long it takes; empty if it was given up before. */
  Optional<Long> untilItAnswers(UUID ring) throws InterruptedException {
    return repeat("its progress is unknown", () -> handler.deliveredThrough(ring));
  }

  /**
   * Hands over a batch, however long it takes.
   *
   * @return false if it was given up before the batch lasted
   */
  boolean untilItLasts(DeltaBatch batch) throws InterruptedException {
    String what =
        "deltas " + batch.firstSequence() + " to " + batch.lastSequence() + " not delivered";
    return repeat(
            what,
            () -> {
              long beganNanos = System.nanoTime();
              handler.handle(batch);
              metrics.took(System.nanoTime() - beganNanos);
              return true;
            })
        .isPresent();
  }

  private <T> Optional<T> repeat(String trouble, Attempt<T> attempt) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    for (int number = 1; !givenUp; number++) {
      try {
        T result = attempt.make();
        if (number > 1) {
          LOG.info("handler {}: {}: over at attempt {}", name, trouble, number);
        }
        return Optional.of(result);
      } catch (DeltaHandlerException | RuntimeException e) {
        metrics.failed();
        if (number == 1) {
          LOG.warn("handler {}: {}, trying again until it succeeds", name, trouble, e);
        } else {
          LOG.warn("handler {}: {} at attempt {}: {}", name, trouble, number, e.toString());
        }
      }
      Duration longest = longestPause;
      pause = pause.compareTo(longest) < 0 ? pause : longest;
      boolean hurried = wakeUp.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
      pause = hurried ? FIRST_PAUSE : pause.multipliedBy(2);
    }
    return Optional.empty();
  }
}
