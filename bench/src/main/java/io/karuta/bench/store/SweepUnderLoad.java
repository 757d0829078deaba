package io.karuta.bench.store;

import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long the operations of two announcing threads take while the sweep goes round and round. The
 * clock of the announces runs so fast that many peers turn dormant and come back.
 *
 * <p>With two processors the sweep takes turns with the announces, which shows in their slowest
 * calls whatever it locks. So a thread that only uses a processor is measured in its place: what
 * the sweep adds beyond that is its locks.
 */
final class SweepUnderLoad {

  private static final int THREADS = 2;

  /** Mean time between two announces of a peer, on their clock: one in five turns dormant. */
  private static final int INTERVAL_SECONDS = 1800;

  /** Operations between two looks at the clock. */
  private static final int BATCH = 256;

  private final PeerStore store;
  private final int seconds;
  private final List<StoreClient> clients = new ArrayList<>();
  private final AtomicInteger nowSecond = new AtomicInteger(StoreClient.START_SECOND);
  private final double secondsPerOperation;
  private double elapsedSeconds;

  SweepUnderLoad(StoreWorkload workload, PeerStore store, int seconds) {
    this.store = store;
    this.seconds = seconds;
    secondsPerOperation = (double) INTERVAL_SECONDS * THREADS / workload.peers();
    for (int thread = 0; thread < THREADS; thread++) {
      clients.add(StoreClient.part(workload, store, thread, THREADS));
    }
  }

  void run() throws InterruptedException {
    clients.forEach(StoreClient::fill);
    measure(Beside.NOTHING); // compiles
    System.out.printf(
        "%n| two threads announce, us | operations | p50 | p99 | p99.9 | p99.99 | max |%n");
    System.out.println("|---|---:|---:|---:|---:|---:|---:|");
    print("alone", measure(Beside.NOTHING));
    print(
        "beside a thread that spins",
        measure(() -> {
          Thread.onSpinWait();
          return true;
        }));
    AtomicInteger rounds = new AtomicInteger();
    print(
        "beside the sweep",
        measure(() -> {
          if (store.expireSlice(nowSecond.get(), AccountingSink.NONE)) {
            rounds.incrementAndGet();
          }
          return true;
        }));
    System.out.printf(
        "%nRounds of the sweep meanwhile: %d; dormant at the end: %,d.%n",
        rounds.get(), store.totals().dormant());
  }

  private static void print(String name, Latencies latencies) {
    System.out.printf(
        "| %s | %,d | %.2f | %.2f | %.1f | %.0f | %.0f |%n",
        name,
        latencies.calls(),
        latencies.micros(0.5),
        latencies.micros(0.99),
        latencies.micros(0.999),
        latencies.micros(0.9999),
        latencies.maxMicros());
  }

  /** Announces from all threads beside one that does something else. */
  private Latencies measure(Beside beside) throws InterruptedException {
    AtomicBoolean running = new AtomicBoolean(true);
    Latencies all = new Latencies();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1)) {
      List<Future<Latencies>> measured = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int number = thread;
        measured.add(threads.submit(() -> announce(number, running)));
      }
      Future<?> besides =
          threads.submit(() -> {
            while (running.get() && beside.step()) {}
          });
      Thread.sleep(seconds * 1000L);
      running.set(false);
      for (Future<Latencies> future : measured) {
        all.add(result(future));
      }
      result(besides);
    }
    return all;
  }

  private static <T> T result(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a thread failed", e);
    }
  }

  private Latencies announce(int thread, AtomicBoolean running) {
    Latencies latencies = new Latencies();
    StoreClient client = clients.get(thread);
    while (running.get()) {
      if (thread == 0) {
        elapsedSeconds += BATCH * secondsPerOperation;
        nowSecond.set(StoreClient.START_SECOND + (int) elapsedSeconds);
      }
      client.second(nowSecond.get());
      for (int i = 0; i < BATCH; i++) {
        long before = System.nanoTime();
        client.next();
        latencies.record(System.nanoTime() - before);
      }
    }
    return latencies;
  }

  /** What goes on beside the announces. */
  private interface Beside {

    Beside NOTHING = () -> false;

    /** One step; whether there are more. */
    boolean step();
  }
}
