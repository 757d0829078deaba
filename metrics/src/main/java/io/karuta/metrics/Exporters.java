package io.karuta.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Micrometer's registries, one for each monitoring system. Registering is confined by the owner's
 * lock; the rest is thread-safe.
 */
final class Exporters implements AutoCloseable {

  /** Media type of Prometheus' text format. */
  static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry prometheus;
  private final List<MeterRegistry> pushed;
  private final JvmMetrics jvm;
  private final Map<String, HistogramCollector> collectors = new HashMap<>();

  private Exporters(PrometheusMeterRegistry prometheus, List<MeterRegistry> pushed) {
    this.prometheus = prometheus;
    this.pushed = pushed;
    jvm = JvmMetrics.bindTo(all());
  }

  static Exporters start(MetricsConfig config) {
    List<MeterRegistry> pushed = new ArrayList<>();
    config.graphite().map(GraphitePush::start).ifPresent(pushed::add);
    config.influx().map(InfluxPush::start).ifPresent(pushed::add);
    return new Exporters(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), pushed);
  }

  private List<MeterRegistry> all() {
    List<MeterRegistry> all = new ArrayList<>(pushed);
    all.add(prometheus);
    return all;
  }

  void add(Series series, String meaning, LongAdder counter) {
    for (MeterRegistry registry : all()) {
      FunctionCounter.builder(series.dottedName(), counter, LongAdder::sum)
          .description(meaning)
          .tags(series.tags())
          .register(registry);
    }
  }

  void add(Series series, String meaning, SharedGauge gauge) {
    for (MeterRegistry registry : all()) {
      Gauge.builder(series.dottedName(), gauge, SharedGauge::value)
          .description(meaning)
          .tags(series.tags())
          .register(registry);
    }
  }

  void removeGauge(Series series) {
    for (MeterRegistry registry : all()) {
      Gauge gauge = registry.find(series.dottedName()).tags(series.tags()).gauge();
      if (gauge != null) {
        registry.remove(gauge);
      }
    }
  }

  /** Prometheus is shown the classes; the others are sent how many there were and how long. */
  void add(Series series, String meaning, DurationHistogram histogram) {
    HistogramCollector collector = collectors.get(series.name());
    if (collector == null) {
      collector = new HistogramCollector(series, meaning);
      collectors.put(series.name(), collector);
      collector.add(series, histogram);
      prometheus.getPrometheusRegistry().register(collector);
    } else {
      collector.add(series, histogram);
    }
    for (MeterRegistry registry : pushed) {
      FunctionTimer.builder(
              series.dottedName(),
              histogram,
              DurationHistogram::count,
              DurationHistogram::sumMicros,
              TimeUnit.MICROSECONDS)
          .description(meaning)
          .tags(series.tags())
          .register(registry);
    }
  }

  void writeTo(OutputStream output) throws IOException {
    prometheus.scrape(output, PROMETHEUS_TEXT);
  }

  @Override
  public void close() {
    jvm.close();
    all().forEach(MeterRegistry::close);
  }
}
