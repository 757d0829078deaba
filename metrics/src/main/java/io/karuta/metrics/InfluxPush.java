package io.karuta.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.influx.InfluxApiVersion;
import io.micrometer.influx.InfluxConfig;
import io.micrometer.influx.InfluxMeterRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends to InfluxDB: a measurement per name, with the labels as tags. */
final class InfluxPush {

  private InfluxPush() {}

  static MeterRegistry start(InfluxTarget target) {
    return InfluxMeterRegistry.builder(config(target)).build();
  }

  private static InfluxConfig config(InfluxTarget target) {
    return new InfluxConfig() {
      @Override
      public @Nullable String get(String key) {
        return null; // everything that is not below keeps its default
      }

      @Override
      public String uri() {
        return target.url();
      }

      @Override
      public Duration step() {
        return target.interval();
      }

      @Override
      public InfluxApiVersion apiVersion() {
        return target.isVersion2() ? InfluxApiVersion.V2 : InfluxApiVersion.V1;
      }

      @Override
      public @Nullable String org() {
        return orNull(target.organisation());
      }

      @Override
      public String bucket() {
        return target.bucket();
      }

      @Override
      public @Nullable String token() {
        return orNull(target.token());
      }

      @Override
      public String db() {
        return target.database();
      }

      @Override
      public @Nullable String userName() {
        return orNull(target.user());
      }

      @Override
      public @Nullable String password() {
        return orNull(target.password());
      }

      // A tracker has no business to make databases; and it would ask for one at every start.
      @Override
      public boolean autoCreateDb() {
        return false;
      }
    };
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
