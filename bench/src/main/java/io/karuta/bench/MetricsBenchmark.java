package io.karuta.bench;

import io.karuta.metrics.MetricsConfig;
import io.karuta.metrics.TrackerMetrics;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.engine.HookSpec;
import io.karuta.pipeline.engine.Pipeline;
import io.karuta.pipeline.engine.PipelineSettings;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.ErrorPolicy;
import io.karuta.pipeline.hook.HookBlueprint;
import io.karuta.pipeline.hook.HookTraits;
import io.karuta.pipeline.hook.PreHook;
import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.Histogram;
import io.karuta.testkit.FakeOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** What measuring costs an announce, with the metrics of a running tracker. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MetricsBenchmark {

  private final TrackerMetrics metrics = TrackerMetrics.start(MetricsConfig.nowhere());
  private final Counter counter = metrics.counter("benchmark", "what a benchmark counts");
  private final Histogram histogram =
      metrics.histogram("benchmark-duration", "what a benchmark times");

  /** For the harness. */
  public MetricsBenchmark() {}

  /** A chain of five hooks that do nothing, of which some announces are timed. */
  @State(Scope.Thread)
  public static class Chain {

    private static final List<PreHook> IDLE_HOOKS =
        List.of(
            _ -> Verdict.PROCEED,
            _ -> Verdict.PROCEED,
            _ -> Verdict.PROCEED,
            _ -> Verdict.PROCEED,
            _ -> Verdict.PROCEED);

    /** Of how many announces one is timed; 0 for none. */
    @Param({"0", "64", "1"})
    public int hookSampling;

    private final AnnounceExchange exchange = new AnnounceExchange();

    @SuppressWarnings("NullAway.Init") // the harness calls start() before anything else
    private BenchEnvironment environment;

    @SuppressWarnings("NullAway.Init") // as above
    private Pipeline pipeline;

    /** For the harness. */
    public Chain() {}

    /** Builds the chain. */
    @Setup
    public void start(MetricsBenchmark benchmark) {
      environment = BenchEnvironment.withoutTracker(benchmark.metrics);
      List<HookSpec> specs = new ArrayList<>();
      for (PreHook hook : IDLE_HOOKS) {
        specs.add(
            new HookSpec(
                "idle-" + specs.size(),
                FakeOptions.empty(),
                ErrorPolicy.REFUSE,
                new HookBlueprint(HookTraits.deciding(), _ -> hook)));
      }
      FakeOptions options = FakeOptions.of(Map.of("hook-sampling", hookSampling));
      pipeline = Pipeline.start(PipelineSettings.read(options), environment, specs, List.of());
    }

    /** Stops the chain. */
    @TearDown
    public void stop() {
      pipeline.stop();
      environment.close();
    }
  }

  /** One announce through the chain. */
  @Benchmark
  public boolean announce(Chain chain) {
    chain.pipeline.begin(chain.exchange);
    return chain.pipeline.announce(chain.exchange);
  }

  /** What the frontend adds: one counter, two readings of the clock, one histogram. */
  @Benchmark
  public void countAndTime() {
    long beganNanos = System.nanoTime();
    counter.increment();
    histogram.record(System.nanoTime() - beganNanos);
  }

  /** The two readings of the clock alone. */
  @Benchmark
  public long readTheClockTwice() {
    long beganNanos = System.nanoTime();
    return System.nanoTime() - beganNanos;
  }

  /** Ends the metrics. */
  @TearDown
  public void close() {
    metrics.close();
  }
}
