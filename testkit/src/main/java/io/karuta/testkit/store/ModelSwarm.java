package io.karuta.testkit.store;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.store.SwarmCounts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** One swarm on the heap; counts by looking at every peer. Guarded by its store. */
final class ModelSwarm {

  final InfoHash infoHash;
  final Map<ModelPeer.Key, ModelPeer> peers = new LinkedHashMap<>();
  long snatches;

  ModelSwarm(InfoHash infoHash) {
    this.infoHash = infoHash;
  }

  int seeders() {
    return count(peer -> peer.visible() && peer.seeder());
  }

  int leechers() {
    return count(peer -> peer.visible() && !peer.seeder());
  }

  int dormant() {
    return count(peer -> peer.dormant);
  }

  void countInto(SwarmCounts counts) {
    int partialSeeds = count(peer -> peer.visible() && peer.partialSeed);
    counts.set(seeders(), leechers(), partialSeeds, snatches);
  }

  private int count(Predicate<ModelPeer> which) {
    int count = 0;
    for (ModelPeer peer : peers.values()) {
      count += which.test(peer) ? 1 : 0;
    }
    return count;
  }
}
