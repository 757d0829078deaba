package io.karuta.pipeline.hook;

import io.karuta.pipeline.bittorrent.Verdict;

/**
 * Sees a request before it is answered, in the place that the operator gave it: refuses it, notes
 * what it found out as attributes, or edits the reply. Thread-safe.
 *
 * <p>An {@link ExecutionMode#INLINE} hook runs on an I/O thread: it may not wait and should
 * allocate nothing. An exception is a defect of the hook: it is counted and logged, and the request
 * is refused or goes on as the operator's {@code on-error} says.
 */
public non-sealed interface PreHook extends Hook {

  /** Looks at an announce; {@link Verdict#PROCEED} or a constant refusal. */
  Verdict onAnnounce(AnnounceExchange exchange);

  /** Looks at a scrape; lets it pass unless overridden. */
  default Verdict onScrape(ScrapeExchange exchange) {
    return Verdict.PROCEED;
  }
}
