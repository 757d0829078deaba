package io.karuta.bench.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs {@link StoreBenchmark} and {@link ChihayaBenchmark}, and prints their figures as tables. */
@Command(
    name = "store-comparison",
    description = "Measure the swarm store beside one on the heap.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class StoreComparison implements Callable<Integer> {

  private static final String HEAD =
      "| operation | workload | threads | store | B/op | ns/op | ± | CPU ns/op | operations/s |";

  /** Neither parameter nor figure for a benchmark that has none. */
  private static final double UNKNOWN = Double.NaN;

  @Option(names = "--quick", description = "one workload, short iterations")
  boolean quick;

  @Option(names = "--log", description = "where JMH writes")
  String log = "bench/target/store-jmh.log";

  private StoreComparison() {}

  /** See {@code --help}. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new StoreComparison()).execute(arguments));
  }

  @Override
  public Integer call() throws RunnerException {
    System.out.println(HEAD);
    System.out.println("|---|---|---:|---|---:|---:|---:|---:|---:|");
    List<String> shapes = quick ? List.of("a") : List.of("a", "b", "c", "d");
    for (String shape : shapes) {
      for (String store : List.of("none", "heap", "optmem")) {
        compare("mix", shape, store, 1);
      }
    }
    for (String shape : quick ? shapes : List.of("a", "b")) {
      for (String operation : List.of("announce50", "announce0", "scrape")) {
        for (String store : List.of("heap", "optmem")) {
          compare(operation, shape, store, 1);
        }
      }
    }
    for (String store : List.of("none", "heap", "optmem")) {
      compare("mix", "a", store, 2);
    }
    chihaya();
    return 0;
  }

  private void compare(String operation, String shape, String store, int threads)
      throws RunnerException {
    String heap = shape.equals("c") && store.equals("heap") ? "4g" : "2g";
    ChainedOptionsBuilder options =
        options("StoreBenchmark." + operation + "$")
            .param("workloadName", shape)
            .param("storeName", store)
            .threads(threads)
            .jvmArgsAppend("-Xms" + heap, "-Xmx" + heap);
    for (RunResult result : run(options)) {
      double nanos = result.getPrimaryResult().getScore();
      double cpuNanos =
          secondary(result, "ownCpuNanos") / Math.max(1, secondary(result, "operations"));
      System.out.printf(
          "| %s | %s | %d | %s | %.1f | %.0f | %.0f | %.0f | %,.0f |%n",
          operation,
          shape,
          threads,
          store,
          secondary(result, "gc.alloc.rate.norm"),
          nanos,
          result.getPrimaryResult().getScoreError(),
          cpuNanos,
          threads * 1e9 / nanos);
    }
  }

  private void chihaya() throws RunnerException {
    System.out.println();
    System.out.println("| chihaya's benchmark | B/op | ns/op | ± |" + GoFigures.head());
    System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
    ChainedOptionsBuilder options = options("ChihayaBenchmark.run$");
    if (quick) {
      options.param("benchmarkName", "Nop", "Put1kInfohash1k", "AnnounceLeecher", "ScrapeSwarm");
    }
    List<RunResult> results = new ArrayList<>(run(options));
    for (RunResult result : results) {
      System.out.printf(
          "| %s | %.1f | %.0f | %.0f |%s%n",
          result.getParams().getParam("benchmarkName"),
          secondary(result, "gc.alloc.rate.norm"),
          result.getPrimaryResult().getScore(),
          result.getPrimaryResult().getScoreError(),
          GoFigures.of(result.getParams().getParam("benchmarkName")).columns());
    }
  }

  private ChainedOptionsBuilder options(String include) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(include)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .output(log);
    return quick
        ? options.warmupIterations(2).measurementIterations(2).measurementTime(TimeValue.seconds(1))
        : options;
  }

  private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
    return new Runner(options.build()).run();
  }

  private static double secondary(RunResult result, String name) {
    for (Result<?> secondary : result.getSecondaryResults().values()) {
      if (secondary.getLabel().endsWith(name)) {
        return secondary.getScore();
      }
    }
    return UNKNOWN;
  }
}
