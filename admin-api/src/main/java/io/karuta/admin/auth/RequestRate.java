package io.karuta.admin.auth;

import io.karuta.pipeline.runtime.TrackerClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many requests each credential may make: on average the rate, and as many as that at once.
 * Thread-safe.
 */
public final class RequestRate {

  private final TrackerClock clock;
  private final long stepNanos;
  private final Map<String, AtomicLong> paidNanosByName = new ConcurrentHashMap<>();

  /**
   * A rate that nobody has used.
   *
   * @param perSecond 1 or more
   */
  public RequestRate(int perSecond, TrackerClock clock) {
    this.clock = clock;
    stepNanos = Duration.ofSeconds(1).toNanos() / perSecond;
  }

  /** Counts a request of a credential, if it may be made now. */
  public boolean permits(String name) {
    long now = clock.nanoTime();
    AtomicLong paidNanos = paidNanosByName.computeIfAbsent(name, _ -> new AtomicLong(now));
    long free = Duration.ofSeconds(1).toNanos();
    while (true) {
      long before = paidNanos.get();
      long paid = Math.max(before, now) + stepNanos;
      if (paid - now > free) {
        return false;
      }
      if (paidNanos.compareAndSet(before, paid)) {
        return true;
      }
    }
  }
}
