package io.karuta.pipeline.engine;

import io.karuta.pipeline.control.AnnounceTraces.Traced;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last announces of one user, for a time. Thread-safe. */
final class UserTrace {

  private final long userNumber;
  private final int announces;
  private final long endSecond;
  private final Deque<Traced> latestFirst = new ArrayDeque<>(); // guarded by itself

  /**
   * An empty trace.
   *
   * @param announces how many are kept
   * @param endSecond seconds since 1970, from which on nothing is noted
   */
  UserTrace(long userNumber, int announces, long endSecond) {
    this.userNumber = userNumber;
    this.announces = announces;
    this.endSecond = endSecond;
  }

  long userNumber() {
    return userNumber;
  }

  boolean isOver(long nowSecond) {
    return nowSecond >= endSecond;
  }

  void add(Traced announce, long nowSecond) {
    if (isOver(nowSecond)) {
      return;
    }
    synchronized (latestFirst) {
      latestFirst.addFirst(announce);
      if (latestFirst.size() > announces) {
        latestFirst.removeLast();
      }
    }
  }

  List<Traced> latestFirst() {
    synchronized (latestFirst) {
      return List.copyOf(latestFirst);
    }
  }
}
