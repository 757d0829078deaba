package io.karuta.metrics;

import io.karuta.metrics.Catalogue.Kind;
import io.karuta.pipeline.control.MetricsText;
import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.Histogram;
import io.karuta.pipeline.runtime.MetricsSink;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * All that a running tracker counts, and the monitoring systems that learn of it: Prometheus, which
 * asks, and Graphite and InfluxDB, which are sent it if they are configured. Thread-safe.
 *
 * <p>Counting is an addition to a striped counter of the JDK; the libraries of the monitoring
 * systems only read. A monitoring system that is away is logged about and tried again at its next
 * interval; nothing waits for it.
 */
public final class TrackerMetrics implements MetricsSink, MetricsText, AutoCloseable {

  private final Catalogue catalogue = new Catalogue();
  private final Map<Series, LongAdder> counters = new HashMap<>();
  private final Map<Series, SharedGauge> gauges = new HashMap<>();
  private final Map<Series, DurationHistogram> histograms = new HashMap<>();
  private final Exporters exporters;

  private TrackerMetrics(Exporters exporters) {
    this.exporters = exporters;
  }

  /** Begins to count, the JVM's own numbers too, and to send. */
  public static TrackerMetrics start(MetricsConfig config) {
    return new TrackerMetrics(Exporters.start(config));
  }

  @Override
  public synchronized Counter counter(String name, String meaning, String... labels) {
    Series series = Series.of(name, labels);
    catalogue.note(Kind.COUNTER, meaning, series);
    LongAdder counter = counters.get(series);
    if (counter == null) {
      counter = new LongAdder();
      counters.put(series, counter);
      exporters.add(series, meaning, counter);
    }
    return counter::add;
  }

  @Override
  public void gauge(String name, String meaning, LongSupplier value, String... labels) {
    gauge(this, Series.of(name, labels), meaning, value);
  }

  synchronized void gauge(Object owner, Series series, String meaning, LongSupplier value) {
    catalogue.note(Kind.GAUGE, meaning, series);
    SharedGauge gauge = gauges.get(series);
    if (gauge == null) {
      gauge = new SharedGauge();
      gauges.put(series, gauge);
      exporters.add(series, meaning, gauge);
    }
    gauge.add(owner, value);
  }

  synchronized void removeGauges(Object owner) {
    gauges
        .entrySet()
        .removeIf(entry -> {
          boolean unused = entry.getValue().remove(owner);
          if (unused) {
            exporters.removeGauge(entry.getKey());
          }
          return unused;
        });
  }

  @Override
  public synchronized Histogram histogram(String name, String meaning, String... labels) {
    Series series = Series.of(name, labels);
    catalogue.note(Kind.HISTOGRAM, meaning, series);
    DurationHistogram histogram = histograms.get(series);
    if (histogram == null) {
      histogram = new DurationHistogram();
      histograms.put(series, histogram);
      exporters.add(series, meaning, histogram);
    }
    return histogram;
  }

  /** A sink for parts that end before the tracker does; see {@link MetricsScope}. */
  public MetricsScope scope() {
    return new MetricsScope(this);
  }

  @Override
  public String contentType() {
    return Exporters.PROMETHEUS_TEXT;
  }

  @Override
  public void writeTo(OutputStream output) throws IOException {
    exporters.writeTo(output);
  }

  /** Every counter and gauge that is not zero, by name and labels. */
  public synchronized SortedMap<String, Long> nonZero() {
    SortedMap<String, Long> values = new TreeMap<>();
    counters.forEach((series, counter) -> values.put(series.toString(), counter.sum()));
    gauges.forEach((series, gauge) -> values.put(series.toString(), gauge.value()));
    values.values().removeIf(value -> value == 0);
    return values;
  }

  /** What all counters of a name have counted, whatever their labels; 0 if there are none. */
  public synchronized long total(String name) {
    return counters.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(name))
        .mapToLong(entry -> entry.getValue().sum())
        .sum();
  }

  /** Sends what was counted since the last interval, and sends no more. */
  @Override
  public void close() {
    exporters.close();
  }
}
