package io.karuta.pipeline.runtime;

/**
 * How often something took how long. Thread-safe; recording allocates nothing and never waits, so
 * it may stand on the announce path.
 */
public interface Histogram {

  /** Records nothing. */
  Histogram NONE = _ -> {};

  /**
   * Records one duration.
   *
   * @param nanos as two readings of {@link System#nanoTime()} differ; less than 0 counts as 0
   */
  void record(long nanos);
}
