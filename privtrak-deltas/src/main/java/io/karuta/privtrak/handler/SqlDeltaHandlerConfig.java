package io.karuta.privtrak.handler;

import io.karuta.pipeline.config.Options;

/**
 * Settings of the handler {@code sql}. Immutable.
 *
 * @param rowsPerStatement most rows that one insert carries; bounded by the server's {@code
 *     max_allowed_packet}
 */
record SqlDeltaHandlerConfig(int rowsPerStatement) {

  static SqlDeltaHandlerConfig read(Options options) {
    return new SqlDeltaHandlerConfig(options.integer("rows-per-statement", 250, 1, 3000));
  }
}
