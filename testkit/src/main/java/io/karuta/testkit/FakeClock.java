package io.karuta.testkit;

import io.karuta.pipeline.runtime.TrackerClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves when a test says so. Thread-safe. */
public final class FakeClock implements TrackerClock {

  /** Where a new clock stands: some second in 2026. */
  public static final int START_SECOND = 1_790_000_000;

  private final AtomicLong nanosSinceStart = new AtomicLong();

  @Override
  public int nowSecond() {
    return START_SECOND + (int) Duration.ofNanos(nanosSinceStart.get()).toSeconds();
  }

  @Override
  public long nanoTime() {
    return nanosSinceStart.get();
  }

  /** Moves the clock forward. */
  public void advance(Duration duration) {
    nanosSinceStart.addAndGet(duration.toNanos());
  }

  /** Moves the clock forward by whole seconds. */
  public void advanceSeconds(long seconds) {
    advance(Duration.ofSeconds(seconds));
  }
}
