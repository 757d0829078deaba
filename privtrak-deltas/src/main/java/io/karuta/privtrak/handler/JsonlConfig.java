package io.karuta.privtrak.handler;

import io.karuta.pipeline.config.Options;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Settings of the handler {@code jsonl}. Immutable.
 *
 * @param folder where the files are; made if it isn't there
 * @param maxSizeBytes a batch that would make a file larger begins a new one
 * @param rotateEvery spans of UTC, counted from 1970, of which each has files of its own
 * @param maxFiles most files that are kept, the oldest go first; 0 for all
 * @param fsync whether a batch is on the disk, and not just with the system, when it counts as
 *     delivered
 * @param place the folder's place in the configuration
 */
record JsonlConfig(
    Path folder,
    long maxSizeBytes,
    Duration rotateEvery,
    int maxFiles,
    boolean fsync,
    String place) {

  static JsonlConfig read(Options options) {
    return new JsonlConfig(
        options.path("folder", "data/deltas"),
        options.sizeBytes("max-size", 100L << 20, 1 << 10, 1L << 40),
        options.duration(
            "rotate-every", Duration.ofDays(1), Duration.ofMinutes(1), Duration.ofDays(366)),
        options.integer("max-files", 0, 0, 1_000_000),
        options.bool("fsync", true),
        options.path().isEmpty() ? "folder" : options.path() + ".folder");
  }
}
