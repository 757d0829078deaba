package io.karuta.bench;

import com.sun.management.ThreadMXBean;
import io.karuta.bench.workload.Workload;
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

/**
 * A whole announce without sockets: raw query, parser, the chain of a private site with its store
 * and its delta ring, encoded reply.
 *
 * <p>The gc profiler adds up all threads, the delivery of deltas included, which makes objects on
 * its own thread. What the announcing thread itself uses is counted beside it, for all iterations
 * together: {@code announceBytes} and {@code announceCpuNanos}, to be divided by {@code announces}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
public class AnnounceBenchmark {

  private static final int USERS = 5_000;

  /** Peers that announce; fewer than all, because each needs its queries ready. */
  private static final int ANNOUNCERS = 32_768;

  /** Announces of each of them, with growing counters, before its session begins anew. */
  private static final int ROUNDS = 8;

  @SuppressWarnings("NullAway.Init") // the harness calls start() before anything else
  private AnnounceLoop loop;

  /** For the harness. */
  public AnnounceBenchmark() {}

  /** Makes an I/O thread's objects. */
  @Setup
  public void start(Site site) {
    loop = new AnnounceLoop(site.tracker().pipeline(), site.announces());
  }

  /** One announce; gives the length of the reply. */
  @Benchmark
  public int announce(OwnCost cost) {
    cost.announces++;
    return loop.announce();
  }

  /** The last reply. */
  byte[] lastReply() {
    return loop.lastReply();
  }

  /** A tracker whose swarms are full of peers; shared by all threads. */
  @State(Scope.Benchmark)
  public static class Site {

    /** Registered torrents. */
    @Param("20000")
    public int torrents;

    /** Peers in all swarms, spread by Zipf's law. */
    @Param("200000")
    public int peers;

    /** Peers that every announce asks for. */
    @Param("50")
    public int numWant;

    /** Whether the chain accounts. */
    @Param("true")
    public boolean accounting;

    @SuppressWarnings("NullAway.Init") // as above
    private BenchTracker tracker;

    @SuppressWarnings("NullAway.Init") // as above
    private PreparedAnnounces announces;

    /** For the harness. */
    public Site() {}

    /** Registers everybody and lets every peer announce once. */
    @Setup
    public void fill() {
      Workload workload = Workload.of(Workload.SEED, USERS, torrents, peers);
      tracker = new BenchTracker(workload, accounting);
      PreparedAnnounces everybody = new PreparedAnnounces(workload.announcers(), 1, numWant);
      AnnounceLoop loop = new AnnounceLoop(tracker.pipeline(), everybody);
      for (int i = 0; i < everybody.count(); i++) {
        loop.announce();
      }
      int announcers = Math.min(ANNOUNCERS, peers);
      announces =
          new PreparedAnnounces(workload.announcers().subList(0, announcers), ROUNDS, numWant);
    }

    BenchTracker tracker() {
      return tracker;
    }

    PreparedAnnounces announces() {
      return announces;
    }

    /** Stops the tracker, and says how much of the accounting found no room in the ring. */
    @TearDown
    public void finish() {
      close();
      System.out.printf(
          "%ndeltas taken: %d, deferred: %d%n", tracker.deltasTaken(), tracker.deltasDeferred());
    }

    /** Stops the tracker. */
    void close() {
      tracker.close();
    }
  }

  /**
   * Counts what the announcing thread itself allocates and uses of the CPU: the delivery's objects
   * are not among it, nor the time in which other programs had the processor.
   */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class OwnCost {

    /** Announces of the iteration. */
    public long announces;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long bytes;
    private long cpuNanos;

    /** For the harness. */
    public OwnCost() {}

    /** Remembers what the thread had used before the iteration. */
    @Setup(Level.Iteration)
    public void begin() {
      cpuNanos = -threads.getCurrentThreadCpuTime();
      bytes = -threads.getCurrentThreadAllocatedBytes();
    }

    /** Counts what it has used since; before the site is closed, which costs much more. */
    @TearDown(Level.Iteration)
    public void end() {
      bytes += threads.getCurrentThreadAllocatedBytes();
      cpuNanos += threads.getCurrentThreadCpuTime();
    }

    /** Bytes that the announcing thread allocated on the heap in the iteration. */
    public long announceBytes() {
      return bytes;
    }

    /** Nanoseconds of CPU that the announcing thread used in the iteration. */
    public long announceCpuNanos() {
      return cpuNanos;
    }
  }
}
