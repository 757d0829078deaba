package io.karuta.bench;

import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.engine.HookSpec;
import io.karuta.pipeline.engine.Pipeline;
import io.karuta.pipeline.engine.PipelineSettings;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.ErrorPolicy;
import io.karuta.pipeline.hook.HookBlueprint;
import io.karuta.pipeline.hook.HookTraits;
import io.karuta.pipeline.hook.PreHook;
import io.karuta.testkit.FakeOptions;
import java.util.ArrayList;
import java.util.List;
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
 * What the chain itself costs: one announce through hooks that do nothing.
 *
 * <p>Each hook is a class of its own, as in a tracker, so that from the third one on the compiler
 * sees a call it can't inline; one class five times over would look cheaper than any real chain.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PipelineBenchmark {

  private static final List<PreHook> IDLE_HOOKS =
      List.of(
          _ -> Verdict.PROCEED,
          _ -> Verdict.PROCEED,
          _ -> Verdict.PROCEED,
          _ -> Verdict.PROCEED,
          _ -> Verdict.PROCEED);

  /** Number of hooks in the chain. */
  @Param({"0", "1", "2", "3", "4", "5"})
  public int hooks;

  private final AnnounceExchange exchange = new AnnounceExchange();
  private final BenchEnvironment environment = BenchEnvironment.withoutTracker();

  @SuppressWarnings("NullAway.Init") // the harness calls start() before anything else
  private Pipeline pipeline;

  /** For the harness. */
  public PipelineBenchmark() {}

  /** Builds the chain. */
  @Setup
  public void start() {
    List<HookSpec> specs = new ArrayList<>();
    for (PreHook hook : IDLE_HOOKS.subList(0, hooks)) {
      specs.add(
          new HookSpec(
              "idle-" + specs.size(),
              FakeOptions.empty(),
              ErrorPolicy.REFUSE,
              new HookBlueprint(HookTraits.deciding(), _ -> hook)));
    }
    pipeline =
        Pipeline.start(PipelineSettings.read(FakeOptions.empty()), environment, specs, List.of());
  }

  /** One announce: the exchange is made ready and goes through all hooks. */
  @Benchmark
  public boolean announce() {
    pipeline.begin(exchange);
    return pipeline.announce(exchange);
  }

  /** What became of the last announce. */
  Verdict verdict() {
    return exchange.verdict();
  }

  /** Stops the chain. */
  @TearDown
  public void stop() {
    pipeline.stop();
    environment.close();
  }
}
