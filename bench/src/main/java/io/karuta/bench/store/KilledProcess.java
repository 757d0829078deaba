package io.karuta.bench.store;

import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.storage.optmem.OptmemStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that opens the store of a {@link StoreRestart} and announces from two threads until it
 * is killed: {@code KilledProcess <file> <peers> <seed> <number>}.
 */
final class KilledProcess {

  private static final int THREADS = 2;

  /** Announces between two lines that say how many there were. */
  private static final int REPORT = 10_000;

  private KilledProcess() {}

  /**
   * Starts one, lets it announce for some time and kills it.
   *
   * @return announces of which it has told
   */
  static long run(Path file, int peers, long seed, int number, long loadMillis)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        List.of(
            "-cp",
            ManagementFactory.getRuntimeMXBean().getClassPath(),
            KilledProcess.class.getName(),
            file.toString(),
            String.valueOf(peers),
            String.valueOf(seed),
            String.valueOf(number)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    long announces = 0;
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      String line = output.readLine();
      if (line == null) {
        throw new IOException("the process to kill has ended by itself");
      }
      if (process.waitFor(loadMillis, TimeUnit.MILLISECONDS)) {
        throw new IOException("the process to kill has ended: " + process.exitValue());
      }
      // Unlike the process itself, its handle leaves what was printed to be read.
      process.toHandle().destroyForcibly();
      for (; line != null; line = output.readLine()) {
        announces = Long.parseLong(line);
      }
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
    return announces;
  }

  /** Announces until it is killed. */
  public static void main(String[] arguments) {
    int peers = Integer.parseInt(arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    int number = Integer.parseInt(arguments[3]);
    RestartPeers restarted = RestartPeers.of(peers, seed);
    OptmemStore store =
        OptmemStore.open(
            RestartPeers.config(Path.of(arguments[0]), peers),
            TrackerClock.system(),
            MetricsSink.none());
    AtomicLong announces = new AtomicLong();
    for (int thread = 0; thread < THREADS; thread++) {
      StoreClient staying = restarted.stayingPart(store, thread, THREADS);
      StoreClient passing = restarted.passingPart(store, thread, THREADS);
      SplittableRandom random = new SplittableRandom(seed + 31L * number + thread);
      Thread.ofPlatform().start(() -> announce(staying, passing, random, announces));
    }
  }

  private static void announce(
      StoreClient staying, StoreClient passing, SplittableRandom random, AtomicLong announces) {
    while (true) {
      if (random.nextInt(4) == 0) {
        passing.comeOrGo();
      } else {
        staying.announceOrTurn();
      }
      if (announces.incrementAndGet() % REPORT == 1) {
        System.out.println(announces.get());
      }
    }
  }
}
