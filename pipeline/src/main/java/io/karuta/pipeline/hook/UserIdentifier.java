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
}
