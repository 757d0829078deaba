package io.karuta.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.Histogram;
import io.karuta.testkit.AllocationMeter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TrackerMetricsTest {

  private final TrackerMetrics metrics = TrackerMetrics.start(MetricsConfig.nowhere());

  @AfterEach
  void close() {
    metrics.close();
  }

  private String text() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    metrics.writeTo(bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void showsACounterWithItsMeaningAndLabels() throws IOException {
    metrics.counter("hook-refusals", "requests that a hook refused", "hook", "passkey").add(3);

    assertThat(text())
        .contains("# HELP karuta_hook_refusals_total requests that a hook refused\n")
        .contains("# TYPE karuta_hook_refusals_total counter\n")
        .contains("karuta_hook_refusals_total{hook=\"passkey\"} 3.0\n");
  }

  @Test
  void showsACounterBeforeItCountedAnything() throws IOException {
    metrics.counter("deltas-deferred", "changes that wait");

    assertThat(text()).contains("karuta_deltas_deferred_total 0.0\n");
  }

  @Test
  void givesTheSameCounterForTheSameNameAndLabels() throws IOException {
    metrics.counter("hook-errors", "exceptions", "hook", "passkey").increment();
    metrics.counter("hook-errors", "exceptions", "hook", "passkey").add(2);
    metrics.counter("hook-errors", "exceptions", "hook", "other").increment();

    assertThat(text())
        .contains("karuta_hook_errors_total{hook=\"passkey\"} 3.0\n")
        .contains("karuta_hook_errors_total{hook=\"other\"} 1.0\n");
  }

  @Test
  void showsWhatAGaugeSaysNow() throws IOException {
    AtomicLong depth = new AtomicLong(7);
    metrics.gauge("ring-depth", "deltas that wait", depth::get);

    assertThat(text())
        .contains("# TYPE karuta_ring_depth gauge\n")
        .contains("karuta_ring_depth 7.0\n");

    depth.set(8);

    assertThat(text()).contains("karuta_ring_depth 8.0\n");
  }

  @Test
  void showsAHistogramInMicrosecondsAsPrometheusWantsIt() throws IOException {
    Histogram histogram = metrics.histogram("hook-duration", "time in a hook", "hook", "passkey");
    histogram.record(1_500);
    histogram.record(40_000);
    histogram.record(2_000_000_000L);
    metrics.histogram("hook-duration", "time in a hook", "hook", "other");

    assertThat(text())
        .contains("# HELP karuta_hook_duration_microseconds time in a hook\n")
        .contains("# TYPE karuta_hook_duration_microseconds histogram\n")
        .contains("karuta_hook_duration_microseconds_bucket{hook=\"passkey\",le=\"1.0\"} 0\n")
        .contains("karuta_hook_duration_microseconds_bucket{hook=\"passkey\",le=\"2.0\"} 1\n")
        .contains("karuta_hook_duration_microseconds_bucket{hook=\"passkey\",le=\"50.0\"} 2\n")
        .contains("karuta_hook_duration_microseconds_bucket{hook=\"passkey\",le=\"1000000.0\"} 2\n")
        .contains("karuta_hook_duration_microseconds_bucket{hook=\"passkey\",le=\"+Inf\"} 3\n")
        .contains("karuta_hook_duration_microseconds_count{hook=\"passkey\"} 3\n")
        .contains("karuta_hook_duration_microseconds_sum{hook=\"passkey\"} 2000041.5\n")
        .contains("karuta_hook_duration_microseconds_count{hook=\"other\"} 0\n");
  }

  @Test
  void showsTheJvm() throws IOException {
    assertThat(text())
        .contains("jvm_memory_used_bytes{area=\"heap\"")
        .contains("jvm_gc_")
        .contains("jvm_threads_live_threads ")
        .contains("process_files_open_files ")
        .contains("process_uptime_seconds ");
  }

  @Test
  void refusesANameThatMeansSomethingElseAlready() {
    metrics.counter("things", "things that happen", "kind", "good");

    assertThatThrownBy(() -> metrics.counter("things", "things that happen", "sort", "good"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("metric things: ")
        .hasMessageContaining("[kind]");
    assertThatThrownBy(() -> metrics.counter("things", "other things", "kind", "bad"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> metrics.gauge("things", "things that happen", () -> 1, "kind", "bad"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> metrics.counter("odd", "kind", "good"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("labels of odd: good (expected: name, value, ...)");
  }

  @Test
  void keepsCountersOverAReloadAndGivesUpTheGaugesOfTheOldChain() throws IOException {
    MetricsScope before = metrics.scope();
    before.counter("found", "what was found").add(5);
    before.gauge("waiting", "what waits", () -> 1);
    before.gauge("gone", "what only the old chain has", () -> 1);

    MetricsScope after = metrics.scope();
    after.counter("found", "what was found").add(2);
    after.gauge("waiting", "what waits", () -> 2);
    before.close();

    assertThat(text())
        .contains("karuta_found_total 7.0\n")
        .contains("karuta_waiting 2.0\n")
        .doesNotContain("karuta_gone");
  }

  @Test
  void fallsBackToTheOldChainsGaugesWhenTheNewChainIsGivenUp() throws IOException {
    MetricsScope before = metrics.scope();
    before.gauge("waiting", "what waits", () -> 1);
    MetricsScope after = metrics.scope();
    after.gauge("waiting", "what waits", () -> 2);

    after.close();

    assertThat(text()).contains("karuta_waiting 1.0\n");
  }

  @Test
  void keepsNothingOfAnOldChainAfterAThousandReloads() throws Exception {
    WeakReference<AtomicLong> first = null;
    MetricsScope scope = metrics.scope();
    for (int i = 0; i < 1000; i++) {
      AtomicLong value = new AtomicLong(i);
      first = first == null ? new WeakReference<>(value) : first;
      MetricsScope next = metrics.scope();
      next.gauge("waiting", "what waits", value::get);
      scope.close();
      scope = next;
    }

    for (int i = 0; i < 50 && first.get() != null; i++) {
      System.gc();
    }
    assertThat(first.get()).isNull();
    assertThat(text()).contains("karuta_waiting 999.0\n");
  }

  @Test
  void tellsEverythingThatIsNotZeroForTheSummary() {
    metrics.counter("hook-errors", "exceptions", "hook", "passkey").add(3);
    metrics.counter("hook-errors", "exceptions", "hook", "other");
    metrics.gauge("ring-depth", "deltas", () -> 7);
    metrics.gauge("ring-free", "places", () -> 0);

    assertThat(metrics.nonZero())
        .isEqualTo(Map.of("hook-errors{hook=passkey}", 3L, "ring-depth", 7L));
  }

  @Test
  void sumsUpAllCountersOfAName() {
    metrics.counter("announces", "announces", "outcome", "served").add(3);
    metrics.counter("announces", "announces", "outcome", "refused").add(2);
    metrics.counter("others", "others").add(1);

    assertThat(metrics.total("announces")).isEqualTo(5);
    assertThat(metrics.total("nothing")).isZero();
  }

  @Test
  void countsWithoutGarbage() {
    Counter counter = metrics.counter("announces", "announces");

    assertThat(AllocationMeter.bytesPerCall(20_000, counter::increment)).isZero();
  }
}
