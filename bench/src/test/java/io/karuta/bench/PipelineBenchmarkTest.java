package io.karuta.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeps the benchmark's setup from rotting: one invocation per length of the chain. */
final class PipelineBenchmarkTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void letsAnAnnouncePassThroughTheWholeChain(int hooks) {
    PipelineBenchmark benchmark = new PipelineBenchmark();
    benchmark.hooks = hooks;
    benchmark.start();

    boolean complete = benchmark.announce();

    assertThat(complete).isTrue();
    assertThat(benchmark.verdict()).isSameAs(Verdict.PROCEED);
    benchmark.stop();
  }
}
