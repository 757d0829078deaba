package io.karuta.storage.optmem;

import static org.junit.jupiter.api.Assumptions.abort;

import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.store.PeerStoreContract;
import java.time.Duration;
import java.util.Optional;

final class InMemoryStoreTest extends PeerStoreContract {

  @Override
  protected PeerStore open(Duration peerLifetime, Duration dormantLifetime, long maxPeers) {
    OptmemConfig config =
        new OptmemConfig(Optional.empty(), maxPeers, maxPeers, peerLifetime, dormantLifetime);
    return OptmemStore.open(config, new FakeClock(), MetricsSink.none());
  }

  @Override
  protected PeerStore reopen(PeerStore store) {
    return abort("memory keeps nothing over a reopen");
  }

  @Override
  protected void verify(PeerStore store) {
    Verification.verify(store);
  }
}
