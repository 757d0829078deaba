package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.store.PeerStore;

/** Looks for damage in a store after a test. */
final class Verification {

  private Verification() {}

  /** Nothing may be wrong in any slot; a store that the test has closed is not looked at. */
  static void verify(PeerStore store) {
    try {
      store.totals();
    } catch (IllegalStateException closed) {
      return;
    }
    assertThat(((OptmemStore) store).verify().problems()).isEmpty();
  }
}
