package io.karuta.hooks.torrentregistered;

import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.ScrapeRequest;
import io.karuta.pipeline.bittorrent.ScrapeResponse;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.PreHook;
import io.karuta.pipeline.hook.ScrapeExchange;
import io.karuta.pipeline.hook.StandardAttributes;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.store.AccountingTerms;

/**
 * Refuses announces of torrents that the site doesn't know, has deleted or has not approved yet,
 * and notes the torrent. A scrape leaves such torrents out. Thread-safe, allocates nothing.
 */
final class TorrentRegisteredHook implements PreHook {

  private final Registry.Torrents torrents;
  private final FailureReason unknown;
  private final FailureReason awaitingApproval;

  TorrentRegisteredHook(TorrentRegisteredConfig config, Registry.Torrents torrents) {
    this.torrents = torrents;
    unknown =
        FailureReason.of(
            "torrent-unknown", "torrent is not registered here", config.unknownRetryMinutes());
    awaitingApproval =
        FailureReason.of(
            "torrent-awaiting-approval",
            "torrent is awaiting approval",
            config.approvalRetryMinutes());
  }

  @Override
  public Verdict onAnnounce(AnnounceExchange exchange) {
    Torrent torrent = torrents.byInfoHash(exchange.request().infoHash(), 0);
    if (torrent == null) {
      return unknown;
    }
    return switch (torrent.status()) {
      case DISABLED -> torrent.disabledReason();
      case AWAITING_APPROVAL -> awaitingApproval;
      case ACTIVE -> {
        exchange.attributes().set(StandardAttributes.TORRENT, torrent);
        AccountingTerms terms = exchange.swarmAnnounce().terms();
        terms.torrentNumber(torrent.number());
        terms.raiseUploadPercent(torrent.uploadPercent());
        terms.lowerDownloadPercent(torrent.downloadPercent());
        yield Verdict.PROCEED;
      }
    };
  }

  @Override
  public Verdict onScrape(ScrapeExchange exchange) {
    ScrapeRequest request = exchange.request();
    ScrapeResponse response = exchange.response();
    for (int row = 0; row < response.count(); row++) {
      Torrent torrent = torrents.byInfoHash(request.infoHashes(), row * InfoHash.LENGTH_BYTES);
      if (torrent == null || torrent.status() != Torrent.Status.ACTIVE) {
        response.omit(row);
      } else {
        response.downloaded(row, torrent.snatches());
      }
    }
    return Verdict.PROCEED;
  }
}
