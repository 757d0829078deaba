package io.karuta.bench.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.bench.workload.Popularity;
import io.karuta.testkit.AllocationMeter;
import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Param;

/** Keeps the benchmarks' setup from rotting, and the goal of no allocation from being missed. */
final class StoreBenchmarkTest {

  private static final int PEERS = 5_000;

  /** Info hashes and peers of chihaya's benchmarks; enough for lists of 50. */
  private static final int COUNT = 110;

  @ParameterizedTest
  @ValueSource(strings = {"optmem", "heap", "none"})
  void runsEveryOperation(String store) {
    StoreBenchmark.Swarms swarms = swarms(store);
    StoreBenchmark.OwnCost cost = new StoreBenchmark.OwnCost();
    StoreBenchmark benchmark = new StoreBenchmark();
    benchmark.start(swarms, 0, 1);
    int peers = 0;

    for (int i = 0; i < 1_000; i++) {
      peers += benchmark.mix(cost) + benchmark.announce50(cost);
      assertThat(benchmark.announce0(cost)).isZero();
      benchmark.scrape(cost);
    }

    swarms.finish();
    assertThat(cost.operations).isEqualTo(4_000);
    assertThat(peers > 0).isEqualTo(!store.equals("none"));
  }

  @Test
  void allocatesNothing() {
    StoreBenchmark.Swarms swarms = swarms("optmem");
    StoreClient client = StoreClient.part(swarms.workload, swarms.store, 0, 1);

    assertThat(AllocationMeter.bytesPerCall(30_000, client::next)).isLessThan(1.0);
    swarms.finish();
  }

  @Test
  void runsAllOfChihayasBenchmarks() throws NoSuchFieldException {
    Field names = ChihayaBenchmark.class.getField("benchmarkName");

    assertThat(names.getAnnotation(Param.class).value()).hasSize(27);
    for (String name : names.getAnnotation(Param.class).value()) {
      ChihayaBenchmark benchmark = new ChihayaBenchmark();
      benchmark.benchmarkName = name;
      benchmark.count = COUNT;
      benchmark.fill();
      for (int i = 0; i < 5; i++) {
        benchmark.run();
      }
      int listed = benchmark.operation().reply().ipv4Peers().size();
      assertThat(listed).isEqualTo(name.startsWith("Announce") ? 50 : 0);
      assertThat(benchmark.store().totals().swarms())
          .isEqualTo(present(name, benchmark.operation().reply().known()));
      benchmark.close();
    }
  }

  private static int present(String name, boolean known) {
    if (name.startsWith("Announce") || name.startsWith("Scrape") || name.equals("Nop")) {
      return COUNT;
    }
    if (name.contains("Delete")) {
      assertThat(known).isEqualTo(name.startsWith("Put"));
      return 0;
    }
    return name.contains("1kInfohash") ? 5 : 1;
  }

  private static StoreBenchmark.Swarms swarms(String store) {
    StoreBenchmark.Swarms swarms = new StoreBenchmark.Swarms();
    swarms.storeName = store;
    swarms.fill(StoreWorkload.of(Popularity.zipf(100), PEERS, 100, 1_000, 20, 1));
    return swarms;
  }
}
