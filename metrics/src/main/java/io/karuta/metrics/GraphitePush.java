package io.karuta.metrics;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.graphite.Graphite;
import com.codahale.metrics.graphite.GraphiteReporter;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.core.instrument.util.HierarchicalNameMapper;
import io.micrometer.graphite.GraphiteConfig;
import io.micrometer.graphite.GraphiteHierarchicalNameMapper;
import io.micrometer.graphite.GraphiteHierarchicalNamingConvention;
import io.micrometer.graphite.GraphiteMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends to Graphite: a path per series, {@code prefix.name.label.value}. */
final class GraphitePush {

  private GraphitePush() {}

  static MeterRegistry start(GraphiteTarget target) {
    MetricRegistry dropwizard = new MetricRegistry();
    // The host is looked up at every connection, so that it may move.
    GraphiteReporter reporter =
        GraphiteReporter.forRegistry(dropwizard)
            .convertRatesTo(TimeUnit.SECONDS)
            .convertDurationsTo(TimeUnit.MICROSECONDS)
            .build(new Graphite(target.host(), target.port(), new TimedSocketFactory()));
    MeterRegistry registry =
        new GraphiteMeterRegistry(
            config(target), Clock.SYSTEM, names(target.prefix()), dropwizard, reporter);
    // The names that Prometheus has, too, without its endings.
    registry
        .config()
        .namingConvention(new GraphiteHierarchicalNamingConvention(NamingConvention.snakeCase));
    return registry;
  }

  private static HierarchicalNameMapper names(String prefix) {
    HierarchicalNameMapper names = new GraphiteHierarchicalNameMapper();
    return prefix.isEmpty()
        ? names
        : (id, convention) -> prefix + "." + names.toHierarchicalName(id, convention);
  }

  private static GraphiteConfig config(GraphiteTarget target) {
    return new GraphiteConfig() {
      @Override
      public @Nullable String get(String key) {
        return null; // everything that is not below keeps its default
      }

      @Override
      public Duration step() {
        return target.interval();
      }

      @Override
      public boolean graphiteTagsEnabled() {
        return false;
      }
    };
  }
}
