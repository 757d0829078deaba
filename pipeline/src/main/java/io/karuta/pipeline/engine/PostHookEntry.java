package io.karuta.pipeline.engine;

import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.PostHook;
import io.karuta.pipeline.hook.ScrapeExchange;

/** One post-hook in its place: the one spot where its exceptions are caught. Thread-safe. */
record PostHookEntry(PostHook hook, HookFaults faults) {

  @SuppressWarnings("CatchingUnchecked") // a hook is foreign code: whatever it throws ends here
  void announced(AnnounceExchange exchange) {
    try {
      hook.afterAnnounce(exchange);
    } catch (Exception | LinkageError | AssertionError e) {
      faults.note(e);
    }
  }

  @SuppressWarnings("CatchingUnchecked") // as above
  void scraped(ScrapeExchange exchange) {
    try {
      hook.afterScrape(exchange);
    } catch (Exception | LinkageError | AssertionError e) {
      faults.note(e);
    }
  }
}
