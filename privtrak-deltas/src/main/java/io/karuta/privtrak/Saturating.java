package io.karuta.privtrak;

/** Arithmetic on amounts of 0 or more that stops at the largest number instead of wrapping. */
final class Saturating {

  private Saturating() {}

  static long add(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  static int add(int a, int b) {
    int sum = a + b;
    return sum < 0 ? Integer.MAX_VALUE : sum;
  }

  /** {@code percent} hundredths of an amount, rounded half up to whole bytes. */
  static long percentOf(long bytes, int percent) {
    long hundreds = bytes / 100;
    long rest = (bytes % 100 * percent + 50) / 100;
    if (percent != 0 && hundreds > (Long.MAX_VALUE - rest) / percent) {
      return Long.MAX_VALUE;
    }
    return hundreds * percent + rest;
  }
}
