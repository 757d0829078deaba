package io.karuta.bench.store;

import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.StoreTotals;
import java.lang.management.ManagementFactory;

/**
 * Prints what the sweep costs on workload a: the processor time of a whole round, and what two
 * announcing threads notice of it, see {@link SweepUnderLoad}.
 */
final class StoreExpiry {

  /** Rounds after which the sweep is compiled. */
  private static final int WARM_UP_ROUNDS = 20;

  private final StoreWorkload workload;
  private final PeerStore store;

  private StoreExpiry(StoreWorkload workload, PeerStore store) {
    this.workload = workload;
    this.store = store;
  }

  /** Takes the number of peers and the seconds of each measurement under load. */
  public static void main(String[] arguments) throws InterruptedException {
    int peers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : WorkloadShape.A.peers();
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    int swarms = Math.max(1, peers / 10);
    StoreWorkload workload =
        StoreWorkload.of(
            WorkloadShape.A.popularity(swarms, peers),
            peers,
            swarms,
            WorkloadShape.A.users(),
            20,
            StoreWorkload.SEED);
    try (PeerStore store = StoreKind.open("optmem", peers, swarms)) {
      new StoreExpiry(workload, store).sweepAlone();
      new SweepUnderLoad(workload, store, seconds).run();
    }
  }

  private void sweepAlone() {
    System.out.printf("| sweep of %,d peers | CPU ms | longest slice, us |%n", workload.peers());
    System.out.println("|---|---:|---:|");
    int lifetime = (int) StoreKind.PEER_LIFETIME.toSeconds();
    int now = StoreClient.START_SECOND;
    announceAll(now);
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      round(now);
    }
    print("all fresh", now + 60);
    long swarms = store.totals().swarms();
    for (int i = 0; i < 2; i++) { // the first time compiles
      now += lifetime + 1;
      String name = i == 0 ? "all turn dormant, first time" : "all turn dormant";
      print(name, now);
      expect(new StoreTotals(swarms, 0, 0, workload.peers()));
      announceAll(now);
    }
    now += lifetime + 1;
    round(now);
    print("all dormant", now + 60);
    print("all removed", now + (int) StoreKind.DORMANT_LIFETIME.toSeconds());
    expect(new StoreTotals(0, 0, 0, 0));
  }

  private void announceAll(int second) {
    StoreClient client = StoreClient.part(workload, store, 0, 1);
    client.second(second);
    for (int peer = 0; peer < workload.peers(); peer++) {
      client.announce(peer, 0);
    }
  }

  private void print(String name, int second) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long longestNanos = round(second);
    long cpuNanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    System.out.printf("| %s | %.1f | %.0f |%n", name, cpuNanos / 1e6, longestNanos / 1e3);
  }

  /** One round of the sweep; the time of its longest slice. */
  private long round(int second) {
    long longest = 0;
    boolean last = false;
    while (!last) {
      long before = System.nanoTime();
      last = store.expireSlice(second, AccountingSink.NONE);
      longest = Math.max(longest, System.nanoTime() - before);
    }
    return longest;
  }

  private void expect(StoreTotals expected) {
    if (!store.totals().equals(expected)) {
      throw new IllegalStateException(store.totals() + " (expected: " + expected + ")");
    }
  }
}
