package io.karuta.bench.store;

import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.storage.optmem.OptmemConfig;
import io.karuta.storage.optmem.OptmemStore;
import java.util.Optional;

/**
 * Prints the memory that a million peers take: workload a with IPv4 alone, with 20 % of IPv6, and
 * with room for traits.
 */
final class StoreFootprint {

  private StoreFootprint() {}

  /** Takes the number of peers, a million if there is none, and a tenth as many swarms. */
  public static void main(String[] arguments) {
    int peers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : WorkloadShape.A.peers();
    System.out.printf("| %,d peers, workload a | bytes used | mapped | on the heap |%n", peers);
    System.out.println("|---|---:|---:|---:|");
    print("IPv4 only", peers, 0, false);
    print("20 % with IPv6", peers, 20, false);
    print("IPv4 only, traits kept", peers, 0, true);
  }

  private static void print(String name, int peers, int ipv6Percent, boolean traits) {
    int swarms = Math.max(1, peers / 10);
    StoreWorkload workload =
        StoreWorkload.of(
            WorkloadShape.A.popularity(swarms, peers),
            peers,
            swarms,
            peers,
            ipv6Percent,
            StoreWorkload.SEED);
    OptmemConfig plain = StoreKind.config(Optional.empty(), peers, swarms);
    OptmemConfig config =
        new OptmemConfig(
            plain.file(),
            plain.maxPeers(),
            plain.maxTorrents(),
            plain.peerLifetime(),
            plain.dormantLifetime(),
            traits,
            plain.addressCache());
    try (OptmemStore store = OptmemStore.open(config, TrackerClock.system(), MetricsSink.none())) {
      StoreClient.part(workload, store, 0, 1).fill();
      var memory = store.memory();
      if (memory.records() != peers) {
        throw new IllegalStateException(memory + " (expected: " + peers + " records)");
      }
      System.out.printf(
          "| %s | %.1f | %.1f | %.1f |%n",
          name,
          (double) memory.usedBytes() / peers,
          (double) memory.mappedBytes() / peers,
          (double) memory.heapBytes() / peers);
    }
  }
}
