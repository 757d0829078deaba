package io.karuta.metrics;

import io.karuta.pipeline.runtime.Histogram;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts durations in classes from 1 microsecond to 1 second, three to a power of ten. Thread-safe;
 * recording is two additions to striped counters.
 *
 * <p>The number of durations is the sum of the classes, so a snapshot taken while others record is
 * never at odds with itself.
 */
final class DurationHistogram implements Histogram {

  private static final long[] BOUNDS_MICROS = {
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000,
    500_000, 1_000_000
  };

  private static final long NANOS_PER_MICRO = 1000;

  /** The first class that a duration of so many bits, in nanoseconds, may belong to. */
  private static final int[] FIRST_CLASS = firstClasses();

  private final LongAdder[] classes = new LongAdder[BOUNDS_MICROS.length + 1];
  private final LongAdder sumNanos = new LongAdder();

  DurationHistogram() {
    for (int i = 0; i < classes.length; i++) {
      classes[i] = new LongAdder();
    }
  }

  private static int[] firstClasses() {
    int[] first = new int[Long.SIZE];
    for (int bits = 1; bits < first.length; bits++) {
      first[bits] = classFrom(0, 1L << (bits - 1));
    }
    return first;
  }

  private static int classFrom(int first, long nanos) {
    int index = first;
    while (index < BOUNDS_MICROS.length && nanos > BOUNDS_MICROS[index] * NANOS_PER_MICRO) {
      index++;
    }
    return index;
  }

  @Override
  public void record(long nanos) {
    long positive = Math.max(0, nanos);
    int bits = Long.SIZE - Long.numberOfLeadingZeros(positive);
    classes[classFrom(FIRST_CLASS[bits], positive)].increment();
    sumNanos.add(positive);
  }

  /** Upper bounds of the classes in microseconds, each within its class; the last is infinite. */
  static double[] boundsMicros() {
    double[] bounds = new double[BOUNDS_MICROS.length + 1];
    for (int i = 0; i < BOUNDS_MICROS.length; i++) {
      bounds[i] = BOUNDS_MICROS[i];
    }
    bounds[BOUNDS_MICROS.length] = Double.POSITIVE_INFINITY;
    return bounds;
  }

  /** How many durations fell into each class. */
  long[] counts() {
    long[] counts = new long[classes.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = classes[i].sum();
    }
    return counts;
  }

  /** How many durations were recorded. */
  long count() {
    long count = 0;
    for (LongAdder each : classes) {
      count += each.sum();
    }
    return count;
  }

  /** All durations together, in microseconds. */
  double sumMicros() {
    return (double) sumNanos.sum() / NANOS_PER_MICRO;
  }
}
