package io.karuta.pipeline.engine;

import io.karuta.pipeline.config.Options;
import java.time.Duration;

/**
 * Settings of the engine.
 *
 * @param interval what clients are told to wait between announces
 * @param minInterval what clients are told to wait at least
 * @param blockingPermits requests that may be waiting in hooks at one time
 * @param blockingDeadline how long a request may wait in hooks before it is refused
 */
public record PipelineSettings(
    Duration interval, Duration minInterval, int blockingPermits, Duration blockingDeadline) {

  private static final Duration DAY = Duration.ofDays(1);

  /** Reads {@code announce} from {@code options}. */
  public static PipelineSettings read(Options options) {
    Duration interval =
        options.duration("interval", Duration.ofMinutes(30), Duration.ofSeconds(1), DAY);
    Duration minInterval =
        options.duration("min-interval", Duration.ofMinutes(15), Duration.ZERO, DAY);
    if (minInterval.compareTo(interval) > 0) {
      options.problem(
          "min-interval",
          "at most interval (" + interval.toSeconds() + " s)",
          minInterval.toSeconds() + " s");
    }
    return new PipelineSettings(
        interval,
        minInterval,
        options.integer("blocking-permits", 1024, 1, 1_000_000),
        options.duration(
            "blocking-deadline",
            Duration.ofSeconds(5),
            Duration.ofMillis(1),
            Duration.ofMinutes(1)));
  }
}
