package io.karuta.pipeline.hook;

/**
 * Derives the 16 bytes that name a user to the store and the accounting from a request, as privtrak
 * has it. Thread-safe; quick and without I/O: it runs on every announce. Authorises nobody.
 */
@FunctionalInterface
public interface UserIdentifier {

  /**
   * Sets {@link io.karuta.pipeline.store.SwarmAnnounce#user} of the exchange.
   *
   * @return false if the request names no user; the announce stays anonymous and is not accounted
   */
  boolean identify(AnnounceExchange exchange);

  /**
   * The site's number of a user whom this identifier has named, for peers that leave without an
   * announce; called under a swarm's lock, so quick and without waiting. Unless overridden, that of
   * an id made by {@link io.karuta.pipeline.bittorrent.UserId#ofNumber}.
   *
   * @return 0 if it can't be told
   */
  default long numberOf(long userHigh, long userLow) {
    return userHigh == 0 ? userLow : 0;
  }
}
