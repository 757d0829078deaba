package io.karuta.pipeline.store;

import io.karuta.pipeline.bittorrent.InfoHash;

/** Sees each swarm once. Called on the visiting thread. */
@FunctionalInterface
public interface SwarmVisitor {

  /**
   * One swarm.
   *
   * @param counts recycled between calls
   */
  void visit(InfoHash infoHash, SwarmCounts counts);
}
