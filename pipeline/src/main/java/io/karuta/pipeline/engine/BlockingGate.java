package io.karuta.pipeline.engine;

import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.MetricsSink;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many requests wait in hooks at one time, and for how long. Thread-safe.
 *
 * <p>The deadline is an interrupt of the virtual thread, which every waiting call of the JDK
 * answers at once; a hook that swallows it has its request refused when it comes back.
 */
final class BlockingGate {

  private final Semaphore permits;
  private final Duration deadline;
  private final ScheduledExecutorService scheduler;
  private final Counter busy;
  private final Counter late;
  private final Executor executor;

  BlockingGate(
      int permits, Duration deadline, ScheduledExecutorService scheduler, MetricsSink metrics) {
    this.permits = new Semaphore(permits);
    this.deadline = deadline;
    this.scheduler = scheduler;
    busy = refusals(metrics, "no-permit");
    late = refusals(metrics, "deadline");
    executor = Thread.ofVirtual().name("hook-", 0)::start;
  }

  private static Counter refusals(MetricsSink metrics, String cause) {
    return metrics.counter(
        "blocking-refusals", "requests refused since hooks that wait were busy", "cause", cause);
  }

  Executor executor() {
    return executor;
  }

  /** Takes a permit for one request, which {@link Stay#leave} gives back; false if none is left. */
  boolean tryEnter() {
    if (permits.tryAcquire()) {
      return true;
    }
    busy.increment();
    return false;
  }

  /** Begins the stay of a request that entered, on the thread that it will wait on. */
  Stay begin() {
    return new Stay(Thread.currentThread());
  }

  /** The time that one request spends waiting. */
  final class Stay {

    private final Thread thread;
    private final ScheduledFuture<?> timer;
    private boolean over;
    private boolean deadlinePassed;

    private Stay(Thread thread) {
      this.thread = thread;
      timer = scheduler.schedule(this::pass, deadline.toNanos(), TimeUnit.NANOSECONDS);
    }

    private synchronized void pass() {
      if (!over) {
        deadlinePassed = true;
        thread.interrupt();
      }
    }

    /**
     * Ends the stay; no interrupt comes after it. Calling it again changes nothing.
     *
     * @return whether the deadline passed before
     */
    synchronized boolean leave() {
      if (!over) {
        over = true;
        timer.cancel(false);
        permits.release();
        if (deadlinePassed) {
          // The interrupt was ours; the thread goes on to answer the client.
          boolean _ = Thread.interrupted();
          late.increment();
        }
      }
      return deadlinePassed;
    }
  }
}
