package io.karuta.bench.store;

import com.sun.management.ThreadMXBean;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.StoreTotals;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * The swarm store alone, full of peers: what operations take, beside a store on the heap that does
 * the same and one that does nothing, whose figure is the harness's own cost.
 *
 * <p>{@code ownCpuNanos} is the processor time of the calling threads, to be divided by {@code
 * operations}: unlike the time, it doesn't grow when other programs have the processor.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
public class StoreBenchmark {

  @SuppressWarnings("NullAway.Init") // the harness calls start() before anything else
  private StoreClient client;

  /** For the harness. */
  public StoreBenchmark() {}

  /** Makes the calling thread's client. */
  @Setup
  public void start(Swarms swarms, ThreadParams threads) {
    start(swarms, threads.getThreadIndex(), threads.getThreadCount());
  }

  void start(Swarms swarms, int thread, int threads) {
    client = StoreClient.part(swarms.workload, swarms.store, thread, threads);
  }

  /** 95 % announces that want 50 peers, 3 % stops, 2 % scrapes. */
  @Benchmark
  public int mix(OwnCost cost) {
    cost.operations++;
    return client.next();
  }

  /** An announce of a known peer that wants 50. */
  @Benchmark
  public int announce50(OwnCost cost) {
    cost.operations++;
    return client.announceAgain(StoreClient.NUM_WANT);
  }

  /** An announce of a known peer that wants none. */
  @Benchmark
  public int announce0(OwnCost cost) {
    cost.operations++;
    return client.announceAgain(0);
  }

  /** A scrape of one swarm. */
  @Benchmark
  public int scrape(OwnCost cost) {
    cost.operations++;
    return client.scrape();
  }

  /** A store whose swarms are full; shared by all threads. */
  @State(Scope.Benchmark)
  public static class Swarms {

    /** a: a million peers by Zipf; b: one swarm; c: 5 million, uniform; d: the load-test mix. */
    @Param({"a", "b", "c", "d"})
    public String workloadName = "a";

    /** The store under the load. */
    @Param({"optmem", "heap", "none"})
    public String storeName = "optmem";

    @SuppressWarnings("NullAway.Init") // as above
    StoreWorkload workload;

    @SuppressWarnings("NullAway.Init") // as above
    PeerStore store;

    /** For the harness. */
    public Swarms() {}

    /** Lets every peer announce once. */
    @Setup
    public void fill() {
      fill(StoreWorkload.of(WorkloadShape.of(workloadName), StoreWorkload.SEED));
    }

    void fill(StoreWorkload filled) {
      workload = filled;

      store = StoreKind.open(storeName, workload.peers(), workload.swarms());
      StoreClient.part(workload, store, 0, 1).fill();
    }

    /** Closes the store, after a look at whether it counted right. */
    @TearDown
    public void finish() {
      StoreTotals totals = store.totals();
      store.close();
      long expected = workload.present();
      if (!storeName.equals("none") && totals.seeders() + totals.leechers() != expected) {
        throw new IllegalStateException(totals + " (expected: " + expected + " peers)");
      }
    }
  }

  /** Counts operations and what the calling thread uses of the processor. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class OwnCost {

    /** Operations of the iteration. */
    public long operations;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long cpuNanos;

    /** For the harness. */
    public OwnCost() {}

    /** Leaves out what was used before the iteration. */
    @Setup(Level.Iteration)
    public void begin() {
      cpuNanos = -threads.getCurrentThreadCpuTime();
    }

    /** Counts what was used since. */
    @TearDown(Level.Iteration)
    public void end() {
      cpuNanos += threads.getCurrentThreadCpuTime();
    }

    /** Nanoseconds of processor time that the calling thread used in the iteration. */
    public long ownCpuNanos() {
      return cpuNanos;
    }
  }
}
