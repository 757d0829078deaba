package org.example.useragentblock;

import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.PreHook;

/**
 * Refuses announces whose User-Agent begins with a blocked text. Thread-safe, allocates nothing.
 */
final class UserAgentBlockHook implements PreHook {

  private final String[] prefixes;
  private final FailureReason refusal;

  UserAgentBlockHook(UserAgentBlockConfig config) {
    prefixes = config.prefixes().toArray(String[]::new);
    // Made once: refusing a request is returning a constant.
    refusal = FailureReason.of("user-agent-blocked", config.message());
  }

  @Override
  public Verdict onAnnounce(AnnounceExchange exchange) {
    String userAgent = exchange.request().userAgent();
    for (String prefix : prefixes) {
      // Letter case is the client's whim, and lower-casing would allocate.
      if (userAgent.regionMatches(true, 0, prefix, 0, prefix.length())) {
        return refusal;
      }
    }
    return Verdict.PROCEED;
  }
}
