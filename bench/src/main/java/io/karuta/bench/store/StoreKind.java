package io.karuta.bench.store;

import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.storage.optmem.OptmemConfig;
import io.karuta.storage.optmem.OptmemStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The stores that are compared. */
final class StoreKind {

  static final Duration PEER_LIFETIME = Duration.ofMinutes(45);
  static final Duration DORMANT_LIFETIME = Duration.ofDays(21);

  private StoreKind() {}

  /** An empty store of a kind, with room for so many peers and swarms. */
  static PeerStore open(String kind, int peers, int swarms) {
    return switch (kind) {
      case "optmem" ->
          OptmemStore.open(
              config(Optional.empty(), peers, swarms), TrackerClock.system(), MetricsSink.none());
      case "heap" -> new HeapPeerStore();
      case "none" -> new NoStore();
      default ->
          throw new IllegalArgumentException(
              "store: " + kind + " (expected: optmem, heap or none)");
    };
  }

  /** What an operator would set for so many peers and swarms. */
  static OptmemConfig config(Optional<Path> file, int peers, int swarms) {
    return new OptmemConfig(file, peers, swarms, PEER_LIFETIME, DORMANT_LIFETIME);
  }
}
