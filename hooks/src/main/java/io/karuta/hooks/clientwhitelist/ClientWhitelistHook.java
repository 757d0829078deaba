package io.karuta.hooks.clientwhitelist;

import io.karuta.hooks.clientwhitelist.ClientWhitelistConfig.EmptyList;
import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.PreHook;
import io.karuta.pipeline.hook.StandardAttributes;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.Registry;

/**
 * Refuses announces whose peer id begins with no prefix of the whitelist (BEP 20), and notes the
 * client. Scrapes carry no peer id and pass. Thread-safe, allocates nothing.
 */
final class ClientWhitelistHook implements PreHook {

  static final FailureReason REFUSAL =
      FailureReason.of("client-not-allowed", "this client or version is not allowed here");

  private final ClientWhitelistConfig config;
  private final Registry.Clients clients;

  ClientWhitelistHook(ClientWhitelistConfig config, Registry.Clients clients) {
    this.config = config;
    this.clients = clients;
  }

  @Override
  public Verdict onAnnounce(AnnounceExchange exchange) {
    Client client = clients.matching(exchange.request().peerId());
    if (client == null) {
      boolean allowed = config.empty() == EmptyList.ALLOW && clients.size() == 0;
      return allowed ? Verdict.PROCEED : REFUSAL;
    }
    exchange.attributes().set(StandardAttributes.CLIENT, client);
    exchange.swarmAnnounce().terms().clientName(client.name());
    return Verdict.PROCEED;
  }
}
