package io.karuta.bench.store;

import io.karuta.pipeline.store.PeerStore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * The 27 benchmarks that chihaya, its optmem store and mochi share, by their names and with their
 * data, one thread.
 *
 * <p>Our store has one call for what theirs have several: putting a peer is its announce as a
 * seeder with numwant 0, deleting it is its {@code stopped}, and graduating it is its {@code
 * completed} with nothing left. An announce for peers, numwant 50, also finds, accounts and stores
 * the announcer, where theirs only reads. As there, the suffix 1k goes through the peers,
 * 1kInfohash through the hashes, and both through both; announces and scrapes find all peers in all
 * swarms, the first half of them leechers.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
public class ChihayaBenchmark {

  private static final int PEER_STEP = 3;

  /** Which of the 27. */
  @Param({
    "Nop",
    "Put",
    "Put1k",
    "Put1kInfohash",
    "Put1kInfohash1k",
    "PutDelete",
    "PutDelete1k",
    "PutDelete1kInfohash",
    "PutDelete1kInfohash1k",
    "DeleteNonexist",
    "DeleteNonexist1k",
    "DeleteNonexist1kInfohash",
    "DeleteNonexist1kInfohash1k",
    "PutGradDelete",
    "PutGradDelete1k",
    "PutGradDelete1kInfohash",
    "PutGradDelete1kInfohash1k",
    "GradNonexist",
    "GradNonexist1k",
    "GradNonexist1kInfohash",
    "GradNonexist1kInfohash1k",
    "AnnounceLeecher",
    "AnnounceLeecher1kInfohash",
    "AnnounceSeeder",
    "AnnounceSeeder1kInfohash",
    "ScrapeSwarm",
    "ScrapeSwarm1kInfohash"
  })
  public String benchmarkName = "Nop";

  /** The store under the load. */
  @Param({"optmem"})
  public String storeName = "optmem";

  @SuppressWarnings("NullAway.Init") // the harness calls fill() before anything else
  private PeerStore store;

  @SuppressWarnings("NullAway.Init") // as above
  private ChihayaOperation operation;

  /** Info hashes, and peers; fewer in tests. */
  int count = ChihayaOperation.COUNT;

  private String name = "";
  private int hashStep;
  private int peerStep;
  private int hash;
  private int peer;

  /** For the harness. */
  public ChihayaBenchmark() {}

  /** Opens the store, full if peers are asked for. */
  @Setup
  public void fill() {
    int suffix = benchmarkName.indexOf("1k");
    name = suffix < 0 ? benchmarkName : benchmarkName.substring(0, suffix);
    boolean hashes = benchmarkName.contains("1kInfohash");
    boolean peers = benchmarkName.endsWith("1k");
    hashStep = hashes ? 1 : 0;
    peerStep = peers ? (hashes ? PEER_STEP : 1) : 0;
    store = StoreKind.open(storeName, count * count, count);
    operation = new ChihayaOperation(store, count, StoreWorkload.SEED);
    if (name.startsWith("Announce") || name.equals("ScrapeSwarm") || name.equals("Nop")) {
      operation.fill();
    }
  }

  /** One operation of the benchmark. */
  @Benchmark
  public int run() {
    hash = next(hash, hashStep);
    peer = next(peer, peerStep);
    return operation.run(name, hash, peer);
  }

  private int next(int number, int step) {
    int next = number + step;
    return next < count ? next : next - count;
  }

  /** The operations, to see what the last one got. */
  ChihayaOperation operation() {
    return operation;
  }

  PeerStore store() {
    return store;
  }

  /** Closes the store. */
  @TearDown
  public void close() {
    store.close();
  }
}
