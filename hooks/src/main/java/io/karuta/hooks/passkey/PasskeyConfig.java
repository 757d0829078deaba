package io.karuta.hooks.passkey;

import io.karuta.pipeline.config.Options;

/**
 * Settings of the hook. Immutable.
 *
 * @param guardScrape whether a scrape needs a valid passkey as an announce does
 */
record PasskeyConfig(boolean guardScrape) {

  static PasskeyConfig read(Options options) {
    return new PasskeyConfig(options.bool("guard-scrape", true));
  }
}
