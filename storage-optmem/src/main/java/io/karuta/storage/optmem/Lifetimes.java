package io.karuta.storage.optmem;

/**
 * How long peers may be silent. Immutable.
 *
 * @param peerSeconds silence after which a peer is dormant
 * @param dormantSeconds silence after which it is removed
 */
record Lifetimes(int peerSeconds, int dormantSeconds) {

  static Lifetimes of(OptmemConfig config) {
    return new Lifetimes(
        (int) config.peerLifetime().toSeconds(), (int) config.dormantLifetime().toSeconds());
  }

  /** The second at which a peer becomes due for the sweep; long past if it is due at any time. */
  int dueSecond(int flags, int seenSecond) {
    if (Flags.has(flags, Flags.DEPARTED)
        || (Flags.has(flags, Flags.DORMANT) && Flags.has(flags, Flags.OWES))) {
      return 0;
    }
    return seenSecond + (Flags.has(flags, Flags.DORMANT) ? dormantSeconds : peerSeconds);
  }
}
