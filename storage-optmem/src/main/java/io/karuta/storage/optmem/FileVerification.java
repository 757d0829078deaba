package io.karuta.storage.optmem;

import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A look at everything in a swarm file that no tracker has open. Immutable.
 *
 * @param recovered whether the file had not been closed in order, and was recovered first
 * @param found what was looked at, and what is wrong
 */
public record FileVerification(boolean recovered, StoreVerification found) {

  /**
   * Opens the file as a tracker does, walks through it and closes it. A file that is smaller than
   * the settings want is not enlarged.
   *
   * @throws OptmemException if there is no such file, a tracker has it open, or it is of another
   *     layout or so damaged that it can't be opened; the message names it
   */
  public static FileVerification of(OptmemConfig config, TrackerClock clock) {
    Path path =
        config.file().orElseThrow(() -> new OptmemException("swarm file: none, only memory"));
    if (!Files.isRegularFile(path)) {
      throw new OptmemException("swarm file " + path + ": there is no such file");
    }
    MapFile file = MapFile.lock(path);
    boolean unclean = file.unclean();
    file.abandon();
    OptmemConfig asItIs =
        new OptmemConfig(Optional.of(path), 1, 1, config.peerLifetime(), config.dormantLifetime());
    try (OptmemStore store = OptmemStore.open(asItIs, clock, MetricsSink.none())) {
      return new FileVerification(unclean, store.verify());
    }
  }
}
