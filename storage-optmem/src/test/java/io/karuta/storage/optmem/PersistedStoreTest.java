package io.karuta.storage.optmem;

import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.store.PeerStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

final class PersistedStoreTest extends PeerStoreContract {

  private static final long MOST_PEERS = 20_000;

  @TempDir private Path folder;

  private final IdentityHashMap<PeerStore, OptmemConfig> configs = new IdentityHashMap<>();

  @Override
  protected PeerStore open(Duration peerLifetime, Duration dormantLifetime, long maxPeers) {
    Path file = folder.resolve("swarms-" + configs.size());
    long peers = Math.min(maxPeers, MOST_PEERS);
    return open(new OptmemConfig(Optional.of(file), peers, peers, peerLifetime, dormantLifetime));
  }

  @Override
  protected PeerStore reopen(PeerStore store) {
    Verification.verify(store);
    store.close();
    return open(configs.get(store));
  }

  @Override
  protected void verify(PeerStore store) {
    Verification.verify(store);
  }

  private PeerStore open(OptmemConfig config) {
    PeerStore store = OptmemStore.open(config, new FakeClock(), MetricsSink.none());
    configs.put(store, config);
    return store;
  }
}
