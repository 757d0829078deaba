package io.karuta.bench.timing;

import java.util.Arrays;

/** Times of one kind of request, in nanoseconds. Confined to one thread. */
final class Sample {

  private long[] nanos = new long[1024];
  private int size;

  void add(long time) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
    }
    nanos[size++] = time;
  }

  /** These and others. */
  Sample with(Sample others) {
    Sample both = upTo(Long.MAX_VALUE);
    for (int i = 0; i < others.size; i++) {
      both.add(others.nanos[i]);
    }
    return both;
  }

  int size() {
    return size;
  }

  /** At most so long took a share of them, above 0; 0 if there are none. */
  long quantile(double share) {
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    return size == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(share * size) - 1)];
  }

  /** Those of them that took at most so long. */
  Sample upTo(long maxNanos) {
    Sample kept = new Sample();
    for (int i = 0; i < size; i++) {
      if (nanos[i] <= maxNanos) {
        kept.add(nanos[i]);
      }
    }
    return kept;
  }

  double mean() {
    return Arrays.stream(nanos, 0, size).average().orElse(0);
  }

  /** Of the mean, squared. */
  private double errorSquared() {
    double mean = mean();
    double sum =
        Arrays.stream(nanos, 0, size).mapToDouble(time -> (time - mean) * (time - mean)).sum();
    return sum / (size - 1) / size;
  }

  /** The standard error of the difference of the means of two samples of 2 or more. */
  static double error(Sample a, Sample b) {
    return Math.sqrt(a.errorSquared() + b.errorSquared());
  }

  /** Welch's t of two samples of 2 or more: how many standard errors their means are apart. */
  static double welch(Sample a, Sample b) {
    return (a.mean() - b.mean()) / error(a, b);
  }
}
