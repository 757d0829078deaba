package io.karuta.pipeline.delta;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last findings, in memory. Thread-safe. */
public final class RecentFindings implements FindingSink {

  private final int capacity;
  private final Deque<Finding> newestFirst = new ArrayDeque<>(); // guarded by this

  /**
   * Keeps nothing yet.
   *
   * @param capacity most findings that are kept, 1 or more; the oldest go first
   */
  public RecentFindings(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity: " + capacity + " (expected: 1 or more)");
    }
    this.capacity = capacity;
  }

  @Override
  public synchronized void raise(Finding finding) {
    if (newestFirst.size() == capacity) {
      newestFirst.removeLast();
    }
    newestFirst.addFirst(finding);
  }

  /** A copy of what is kept, the newest first. */
  public synchronized List<Finding> newestFirst() {
    return List.copyOf(newestFirst);
  }
}
