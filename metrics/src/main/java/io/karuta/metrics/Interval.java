package io.karuta.metrics;

import io.karuta.pipeline.config.Options;
import java.time.Duration;

/** How often metrics are sent. */
final class Interval {

  private Interval() {}

  /** Reads the key {@code interval}: whole seconds, since Graphite keeps no finer time. */
  static Duration read(Options options) {
    Duration interval =
        options.duration(
            "interval", Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofHours(1));
    if (interval.toNanosPart() != 0) {
      options.problem("interval", "whole seconds", interval.toString());
    }
    return interval;
  }
}
