package io.karuta.hooks.intervalvariation;

import io.karuta.pipeline.config.Options;
import java.time.Duration;

/**
 * Settings of the hook. Immutable.
 *
 * @param maxIncreaseSeconds most seconds that are added to the interval, 1 or more
 * @param varyMinInterval whether the same is added to the least interval
 */
record IntervalVariationConfig(int maxIncreaseSeconds, boolean varyMinInterval) {

  static IntervalVariationConfig read(Options options) {
    Duration maxIncrease =
        options.duration(
            "max-increase", Duration.ofMinutes(3), Duration.ofSeconds(1), Duration.ofDays(1));
    return new IntervalVariationConfig(
        Math.toIntExact(maxIncrease.toSeconds()), options.bool("vary-min-interval", false));
  }
}
