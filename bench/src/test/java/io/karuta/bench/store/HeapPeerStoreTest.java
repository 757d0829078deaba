package io.karuta.bench.store;

import io.karuta.pipeline.store.PeerStore;
import io.karuta.testkit.store.PeerStoreContract;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The contract, as far as it needs nothing that is not part of the comparison. */
final class HeapPeerStoreTest extends PeerStoreContract {

  @Override
  protected PeerStore open(Duration peerLifetime, Duration dormantLifetime, long maxPeers) {
    Assumptions.assumeTrue(maxPeers >= 100_000, "has no limit");
    HeapPeerStore store = new HeapPeerStore();
    return (PeerStore)
        Proxy.newProxyInstance(
            PeerStore.class.getClassLoader(),
            new Class<?>[] {PeerStore.class},
            (_, method, arguments) -> {
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                Assumptions.assumeFalse(
                    e.getCause() instanceof UnsupportedOperationException unsupported
                        && String.valueOf(unsupported.getMessage()).endsWith("comparison"),
                    "not part of the comparison");
                throw e.getCause();
              }
            });
  }

  @Override
  protected PeerStore reopen(PeerStore store) {
    return Assumptions.abort("keeps nothing");
  }

  /** Sweeps on a thread of its own, where no assumption can say that there are none. */
  @Override
  @Test
  public void losesNoPeerThatAnnouncesWhileItsSwarmIsSwept() {
    Assumptions.abort("not part of the comparison");
  }
}
