package io.karuta.metrics;

import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.Histogram;
import io.karuta.pipeline.runtime.MetricsSink;
import java.util.function.LongSupplier;

/**
 * What the parts register that a reload replaces. Thread-safe. Counters and histograms outlive it,
 * so that they never fall; gauges end with it, so that nothing keeps the parts that they read.
 */
public final class MetricsScope implements MetricsSink, AutoCloseable {

  private final TrackerMetrics metrics;

  MetricsScope(TrackerMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public Counter counter(String name, String meaning, String... labels) {
    return metrics.counter(name, meaning, labels);
  }

  @Override
  public void gauge(String name, String meaning, LongSupplier value, String... labels) {
    metrics.gauge(this, Series.of(name, labels), meaning, value);
  }

  @Override
  public Histogram histogram(String name, String meaning, String... labels) {
    return metrics.histogram(name, meaning, labels);
  }

  /** Removes its gauges, unless a later scope has registered the same ones: those stay. */
  @Override
  public void close() {
    metrics.removeGauges(this);
  }
}
