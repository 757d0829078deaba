package io.karuta.pipeline.runtime;

import java.util.function.LongSupplier;

/**
 * Where parts register what they count. Thread-safe; called while parts are built, never on the
 * announce path, which only touches the {@link Counter}s it was given.
 *
 * <p>Names are kebab-case with the part first, e.g. {@code hook-refusals}. Labels come as name,
 * value, name, value. Asking again for the same name and labels gives the same counter.
 */
public interface MetricsSink {

  /** A number that only grows. */
  Counter counter(String name, String... labels);

  /** A number that is read when somebody looks; reading must be quick and thread-safe. */
  void gauge(String name, LongSupplier value, String... labels);

  /** Counts nothing. */
  static MetricsSink none() {
    return new MetricsSink() {
      @Override
      public Counter counter(String name, String... labels) {
        return Counter.NONE;
      }

      @Override
      public void gauge(String name, LongSupplier value, String... labels) {}
    };
  }
}
