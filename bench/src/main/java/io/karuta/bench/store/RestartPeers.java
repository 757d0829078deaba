package io.karuta.bench.store;

import io.karuta.pipeline.store.PeerStore;
import io.karuta.storage.optmem.OptmemConfig;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The peers of a store that is killed: the first ones stay for ever and change only their state,
 * the others come and go, so that swarms grow and shrink at the moment of a kill. The same for the
 * same seed in both processes.
 *
 * @param workload all of them
 * @param staying how many stay
 */
record RestartPeers(StoreWorkload workload, int staying) {

  private static final int STAYING_PER_PASSING = 10;

  static RestartPeers of(int staying, long seed) {
    int peers = staying + staying / STAYING_PER_PASSING;
    int swarms = Math.max(1, staying / 10);
    return new RestartPeers(
        StoreWorkload.of(
            WorkloadShape.A.popularity(swarms, peers), peers, swarms, staying, 20, seed),
        staying);
  }

  /** Settings with room for all of them. */
  static OptmemConfig config(Path file, int staying) {
    int peers = staying + staying / STAYING_PER_PASSING;
    return StoreKind.config(Optional.of(file), peers, peers / 5);
  }

  /** How many come and go. */
  int passing() {
    return workload.peers() - staying;
  }

  /** Announces a part of the peers that stay. */
  StoreClient stayingPart(PeerStore store, int number, int parts) {
    return StoreClient.part(workload, store, 0, staying, number, parts);
  }

  /** Announces a part of the peers that come and go. */
  StoreClient passingPart(PeerStore store, int number, int parts) {
    return StoreClient.part(workload, store, staying, passing(), number, parts);
  }

  /** Lets everybody who stays announce; how many of them the store didn't know. */
  int missing(PeerStore store) {
    StoreClient client = stayingPart(store, 0, 1);
    int missing = 0;
    for (int peer = 0; peer < staying; peer++) {
      client.announce(peer, 0);
      missing += client.reply().known() ? 0 : 1;
    }
    return missing;
  }

  /** Lets everybody stop who may have come. */
  void removePassing(PeerStore store) {
    StoreClient client = passingPart(store, 0, 1);
    for (int peer = staying; peer < workload.peers(); peer++) {
      client.leave(peer);
    }
  }
}
