package io.karuta.frontend.http;

import io.karuta.pipeline.config.Options;
import java.time.Duration;

/**
 * Sizes and times that a client may take before its connection is closed. Immutable.
 *
 * @param maxConnections connections open at one time, per listener; more wait to be accepted
 * @param maxRequestBytes request line and headers; longer ones get a 400
 * @param requestParseTimeout for sending a request, from its first byte on
 * @param noRequestTimeout for beginning a request, on a new connection or a kept one
 * @param idleTimeout without a byte read or written, whatever is going on
 */
public record HttpLimits(
    int maxConnections,
    int maxRequestBytes,
    Duration requestParseTimeout,
    Duration noRequestTimeout,
    Duration idleTimeout) {

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofHours(1);

  static HttpLimits read(Options options) {
    return new HttpLimits(
        options.integer("max-connections", 100_000, 1, 1_000_000),
        options.integer("max-request-bytes", 16_384, 512, 1_048_576),
        timeout(options, "request-parse-timeout", Duration.ofSeconds(10)),
        timeout(options, "no-request-timeout", Duration.ofSeconds(30)),
        timeout(options, "idle-timeout", Duration.ofSeconds(60)));
  }

  private static Duration timeout(Options options, String key, Duration fallback) {
    return options.duration(key, fallback, SHORTEST, LONGEST);
  }
}
