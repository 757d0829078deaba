package io.karuta.pipeline.runtime;

/** A number that only grows. Thread-safe; counting allocates nothing and never waits. */
public interface Counter {

  /** Counts nothing. */
  Counter NONE = amount -> {};

  /** Adds {@code amount}, 0 or more. */
  void add(long amount);

  /** Adds one. */
  default void increment() {
    add(1);
  }
}
