package io.karuta.privtrak.analyser;

import io.karuta.pipeline.config.Options;

/**
 * Settings of the analyser {@code impossible-speed}. Immutable.
 *
 * @param bytesPerSecond the highest upload speed that is possible
 * @param ignoreBelowBytes uploads of fewer bytes between two announces are not judged
 * @param maxPeers of how many peers it is remembered when they announced last
 */
record ImpossibleSpeedConfig(long bytesPerSecond, long ignoreBelowBytes, int maxPeers) {

  static ImpossibleSpeedConfig read(Options options) {
    return new ImpossibleSpeedConfig(
        options.sizeBytes("bytes-per-second", 1L << 30, 1, 1L << 50),
        options.sizeBytes("ignore-below", 16L << 20, 0, 1L << 50),
        options.integer("max-peers", 200_000, 1, 10_000_000));
  }
}
