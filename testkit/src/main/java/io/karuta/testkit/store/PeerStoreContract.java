package io.karuta.testkit.store;

import io.karuta.pipeline.store.PeerStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every {@link PeerStore} must do, as a test class: extend it, say how the store is opened,
 * and run. Covers all that the interface promises, and compares the store with {@link
 * ModelPeerStore} under random operations.
 */
public abstract class PeerStoreContract
    implements SwarmContract,
        AddressContract,
        SelectionContract,
        AccountingContract,
        SnatchContract,
        RedoContract,
        ExpiryContract,
        AdministrationContract,
        LimitsContract,
        LifecycleContract,
        ConcurrencyContract,
        ModelContract {

  private final List<PeerStore> opened = new ArrayList<>();
  private PeerStore store = ModelPeerStore.create();

  /**
   * Opens an empty store.
   *
   * @param peerLifetime silence after which a peer is dormant
   * @param dormantLifetime silence after which it is removed
   * @param maxPeers most records that fit; at least as many swarms do
   */
  protected abstract PeerStore open(Duration peerLifetime, Duration dormantLifetime, long maxPeers);

  /**
   * Closes a store that {@link #open} gave and opens it again with what it held. A store that keeps
   * nothing aborts the test by {@link org.junit.jupiter.api.Assumptions}.
   */
  protected abstract PeerStore reopen(PeerStore store);

  /** Looks for damage inside the store that the interface doesn't show; after each test. */
  protected void verify(PeerStore store) {}

  @BeforeEach
  final void openStore() {
    store = another(1_000_000);
  }

  @AfterEach
  final void closeStores() {
    try {
      opened.forEach(this::verify);
    } finally {
      opened.forEach(PeerStore::close);
    }
  }

  @Override
  public final PeerStore store() {
    return store;
  }

  @Override
  public final PeerStore another(long maxPeers) {
    PeerStore another = open(PEER_LIFETIME, DORMANT_LIFETIME, maxPeers);
    opened.add(another);
    return another;
  }

  @Override
  public final PeerStore reopen() {
    store = reopen(store);
    opened.add(store);
    return store;
  }
}
