package io.karuta.privtrak;

import io.karuta.pipeline.delta.FindingSink;
import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the deltas of the ring to the analysers, on the thread {@code delta-analysis}. It looks
 * into the ring every now and then, so announces don't know of it; it holds up no delivery either,
 * and skips what it comes too late for. {@link #run} belongs to its thread, the rest is
 * thread-safe.
 */
final class DeltaAnalysis implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(DeltaAnalysis.class);
  private static final long LOOK_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final RingObserver observer;
  private final List<WatchedAnalyser> analysers = new ArrayList<>();
  private final Counter notAnalysed;
  private final Thread thread;
  private volatile boolean stopping;
  private volatile boolean givenUp;

  /**
   * Makes the analysers; starts nothing.
   *
   * @param config one or more
   * @throws RuntimeException if one can't be made; then those that were are closed
   */
  DeltaAnalysis(
      DeltaRing ring,
      List<AnalysisConfig> config,
      MetricsSink metrics,
      TrackerClock clock,
      FindingSink findings) {
    observer = new RingObserver(ring);
    notAnalysed =
        metrics.counter(
            "deltas-not-analysed", "deltas overwritten before the analysers came to them");
    try {
      for (AnalysisConfig analyser : config) {
        analysers.add(new WatchedAnalyser(analyser, metrics, clock, findings));
      }
    } catch (RuntimeException e) {
      analysers.forEach(WatchedAnalyser::close);
      throw e;
    }
    thread =
        Thread.ofPlatform()
            .name("delta-analysis")
            .daemon()
            .uncaughtExceptionHandler((_, e) -> LOG.error("the analysis of deltas ended", e))
            .unstarted(this);
  }

  void start() {
    thread.start();
  }

  @Override
  public void run() {
    try {
      while (!stopping) {
        observe();
        LockSupport.parkNanos(this, LOOK_UP_NANOS);
      }
      observe();
    } finally {
      analysers.forEach(WatchedAnalyser::close);
    }
  }

  private void observe() {
    while (!givenUp) {
      Optional<StatsDelta> delta = observer.next();
      notAnalysed.add(observer.takeSkipped());
      if (delta.isEmpty()) {
        return;
      }
      analysers.forEach(analyser -> analyser.observe(delta.get()));
    }
  }

  /**
   * Shows what is there, closes the analysers, and ends. The ring may be closed after it only if it
   * did.
   *
   * @param timeout how long to wait for that
   * @return whether it ended
   */
  boolean stop(Duration timeout) {
    stopping = true;
    LockSupport.unpark(thread);
    boolean ended = joined(timeout);
    givenUp = true;
    if (!ended) {
      LOG.warn("an analyser of deltas doesn't come back");
    }
    return ended;
  }

  private boolean joined(Duration timeout) {
    try {
      return thread.join(timeout);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
