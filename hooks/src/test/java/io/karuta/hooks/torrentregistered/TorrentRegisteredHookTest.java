package io.karuta.hooks.torrentregistered;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.hooks.Exchanges;
import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.ScrapeResponse;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.ScrapeExchange;
import io.karuta.pipeline.hook.StandardAttributes;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.Torrent.Status;
import io.karuta.testkit.FakeRegistry;
import org.junit.jupiter.api.Test;

final class TorrentRegisteredHookTest {

  private static final InfoHash OTHER = InfoHash.ofHex("ff".repeat(20));

  private final FakeRegistry registry = new FakeRegistry();
  private final TorrentRegisteredHook hook =
      new TorrentRegisteredHook(new TorrentRegisteredConfig(3, 5), registry.torrents());
  private final AnnounceExchange announce = Exchanges.announce();

  private Torrent torrent(Status status, String reason) {
    Torrent torrent = Torrent.of(Exchanges.INFO_HASH, 9, "a torrent", status, reason, 200, 0, 1234);
    assertThat(registry.put(torrent)).isNotNull();
    return torrent;
  }

  @Test
  void notesATorrentThatTheSiteTracks() {
    Torrent torrent = torrent(Status.ACTIVE, "");

    assertThat(hook.onAnnounce(announce)).isEqualTo(Verdict.PROCEED);

    assertThat(announce.attributes().get(StandardAttributes.TORRENT)).isSameAs(torrent);
    assertThat(announce.swarmAnnounce().terms().torrentNumber()).isEqualTo(9);
    assertThat(announce.swarmAnnounce().terms().uploadPercent()).isEqualTo(200);
    assertThat(announce.swarmAnnounce().terms().downloadPercent()).isZero();
  }

  @Test
  void refusesATorrentThatTheSiteDoesNotKnow() {
    FailureReason refusal = (FailureReason) hook.onAnnounce(announce);

    assertThat(refusal.text()).isEqualTo("torrent is not registered here");
    assertThat(refusal.retryInMinutes()).isEqualTo(3);
    assertThat(hook.onAnnounce(announce)).isSameAs(refusal);
  }

  @Test
  void tellsTheSitesReasonForADeletedTorrent() {
    torrent(Status.DISABLED, "dupe of 1234");

    FailureReason refusal = (FailureReason) hook.onAnnounce(announce);

    assertThat(refusal.text()).isEqualTo("dupe of 1234");
    assertThat(refusal.retryInMinutes()).isEqualTo(FailureReason.NO_RETRY);
    assertThat(hook.onAnnounce(announce)).isSameAs(refusal);
  }

  @Test
  void asksToTryATorrentThatAwaitsApprovalAgainSoon() {
    torrent(Status.AWAITING_APPROVAL, "");

    FailureReason refusal = (FailureReason) hook.onAnnounce(announce);

    assertThat(refusal.text()).isEqualTo("torrent is awaiting approval");
    assertThat(refusal.retryInMinutes()).isEqualTo(5);
  }

  @Test
  void leavesTorrentsOutOfAScrapeThatTheSiteDoesNotTrack() {
    for (Status hidden : new Status[] {Status.DISABLED, Status.AWAITING_APPROVAL}) {
      torrent(hidden, "");
      ScrapeExchange scrape = Exchanges.scrape(OTHER, Exchanges.INFO_HASH);

      assertThat(hook.onScrape(scrape)).isEqualTo(Verdict.PROCEED);

      assertThat(scrape.response().omitted(0)).isTrue();
      assertThat(scrape.response().omitted(1)).isTrue();
    }
  }

  @Test
  void saysHowOftenATorrentWasSnatchedBeforeTheRowIsFilled() {
    torrent(Status.ACTIVE, "").countSnatch();
    ScrapeExchange scrape = Exchanges.scrape(OTHER, Exchanges.INFO_HASH);

    assertThat(hook.onScrape(scrape)).isEqualTo(Verdict.PROCEED);

    ScrapeResponse response = scrape.response();
    response.set(1, 4, 3, 2, 1);
    assertThat(response.downloaded(1)).isEqualTo(1235);
    assertThat(response.complete(1)).isEqualTo(4);
  }
}
