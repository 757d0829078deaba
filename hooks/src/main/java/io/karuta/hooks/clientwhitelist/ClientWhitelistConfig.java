package io.karuta.hooks.clientwhitelist;

import io.karuta.pipeline.config.Options;

/**
 * Settings of the hook. Immutable.
 *
 * @param empty what an empty whitelist means
 */
record ClientWhitelistConfig(EmptyList empty) {

  /** What an empty whitelist means. */
  enum EmptyList {
    /** No client is on it, so none may announce. */
    REFUSE,
    /** There is no whitelist yet, so every client may announce. */
    ALLOW
  }

  static ClientWhitelistConfig read(Options options) {
    return new ClientWhitelistConfig(options.choice("empty", EmptyList.class, EmptyList.REFUSE));
  }
}
