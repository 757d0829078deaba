package io.karuta.hooks.peerselection;

import io.karuta.hooks.peerselection.PeerSelectionConfig.Early;
import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.ScrapeResponse;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.PreHook;
import io.karuta.pipeline.hook.ScrapeExchange;
import io.karuta.pipeline.hook.StandardAttributes;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.pipeline.store.SwarmCounts;
import io.karuta.pipeline.store.SwarmReply;

/**
 * Makes the one store call of an announce and copies its answer to the reply; fills the rows of a
 * scrape. Thread-safe, allocates nothing.
 */
final class PeerSelectionHook implements PreHook {

  private final PeerSelectionConfig config;
  private final PeerStore store;
  private final SecondLook secondLook;
  private final FailureReason tooEarly;
  private final Counter early;

  PeerSelectionHook(
      PeerSelectionConfig config, Registry registry, PeerStore store, MetricsSink metrics) {
    this.config = config;
    this.store = store;
    secondLook = new SecondLook(registry, store);
    tooEarly =
        FailureReason.of(
            "too-early",
            "announced too early, please wait",
            Math.ceilDiv(config.minIntervalEnforcedSeconds(), 60));
    early =
        metrics.counter(
            "peer-selection-early-announces", "announces sooner than min-interval-enforced");
  }

  @Override
  public Verdict onAnnounce(AnnounceExchange exchange) {
    AnnounceRequest request = exchange.request();
    SwarmAnnounce announce = exchange.swarmAnnounce();
    boolean ipv6 = request.address().connectedByIpv6();
    announce.want(numWant(request), !ipv6 || config.bothFamilies(), ipv6 || config.bothFamilies());
    announce.minIntervalSeconds(config.minIntervalEnforcedSeconds());

    SwarmReply reply = exchange.swarmReply();
    store.announce(announce, reply);
    secondLook.take(exchange);

    SwarmCounts counts = reply.counts();
    exchange.response().counts(counts.seeders(), counts.leechers());
    Torrent torrent = exchange.attributes().find(StandardAttributes.TORRENT);
    exchange.response().downloaded(torrent == null ? counts.snatches() : torrent.snatches());
    if (!reply.early()) {
      return Verdict.PROCEED;
    }
    early.increment();
    return config.early() == Early.REFUSE ? tooEarly : Verdict.PROCEED;
  }

  /** A client that leaves, or that has all it wants (BEP 21), gets no peers. */
  private int numWant(AnnounceRequest request) {
    boolean partialSeed = request.event() == Event.PAUSED && request.left() > 0;
    if (request.event() == Event.STOPPED || partialSeed) {
      return 0;
    }
    int wanted = request.numWant();
    return wanted < 0 ? config.defaultNumWant() : Math.min(wanted, config.maxNumWant());
  }

  @Override
  public Verdict onScrape(ScrapeExchange exchange) {
    ScrapeResponse response = exchange.response();
    SwarmCounts counts = exchange.counts();
    for (int row = 0; row < response.count(); row++) {
      if (!response.omitted(row)) {
        store.scrape(exchange.request().infoHashes(), row * InfoHash.LENGTH_BYTES, counts);
        response.set(
            row, counts.seeders(), counts.leechers(), counts.snatches(), counts.downloaders());
      }
    }
    return Verdict.PROCEED;
  }
}
