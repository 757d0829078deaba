package io.karuta.storage.optmem;

import java.util.HexFormat;

/** How a swarm is called in messages. */
final class SwarmNames {

  private SwarmNames() {}

  /** The info hash at the beginning of a key, in hex. */
  static String of(byte[] key) {
    return "swarm " + HexFormat.of().formatHex(key, 0, Layout.KEY_BUCKET);
  }
}
