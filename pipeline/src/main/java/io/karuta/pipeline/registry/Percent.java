package io.karuta.pipeline.registry;

/** The range of credit factors. */
final class Percent {

  /** A byte for a byte. */
  static final int PAR = 100;

  static final int MAX = 1000;

  private Percent() {}

  static void check(String what, int percent) {
    if (percent < 0 || percent > MAX) {
      throw new IllegalArgumentException(what + ": " + percent + " (expected: 0 to " + MAX + ")");
    }
  }
}
