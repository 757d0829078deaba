package io.karuta.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Shows all histograms of one name to Prometheus, as buckets, sum and count. Thread-safe.
 * Micrometer has no meter for a histogram that somebody else keeps, but lets collectors take part
 * in its registry.
 */
final class HistogramCollector implements Collector {

  private final MetricMetadata metadata;
  private final Map<Labels, DurationHistogram> histograms = new ConcurrentSkipListMap<>();

  HistogramCollector(Series series, String meaning) {
    metadata = new MetricMetadata(name(series), meaning);
  }

  /** The name without the endings that each of its series has. */
  private static String name(Series series) {
    return series.dottedName().replace('.', '_') + "_microseconds";
  }

  void add(Series series, DurationHistogram histogram) {
    histograms.put(Labels.of(series.labels().toArray(String[]::new)), histogram);
  }

  @Override
  public String getPrometheusName() {
    return metadata.getPrometheusName();
  }

  @Override
  public HistogramSnapshot collect() {
    return new HistogramSnapshot(
        metadata,
        histograms.entrySet().stream().map(e -> dataPoint(e.getKey(), e.getValue())).toList());
  }

  private static HistogramDataPointSnapshot dataPoint(Labels labels, DurationHistogram histogram) {
    return HistogramDataPointSnapshot.builder()
        .labels(labels)
        .classicHistogramBuckets(
            ClassicHistogramBuckets.of(DurationHistogram.boundsMicros(), histogram.counts()))
        .sum(histogram.sumMicros())
        .build();
  }
}
