package io.karuta.pipeline.runtime;

import java.util.function.LongSupplier;

/**
 * Where parts register what they count. Thread-safe; called while parts are built, never on the
 * announce path, which only touches the {@link Counter}s and {@link Histogram}s it was given.
 *
 * <p>Names are kebab-case with the part first, e.g. {@code hook-refusals}; an exporter turns them
 * into what its system is used to, such as {@code karuta_hook_refusals_total}. The meaning is a
 * sentence for people without its full stop, e.g. {@code requests that a hook refused}; everything
 * of one name has the same meaning and the same label names. Labels come as name, value, name,
 * value. Asking again for the same name and labels gives the same counter or histogram.
 *
 * <p>Register everything that may ever be counted when a part is built, failures too: what stands
 * at zero can be alarmed on.
 *
 * @see Counter#NONE
 * @see Histogram#NONE
 */
public interface MetricsSink {

  /**
   * A number that only grows.
   *
   * @throws IllegalArgumentException if the name is taken by another kind of metric or by one with
   *     other label names, or the labels are no pairs
   */
  Counter counter(String name, String meaning, String... labels);

  /**
   * A number that is read when somebody looks; reading must be quick and thread-safe. Registered
   * again, the last one is read.
   *
   * @throws IllegalArgumentException as for counters
   */
  void gauge(String name, String meaning, LongSupplier value, String... labels);

  /**
   * Durations, in classes from 1 microsecond to 1 second. The name says what lasts, e.g. {@code
   * announce-duration}; exporters add the unit.
   *
   * @throws IllegalArgumentException as for counters
   */
  Histogram histogram(String name, String meaning, String... labels);

  /** Counts nothing. */
  static MetricsSink none() {
    return new MetricsSink() {
      @Override
      public Counter counter(String name, String meaning, String... labels) {
        return Counter.NONE;
      }

      @Override
      public void gauge(String name, String meaning, LongSupplier value, String... labels) {}

      @Override
      public Histogram histogram(String name, String meaning, String... labels) {
        return Histogram.NONE;
      }
    };
  }
}
