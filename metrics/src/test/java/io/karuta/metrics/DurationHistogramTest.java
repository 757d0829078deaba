package io.karuta.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.testkit.AllocationMeter;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class DurationHistogramTest {

  private final DurationHistogram histogram = new DurationHistogram();

  private int classOf(long nanos) {
    DurationHistogram single = new DurationHistogram();
    single.record(nanos);
    long[] counts = single.counts();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == 1) {
        return i;
      }
    }
    throw new AssertionError("in no class: " + nanos);
  }

  /** The plain way to find a class, which the table of first classes must agree with. */
  private static int naiveClassOf(long nanos) {
    double[] bounds = DurationHistogram.boundsMicros();
    int index = 0;
    while (nanos / 1000.0 > bounds[index]) {
      index++;
    }
    return index;
  }

  @Test
  void putsEveryDurationInTheFirstClassThatHoldsIt() {
    long seed = System.nanoTime();
    System.out.println("seed: " + seed);
    SplittableRandom random = new SplittableRandom(seed);

    for (int i = 0; i < 20_000; i++) {
      long nanos = random.nextLong() >>> random.nextInt(1, 64);
      assertThat(classOf(nanos)).as("%d ns", nanos).isEqualTo(naiveClassOf(nanos));
    }
  }

  @Test
  void holdsABoundItselfInTheClassBelowIt() {
    for (double bound : DurationHistogram.boundsMicros()) {
      if (bound < Double.POSITIVE_INFINITY) {
        long nanos = Math.round(bound * 1000);
        assertThat(classOf(nanos)).isEqualTo(naiveClassOf(nanos));
        assertThat(classOf(nanos + 1)).isEqualTo(naiveClassOf(nanos) + 1);
      }
    }
  }

  @Test
  void countsAndSumsUp() {
    histogram.record(500);
    histogram.record(1_500);
    histogram.record(7_000_000_000L);

    assertThat(histogram.count()).isEqualTo(3);
    assertThat(histogram.sumMicros()).isEqualTo(7_000_002.0);
    assertThat(histogram.counts()).startsWith(1, 1).endsWith(1);
  }

  @Test
  void takesAClockThatWentBackAsNothing() {
    histogram.record(-5);

    assertThat(histogram.counts()).startsWith(1);
    assertThat(histogram.sumMicros()).isZero();
  }

  @Test
  void recordsWithoutGarbage() {
    assertThat(AllocationMeter.bytesPerCall(20_000, () -> histogram.record(12_345))).isZero();
  }

  @Test
  void losesNothingWhenManyThreadsRecord() throws InterruptedException {
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          Thread.ofPlatform().start(() -> LongStream.range(0, 100_000).forEach(histogram::record));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(histogram.count()).isEqualTo(400_000);
    assertThat(Arrays.stream(histogram.counts()).sum()).isEqualTo(400_000);
    assertThat(histogram.sumMicros()).isEqualTo(4 * 100_000L * 99_999L / 2 / 1000.0);
  }
}
