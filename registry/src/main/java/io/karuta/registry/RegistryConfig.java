package io.karuta.registry;

import io.karuta.pipeline.config.Options;

/**
 * Settings of the registry. Immutable.
 *
 * @param source where users, torrents and clients are loaded from and saved to
 */
public record RegistryConfig(Source source) {

  /** Where entries can be kept. */
  public enum Source {
    /** The tables of the database that the configuration names. */
    SQL,
    /** Nowhere: the registry begins empty and is forgotten at the end. */
    MEMORY
  }

  /** Reads the level {@code registry}; every problem is recorded there. */
  public static RegistryConfig read(Options options) {
    return new RegistryConfig(options.choice("source", Source.class, Source.SQL));
  }
}
