package io.karuta.bench.store;

import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.StoreTotals;
import io.karuta.storage.optmem.OptmemStore;
import io.karuta.storage.optmem.StoreVerification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Kills a process that announces to a store in a file, over and over, and prints how long opening
 * the file takes afterwards. Whatever the killed process was at, every peer must be there.
 *
 * <p>The file is in the page cache all the time, as it is after a tracker has died and is started
 * again at once.
 */
@Command(
    name = "store-restart",
    description = "Time the start of the swarm store after a stop and after kill -9.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class StoreRestart implements Callable<Integer> {

  @Option(names = "--kills", description = "processes to kill")
  int kills = 20;

  @Option(names = "--peers", description = "peers that stay; a tenth as many come and go")
  int peers = 1_000_000;

  @Option(names = "--seed", description = "of peers and of the moments at which to kill")
  long seed = StoreWorkload.SEED;

  @Option(names = "--most-load-millis", description = "longest time under load before a kill")
  int mostLoadMillis = 1500;

  private final List<Double> cleanMillis = new ArrayList<>();
  private final List<Double> killedMillis = new ArrayList<>();

  StoreRestart() {}

  /** See {@code --help}. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new StoreRestart()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("karuta-restart");
    try {
      run(folder);
    } finally {
      delete(folder);
    }
    return 0;
  }

  private void run(Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve("swarms");
    RestartPeers restarted = RestartPeers.of(peers, seed);
    SplittableRandom random = new SplittableRandom(seed);
    try (OptmemStore store = open(file)) {
      restarted.stayingPart(store, 0, 1).fill();
    }
    for (int kill = 1; kill <= kills; kill++) {
      long loadMillis = random.nextLong(mostLoadMillis);
      long announces = KilledProcess.run(file, peers, seed, kill, loadMillis);
      check(file, kill + " of " + kills + ", " + announces + " announces", restarted);
    }
    System.out.printf("%n| start with %,d peers | times | median ms | longest ms |%n", peers);
    System.out.println("|---|---:|---:|---:|");
    print("after a clean stop", cleanMillis);
    print("after kill -9 under load", killedMillis);
  }

  /** Opens the file as the killed process left it, looks for every peer, and opens it again. */
  private void check(Path file, String what, RestartPeers restarted) {
    long before = System.nanoTime();
    try (OptmemStore store = open(file)) {
      killedMillis.add((System.nanoTime() - before) / 1e6);
      StoreTotals totals = store.totals();
      StoreVerification verification = store.verify();
      int missing = restarted.missing(store);
      System.err.printf("kill %s: %s, %d missing%n", what, totals, missing);
      if (missing > 0
          || !verification.clean()
          || totals.dormant() > 0
          || totals.seeders() + totals.leechers() > peers + restarted.passing()) {
        throw new IllegalStateException(
            "kill " + what + ": " + totals + ", missing: " + missing + ", " + verification);
      }
      restarted.removePassing(store);
    }
    before = System.nanoTime();
    try (OptmemStore store = open(file)) {
      cleanMillis.add((System.nanoTime() - before) / 1e6);
      StoreTotals totals = store.totals();
      if (totals.seeders() + totals.leechers() != peers) {
        throw new IllegalStateException(totals + " (expected: " + peers + " peers)");
      }
    }
  }

  private OptmemStore open(Path file) {
    return OptmemStore.open(
        RestartPeers.config(file, peers), TrackerClock.system(), MetricsSink.none());
  }

  private static void print(String name, List<Double> millis) {
    List<Double> sorted = millis.stream().sorted().toList();
    System.out.printf(
        "| %s | %d | %.0f | %.0f |%n",
        name, sorted.size(), sorted.get(sorted.size() / 2), sorted.getLast());
  }

  /** How long each start after a kill took. */
  List<Double> killedMillis() {
    return killedMillis;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
