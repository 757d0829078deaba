package io.karuta.testkit.store;

import static org.junit.jupiter.api.Assumptions.abort;

import io.karuta.pipeline.store.PeerStore;
import java.time.Duration;

final class ModelPeerStoreTest extends PeerStoreContract {

  @Override
  protected PeerStore open(Duration peerLifetime, Duration dormantLifetime, long maxPeers) {
    return ModelPeerStore.create(peerLifetime, dormantLifetime, maxPeers);
  }

  @Override
  protected PeerStore reopen(PeerStore store) {
    return abort("the model keeps nothing over a reopen");
  }
}
