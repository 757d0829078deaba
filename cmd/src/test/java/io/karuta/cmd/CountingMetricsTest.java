package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.runtime.Counter;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CountingMetricsTest {

  private final CountingMetrics metrics = new CountingMetrics();

  @Test
  void givesTheSameCounterForTheSameNameAndLabels() {
    Counter first = metrics.counter("hook-errors", "exceptions", "hook", "passkey");
    Counter again = metrics.counter("hook-errors", "exceptions", "hook", "passkey");
    Counter other = metrics.counter("hook-errors", "exceptions", "hook", "other");

    first.increment();
    again.add(2);
    other.increment();

    assertThat(metrics.nonZero())
        .isEqualTo(Map.of("hook-errors{hook=passkey}", 3L, "hook-errors{hook=other}", 1L));
  }

  @Test
  void showsWhatAGaugeSaysNowAndLeavesZerosOut() {
    metrics.gauge("ring-depth", "deltas", () -> 7);
    metrics.gauge("ring-free", "places", () -> 0);

    assertThat(metrics.nonZero()).isEqualTo(Map.of("ring-depth", 7L));
  }
}
