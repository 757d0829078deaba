package io.karuta.storage.optmem;

import java.util.Arrays;

/**
 * The locks of the swarms, one for many of them by info hash: monitors, since they allocate nothing
 * and the store runs on platform threads alone. Always taken before any lock of Chronicle's, and
 * never two at once. Thread-safe.
 */
final class Stripes {

  private static final int COUNT = 4096;

  private final Object[] monitors = new Object[COUNT];

  Stripes() {
    Arrays.setAll(monitors, _ -> new Object());
  }

  /** The lock of the swarm whose info hash begins at {@code offset}. */
  Object of(byte[] infoHash, int offset) {
    return monitors[PeerKey.spread(infoHash, offset) & (COUNT - 1)];
  }
}
