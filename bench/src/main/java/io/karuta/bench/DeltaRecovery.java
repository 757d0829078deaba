package io.karuta.bench;

import io.karuta.pipeline.store.PeerTransition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Tells how long a start takes that finds a ring full of undelivered deltas. */
public final class DeltaRecovery {

  private static final int MILLION = 1 << 20;

  private DeltaRecovery() {}

  /**
   * Prints the time of the start.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("delta-recovery");
    try {
      System.out.printf(
          Locale.ROOT,
          "%,d undelivered deltas: started in %,d ms%n",
          MILLION,
          TimeUnit.NANOSECONDS.toMillis(measure(folder.resolve("deltas"), MILLION)));
    } finally {
      Files.deleteIfExists(folder.resolve("deltas"));
      Files.deleteIfExists(folder.resolve("deltas.lock"));
      Files.delete(folder);
    }
  }

  /** Fills a ring, and starts with it; nanoseconds of the start. */
  static long measure(Path file, int deltas) {
    try (DeltaBench first = new DeltaBench(file, deltas, false)) {
      PeerTransition change = DeltaBench.change(1);
      while (first.depth() < deltas) {
        first.take(change);
      }
    }
    long begin = System.nanoTime();
    DeltaBench second = new DeltaBench(file, deltas, false);
    long nanos = System.nanoTime() - begin;
    if (second.depth() != deltas) {
      throw new IllegalStateException(
          "recovered: " + second.depth() + " (expected: " + deltas + ")");
    }
    second.close();
    return nanos;
  }
}
