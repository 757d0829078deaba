package io.karuta.admin;

import io.karuta.pipeline.config.Options;

/**
 * What callers may ask of the admin API. Immutable.
 *
 * @param maxBodyBytes longest request body
 * @param maxBulkBytes longest body of a request with many entries
 * @param maxRequestsPerSecond of one credential on average, and at once
 */
public record AdminLimits(int maxBodyBytes, int maxBulkBytes, int maxRequestsPerSecond) {

  private static final long MIN_BODY_BYTES = 1 << 10;
  private static final long DEFAULT_BODY_BYTES = 64 << 10;
  private static final long MAX_BODY_BYTES = 16 << 20;
  private static final long DEFAULT_BULK_BYTES = 8 << 20;
  private static final long MAX_BULK_BYTES = 256 << 20;
  private static final int DEFAULT_REQUESTS_PER_SECOND = 1000;
  private static final int MAX_REQUESTS_PER_SECOND = 100_000;

  static AdminLimits read(Options options) {
    return new AdminLimits(
        (int)
            options.sizeBytes("max-body-bytes", DEFAULT_BODY_BYTES, MIN_BODY_BYTES, MAX_BODY_BYTES),
        (int)
            options.sizeBytes("max-bulk-bytes", DEFAULT_BULK_BYTES, MIN_BODY_BYTES, MAX_BULK_BYTES),
        options.integer(
            "max-requests-per-second", DEFAULT_REQUESTS_PER_SECOND, 1, MAX_REQUESTS_PER_SECOND));
  }
}
