package io.karuta.storage.optmem;

import java.util.Arrays;

/**
 * The locks of the swarms, one for many of them by info hash: monitors, since they allocate nothing
 * and the store runs on platform threads alone. Always taken before any lock of Chronicle's, and
 * never two at once. Thread-safe.
 */
final class Stripes {

  private static final int COUNT = 4096;

  private final Stripe[] stripes = new Stripe[COUNT];

  Stripes() {
    Arrays.setAll(stripes, Stripe::new);
  }

  /** The stripe of the swarm whose info hash begins at {@code offset}. */
  Stripe of(byte[] infoHash, int offset) {
    return stripes[PeerKey.spread(infoHash, offset) & (COUNT - 1)];
  }

  /** Heap that the directories take, about, in bytes. */
  long heapBytes() {
    long bytes = 0;
    for (Stripe stripe : stripes) {
      synchronized (stripe) {
        bytes += stripe.heapBytes();
      }
    }
    return bytes;
  }
}
