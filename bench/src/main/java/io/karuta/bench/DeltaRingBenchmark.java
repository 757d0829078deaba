package io.karuta.bench;

import io.karuta.pipeline.store.PeerTransition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an announce pays for its delta: offering it to a ring in a file and saying that it is
 * stored, while the delivery drains the ring. Run it with {@code -t 1} and {@code -t 2}.
 *
 * <p>No delivery keeps up with announces that do nothing else, so each shot is shorter than the
 * ring and begins when it is empty. {@code announceBytes} is what the offering thread allocated.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 20)
@Measurement(iterations = 20)
@Fork(1)
public class DeltaRingBenchmark {

  private static final int SHOT = 50_000;
  private static final int RING_SIZE = 1 << 18;

  @SuppressWarnings("NullAway.Init") // the harness calls start() before anything else
  private Path folder;

  @SuppressWarnings("NullAway.Init") // as above
  private DeltaBench deltas;

  /** For the harness. */
  public DeltaRingBenchmark() {}

  /** Starts the accounting. */
  @Setup
  public void start() throws IOException {
    folder = Files.createTempDirectory("delta-ring");
    deltas = new DeltaBench(folder.resolve("deltas"), RING_SIZE, true);
  }

  /** Waits until the ring is empty. */
  @Setup(Level.Iteration)
  public void drain() {
    deltas.awaitDelivered();
  }

  /** Offers a change again and again; how often it was taken. */
  @Benchmark
  @OperationsPerInvocation(SHOT)
  public int offer(Announcer announcer, AnnounceBenchmark.OwnCost cost) {
    int taken = 0;
    for (int i = 0; i < SHOT; i++) {
      taken += deltas.take(announcer.change) ? 1 : 0;
    }
    cost.announces += SHOT;
    return taken;
  }

  /** Stops, and deletes the file. */
  @TearDown
  public void stop() throws IOException {
    deltas.close();
    Files.delete(folder.resolve("deltas"));
    Files.delete(folder.resolve("deltas.lock"));
    Files.delete(folder);
  }

  /** What a thread offers. */
  @State(Scope.Thread)
  public static class Announcer {

    private final PeerTransition change = DeltaBench.change(1);

    /** For the harness. */
    public Announcer() {}
  }
}
