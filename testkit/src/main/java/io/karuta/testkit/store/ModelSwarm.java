package io.karuta.testkit.store;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.store.SwarmCounts;
import java.util.LinkedHashMap;
import java.util.Map;

/** One swarm on the heap; counts by looking at every peer. Guarded by its store. */
final class ModelSwarm {

  final InfoHash infoHash;
  final Map<ModelPeer.Key, ModelPeer> peers = new LinkedHashMap<>();
  long snatches;

  ModelSwarm(InfoHash infoHash) {
    this.infoHash = infoHash;
  }

  int seeders() {
    return (int) peers.values().stream().filter(p -> p.visible() && p.seeder()).count();
  }

  int leechers() {
    return (int) peers.values().stream().filter(p -> p.visible() && !p.seeder()).count();
  }

  int dormant() {
    return (int) peers.values().stream().filter(p -> p.dormant).count();
  }

  void countInto(SwarmCounts counts) {
    int partialSeeds =
        (int) peers.values().stream().filter(p -> p.visible() && p.partialSeed).count();
    counts.set(seeders(), leechers(), partialSeeds, snatches);
  }
}
