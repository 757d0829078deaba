package io.karuta.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the benchmarks of the delta file from rotting. */
final class DeltaRingBenchmarkTest {

  @Test
  void takesWhatIsOffered() throws IOException {
    DeltaRingBenchmark benchmark = new DeltaRingBenchmark();
    benchmark.start();
    benchmark.drain();

    int taken =
        benchmark.offer(new DeltaRingBenchmark.Announcer(), new AnnounceBenchmark.OwnCost());

    assertThat(taken).isEqualTo(50_000);
    benchmark.stop();
  }

  @Test
  void startsWithAFullRing(@TempDir Path folder) {
    assertThat(DeltaRecovery.measure(folder.resolve("deltas"), 1024)).isPositive();
  }
}
