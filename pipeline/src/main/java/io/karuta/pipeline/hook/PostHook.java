package io.karuta.pipeline.hook;

/**
 * Observes a request after its reply was handed to the network. Thread-safe; runs on the thread
 * that answered, so it may not wait. Can't change anything: an exception is counted and logged.
 */
public non-sealed interface PostHook extends Hook {

  /**
   * Sees an announce and what became of it.
   *
   * @param exchange for reading, during the call only; its {@linkplain AnnounceExchange#verdict()
   *     verdict} tells whether and why it was refused, its {@linkplain
   *     io.karuta.pipeline.store.SwarmAnnounce#booking() booking} what was accounted
   */
  void afterAnnounce(AnnounceExchange exchange);

  /** Sees a scrape and what became of it; does nothing unless overridden. */
  default void afterScrape(ScrapeExchange exchange) {}
}
