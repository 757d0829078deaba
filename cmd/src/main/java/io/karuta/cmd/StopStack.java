package io.karuta.cmd;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How to stop what was started: the last one first. Serves a failed start as well as an ordered
 * stop. Confined to one thread at a time.
 */
final class StopStack {

  private static final Logger LOG = LoggerFactory.getLogger(StopStack.class);

  /** Stops one part. */
  @FunctionalInterface
  interface Stop {
    /**
     * Stops; may wait.
     *
     * @param remaining what is left of the time for the whole stop; 0 or more
     */
    void run(Duration remaining) throws Exception;
  }

  private record Part(String name, Stop stop) {}

  private final Deque<Part> parts = new ArrayDeque<>();

  /** Notes that a part was started. */
  void push(String name, Stop stop) {
    parts.push(new Part(name, stop));
  }

  /**
   * Stops everything. A part that fails to stop is logged, and the others are stopped all the same.
   *
   * @param timeout for all parts together; it bounds how long they wait for what is in progress
   * @return whether all stopped cleanly
   */
  @SuppressWarnings("CatchingUnchecked") // a failing part must not keep the others from stopping
  boolean stopAll(Duration timeout) {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    boolean clean = true;
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      try {
        part.stop().run(Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())));
      } catch (Exception e) {
        clean = false;
        LOG.error("{} did not stop cleanly", part.name(), e);
      }
    }
    return clean;
  }
}
