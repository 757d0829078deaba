package io.karuta.pipeline.engine;

import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.ScrapeExchange;
import java.util.concurrent.Executor;

/**
 * All that a frontend knows of the tracker behind it. Thread-safe.
 *
 * <p>The frontend makes an exchange ready, fills its request and calls {@link #announce}. Usually
 * that is all: the reply or the refusal is in the exchange. If a hook may have to wait, the call
 * returns false, and the frontend runs {@link #finishAnnounce} on {@link #blockingExecutor()},
 * after which the exchange is complete. Once the reply is on its way, {@link #afterAnnounce} lets
 * observers see it. Scrapes go the same way.
 *
 * <p>None of the calls throws because of a request or a hook.
 */
public interface TrackerLogic {

  /** Makes an exchange ready for a new announce; before the frontend fills the request. */
  void begin(AnnounceExchange exchange);

  /** Makes an exchange ready for a new scrape; before the frontend fills the request. */
  void begin(ScrapeExchange exchange);

  /**
   * Runs the hooks that don't wait.
   *
   * @return true if the exchange is complete; false if {@link #finishAnnounce} must be called,
   *     exactly once
   */
  boolean announce(AnnounceExchange exchange);

  /** Runs the rest of the chain, on a thread of {@link #blockingExecutor()}; may wait. */
  void finishAnnounce(AnnounceExchange exchange);

  /** Shows a complete announce to the observers; after the reply was handed to the network. */
  void afterAnnounce(AnnounceExchange exchange);

  /**
   * Runs the hooks that don't wait.
   *
   * @return true if the exchange is complete; false if {@link #finishScrape} must be called,
   *     exactly once
   */
  boolean scrape(ScrapeExchange exchange);

  /** Runs the rest of the chain, on a thread of {@link #blockingExecutor()}; may wait. */
  void finishScrape(ScrapeExchange exchange);

  /** Shows a complete scrape to the observers; after the reply was handed to the network. */
  void afterScrape(ScrapeExchange exchange);

  /** Starts a virtual thread for each task. */
  Executor blockingExecutor();
}
