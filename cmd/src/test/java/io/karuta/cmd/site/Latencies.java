package io.karuta.cmd.site;

import java.util.Arrays;
import java.util.Locale;

/** Durations of many announces. Thread-safe. */
final class Latencies {

  private long[] nanos = new long[1 << 16];
  private int count;

  synchronized void add(long duration) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = duration;
  }

  synchronized int count() {
    return count;
  }

  /** p50, p99, p99.9 and the longest, in milliseconds. */
  synchronized String summary() {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return "| %d | %s | %s | %s | %s |"
        .formatted(count, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 0.999), at(sorted, 1));
  }

  private static String at(long[] sorted, double share) {
    if (sorted.length == 0) {
      return "-";
    }
    int index = Math.clamp((long) Math.ceil(share * sorted.length) - 1, 0, sorted.length - 1);
    return String.format(Locale.ROOT, "%.2f ms", sorted[index] / 1e6);
  }
}
