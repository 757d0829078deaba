package io.karuta.metrics;

import io.karuta.pipeline.config.Options;
import java.util.Optional;

/**
 * Where metrics are sent; Prometheus needs nothing, since it asks. Immutable.
 *
 * @param graphite empty if there is none
 * @param influx empty if there is none
 */
public record MetricsConfig(Optional<GraphiteTarget> graphite, Optional<InfluxTarget> influx) {

  /** Reads the level {@code metrics}. */
  public static MetricsConfig read(Options options) {
    return new MetricsConfig(
        options.has("graphite")
            ? Optional.of(GraphiteTarget.read(options.child("graphite")))
            : Optional.empty(),
        options.has("influx")
            ? Optional.of(InfluxTarget.read(options.child("influx")))
            : Optional.empty());
  }

  /** Nothing is sent anywhere. */
  public static MetricsConfig nowhere() {
    return new MetricsConfig(Optional.empty(), Optional.empty());
  }
}
