package io.karuta.pipeline.runtime;

import java.util.concurrent.TimeUnit;

/**
 * The time. Thread-safe; passed in everywhere, so that tests never sleep.
 *
 * <p>Swarms and accounting count in whole seconds since 1970 held in an int, which is good until
 * 2106 when read as unsigned; code that subtracts two of them needs no care.
 */
public interface TrackerClock {

  /** Seconds since 1970-01-01T00:00Z. */
  int nowSecond();

  /** Nanoseconds of a clock that only runs forward, for measuring spans. */
  long nanoTime();

  /** The clock of the machine; reading it costs about 20 ns and allocates nothing. */
  static TrackerClock system() {
    return new TrackerClock() {
      @Override
      public int nowSecond() {
        return (int) TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis());
      }

      @Override
      public long nanoTime() {
        return System.nanoTime();
      }
    };
  }
}
