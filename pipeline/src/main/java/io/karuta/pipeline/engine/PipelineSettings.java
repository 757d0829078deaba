package io.karuta.pipeline.engine;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.control.RuntimeSettings;
import java.time.Duration;

/**
 * What the configuration says of announces in general. Immutable.
 *
 * @param values intervals and global factors, unless they are changed while the tracker runs; the
 *     engine itself goes by {@link RuntimeSettings#current()}
 * @param blockingPermits requests that may be waiting in hooks at one time
 * @param blockingDeadline how long a request may wait in hooks before it is refused
 * @param hookSampling of how many announces one has the time of each hook measured; 0 for none
 */
public record PipelineSettings(
    RuntimeSettings.Values values,
    int blockingPermits,
    Duration blockingDeadline,
    int hookSampling) {

  private static final Duration DAY = Duration.ofDays(1);

  /** Reads {@code announce} from {@code options}. */
  public static PipelineSettings read(Options options) {
    return new PipelineSettings(
        values(options),
        options.integer("blocking-permits", 1024, 1, 1_000_000),
        options.duration(
            "blocking-deadline",
            Duration.ofSeconds(5),
            Duration.ofMillis(1),
            Duration.ofMinutes(1)),
        options.integer("hook-sampling", 64, 0, 1_000_000));
  }

  private static RuntimeSettings.Values values(Options options) {
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
    return new RuntimeSettings.Values(
        Math.toIntExact(interval.toSeconds()),
        Math.toIntExact(minInterval.toSeconds()),
        options.integer("upload-percent", 100, 0, 1000),
        options.integer("download-percent", 100, 0, 1000),
        RuntimeSettings.Values.NEVER);
  }
}
