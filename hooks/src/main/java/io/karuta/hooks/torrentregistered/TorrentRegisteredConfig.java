package io.karuta.hooks.torrentregistered;

import io.karuta.pipeline.config.Options;
import java.time.Duration;

/**
 * Settings of the hook. Immutable.
 *
 * @param unknownRetryMinutes minutes after which a client may try an unknown torrent again; 0 to
 *     leave it to the client
 * @param approvalRetryMinutes the same for a torrent that awaits approval
 */
record TorrentRegisteredConfig(int unknownRetryMinutes, int approvalRetryMinutes) {

  static TorrentRegisteredConfig read(Options options) {
    return new TorrentRegisteredConfig(
        minutes(options, "unknown-retry", Duration.ZERO),
        minutes(options, "approval-retry", Duration.ofMinutes(5)));
  }

  /** BEP 31 counts in whole minutes. */
  private static int minutes(Options options, String key, Duration fallback) {
    Duration retry = options.duration(key, fallback, Duration.ZERO, Duration.ofDays(1));
    if (!retry.equals(Duration.ofMinutes(retry.toMinutes()))) {
      options.problem(key, "whole minutes", retry.toSeconds() + " s");
    }
    return Math.toIntExact(retry.toMinutes());
  }
}
