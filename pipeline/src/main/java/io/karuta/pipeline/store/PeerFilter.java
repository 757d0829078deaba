package io.karuta.pipeline.store;

import io.karuta.pipeline.bittorrent.UserId;

/**
 * Says which peers are meant. Called on the caller's thread, under the lock of the peer's swarm.
 */
@FunctionalInterface
public interface PeerFilter {

  /** Every peer. */
  PeerFilter ALL = (userHigh, userLow, seenSecond) -> true;

  /**
   * Whether a peer is meant; must be quick and may not call the store.
   *
   * @param userHigh bytes 0 to 7 of its user's id
   * @param userLow bytes 8 to 15 of its user's id
   * @param seenSecond its last announce, seconds since 1970
   */
  boolean test(long userHigh, long userLow, int seenSecond);

  /** The peers of one user. */
  static PeerFilter of(UserId user) {
    return (userHigh, userLow, _) -> userHigh == user.high() && userLow == user.low();
  }
}
