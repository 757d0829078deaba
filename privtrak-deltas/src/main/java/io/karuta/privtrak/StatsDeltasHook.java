package io.karuta.privtrak;

import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.hook.AccountingHook;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.Attributes;
import io.karuta.pipeline.hook.StandardAttributes;
import io.karuta.pipeline.hook.UserIdentifier;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.AccountingTerms;

/**
 * Says whose the announce is and on which terms it is accounted, and installs the sink. Refuses
 * nobody. Thread-safe; allocates nothing.
 */
final class StatsDeltasHook implements AccountingHook {

  private final UserIdentifier identifier;
  private final CreditFactors factors;
  private final AccountingSink sink;

  StatsDeltasHook(UserIdentifier identifier, CreditFactors factors, AccountingSink sink) {
    this.identifier = identifier;
    this.factors = factors;
    this.sink = sink;
  }

  @Override
  public Verdict onAnnounce(AnnounceExchange exchange) {
    if (identifier.identify(exchange)) {
      fillTerms(exchange.attributes(), exchange.swarmAnnounce().terms());
      exchange.swarmAnnounce().sink(sink);
    }
    return Verdict.PROCEED;
  }

  /** Adds to the terms what the registry knows; earlier hooks may have noted factors already. */
  private void fillTerms(Attributes attributes, AccountingTerms terms) {
    User user = attributes.find(StandardAttributes.USER);
    if (user != null) {
      terms.userNumber(user.number());
    }
    Torrent torrent = attributes.find(StandardAttributes.TORRENT);
    if (torrent != null) {
      terms.torrentNumber(torrent.number());
    }
    CreditToken token = factors.tokenOf(user, torrent);
    terms.raiseUploadPercent(factors.uploadPercent(user, torrent, token));
    terms.lowerDownloadPercent(factors.downloadPercent(user, torrent, token));
    Client client = attributes.find(StandardAttributes.CLIENT);
    if (client != null) {
      terms.clientName(client.name());
    }
  }

  @Override
  public AccountingSink sink() {
    return sink;
  }
}
