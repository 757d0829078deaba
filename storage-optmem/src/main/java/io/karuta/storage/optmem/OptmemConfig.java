package io.karuta.storage.optmem;

import io.karuta.pipeline.config.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the swarm store.
 *
 * @param file where the swarms are kept over restarts; empty for memory alone
 * @param maxPeers most records, dormant ones included, for which room is set aside
 * @param maxTorrents most swarms for which room is set aside
 * @param peerLifetime silence after which a peer is out of counts and lists
 * @param dormantLifetime silence after which its counters are forgotten
 * @param keepTraits whether to keep what hooks say of peers for selection strategies
 * @param addressCache whether to remember where swarms lie, which saves most lookups
 */
public record OptmemConfig(
    Optional<Path> file,
    long maxPeers,
    long maxTorrents,
    Duration peerLifetime,
    Duration dormantLifetime,
    boolean keepTraits,
    boolean addressCache) {

  /** Largest number of peers, and of torrents, that may be set. */
  public static final long MOST = 1_000_000_000L;

  /** Settings without traits and with the cache, as they are by default. */
  public OptmemConfig(
      Optional<Path> file,
      long maxPeers,
      long maxTorrents,
      Duration peerLifetime,
      Duration dormantLifetime) {
    this(file, maxPeers, maxTorrents, peerLifetime, dormantLifetime, false, true);
  }

  /** Reads the settings; what is wrong is told to the options. */
  public static OptmemConfig read(Options options) {
    OptmemConfig config =
        new OptmemConfig(
            options.optionalPath("file"),
            options.longInteger("max-peers", 1_000_000, 1, MOST),
            options.longInteger("max-torrents", 200_000, 1, MOST),
            options.duration(
                "peer-lifetime", Duration.ofMinutes(45), Duration.ofMinutes(1), Duration.ofDays(7)),
            options.duration(
                "dormant-lifetime",
                Duration.ofDays(21),
                Duration.ofMinutes(1),
                Duration.ofDays(3650)),
            options.bool("keep-traits", false),
            options.bool("address-cache", true));
    if (config.dormantLifetime.compareTo(config.peerLifetime) < 0) {
      options.problem(
          "dormant-lifetime",
          "at least peer-lifetime (" + config.peerLifetime + ")",
          config.dormantLifetime.toString());
    }
    return config;
  }
}
