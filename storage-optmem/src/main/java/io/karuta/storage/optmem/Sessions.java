package io.karuta.storage.optmem;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * The sessions of a store, and so the door to it: each call takes one and gives it back, and {@link
 * #close} takes them all and keeps them. So closing waits for the calls in progress, and no call
 * gets in after it. Thread-safe.
 */
final class Sessions {

  private static final long WAIT_NANOS = 20_000;

  private final Session[] sessions;
  private volatile boolean closed;

  /**
   * @param count a power of two, at least the number of threads that call at once, or they wait
   */
  Sessions(int count, IntFunction<Session> maker) {
    sessions = new Session[count];
    for (int i = 0; i < count; i++) {
      sessions[i] = maker.apply(i);
    }
  }

  /**
   * Takes a session that nobody else uses, usually the same one on the same thread.
   *
   * @throws IllegalStateException if the store is closed
   */
  Session take() {
    int first = (int) Thread.currentThread().threadId();
    while (true) {
      for (int i = 0; i < sessions.length; i++) {
        if (closed) {
          throw new IllegalStateException("swarm store is closed");
        }
        Session session = sessions[(first + i) & (sessions.length - 1)];
        if (session.taken.compareAndSet(false, true)) {
          return session;
        }
      }
      LockSupport.parkNanos(WAIT_NANOS);
    }
  }

  void giveBack(Session session) {
    session.taken.setRelease(false);
  }

  /** Shuts the door and waits until everybody is out; true for the first caller only. */
  synchronized boolean close() {
    if (closed) {
      return false;
    }
    closed = true;
    for (Session session : sessions) {
      while (!session.taken.compareAndSet(false, true)) {
        LockSupport.parkNanos(WAIT_NANOS);
      }
    }
    for (Session session : sessions) {
      session.release();
    }
    return true;
  }
}
