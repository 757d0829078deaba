package io.karuta.hooks.peerselection;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.hooks.Exchanges;
import io.karuta.hooks.RecordingStore;
import io.karuta.hooks.peerselection.PeerSelectionConfig.Early;
import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.ScrapeResponse;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.ScrapeExchange;
import io.karuta.pipeline.hook.StandardAttributes;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.testkit.FakeMetrics;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PeerSelectionHookTest {

  private static final PeerSelectionConfig CONFIG =
      new PeerSelectionConfig(50, 200, false, 0, Early.NO_PEERS);

  private final FakeRegistry registry = new FakeRegistry();
  private final RecordingStore store = new RecordingStore();
  private final FakeMetrics metrics = new FakeMetrics();
  private final AnnounceExchange announce = Exchanges.announce();

  private PeerSelectionHook hook(PeerSelectionConfig config) {
    return new PeerSelectionHook(config, registry, store, metrics);
  }

  private void announced(PeerSelectionConfig config) {
    assertThat(hook(config).onAnnounce(announce)).isEqualTo(Verdict.PROCEED);
  }

  @ParameterizedTest
  @CsvSource({"-1, 50", "0, 0", "1, 1", "50, 50", "200, 200", "201, 200", "2147483647, 200"})
  void asksForAsManyPeersAsTheClientWants(int numWant, int expected) {
    announce.request().numWant(numWant);

    announced(CONFIG);

    assertThat(store.numWant).isEqualTo(expected);
    assertThat(store.announces).isEqualTo(1);
  }

  @Test
  void asksForNoPeersForAClientThatStops() {
    announce.request().numWant(200);
    announce.request().event(Event.STOPPED);

    announced(CONFIG);

    assertThat(store.numWant).isZero();
  }

  @Test
  void asksForNoPeersForAPartialSeed() {
    announce.request().numWant(200);
    announce.request().event(Event.PAUSED);

    announced(CONFIG);

    assertThat(store.numWant).isZero();
  }

  @Test
  void asksForPeersForASeederThatSaysPaused() {
    announce.request().left(0);
    announce.request().event(Event.PAUSED);

    announced(CONFIG);

    assertThat(store.numWant).isEqualTo(50);
  }

  @ParameterizedTest
  @CsvSource({
    "false, false, true, false",
    "true, false, false, true",
    "false, true, true, true",
    "true, true, true, true",
  })
  void asksForPeersOfTheFamilyOfTheRequest(
      boolean ipv6, boolean bothFamilies, boolean wantsIpv4, boolean wantsIpv6) {
    announce.request().address().connectedFrom(new byte[ipv6 ? 16 : 4]);

    announced(new PeerSelectionConfig(50, 200, bothFamilies, 0, Early.NO_PEERS));

    assertThat(store.wantsIpv4).isEqualTo(wantsIpv4);
    assertThat(store.wantsIpv6).isEqualTo(wantsIpv6);
  }

  @Test
  void copiesCountsAndPeersToTheReply() {
    announced(CONFIG);

    assertThat(announce.response().complete()).isEqualTo(5);
    assertThat(announce.response().incomplete()).isEqualTo(4);
    assertThat(announce.response().ipv4Peers().toEndpoints())
        .containsExactly(Endpoint.of("192.0.2.2", 6882));
  }

  @Test
  void tellsTheStoresSnatchesOfATorrentThatNobodyRegistered() {
    announced(CONFIG);

    assertThat(announce.response().downloaded()).isEqualTo(77);
  }

  @Test
  void tellsTheSitesSnatchesOfARegisteredTorrent() {
    Torrent torrent =
        Torrent.of(Exchanges.INFO_HASH, 1, "", Torrent.Status.ACTIVE, "", 100, 100, 1234);
    announce.attributes().set(StandardAttributes.TORRENT, torrent);

    announced(CONFIG);

    assertThat(announce.response().downloaded()).isEqualTo(1234);
  }

  @Test
  void countsEarlyAnnouncesAndAnswersThem() {
    store.early = true;

    announced(new PeerSelectionConfig(50, 200, false, 300, Early.NO_PEERS));

    assertThat(store.minIntervalSeconds).isEqualTo(300);
    assertThat(announce.response().complete()).isEqualTo(5);
    assertThat(metrics.value("peer-selection-early-announces")).isEqualTo(1);
  }

  @Test
  void refusesEarlyAnnouncesIfTheOperatorSaysSo() {
    store.early = true;
    PeerSelectionHook hook = hook(new PeerSelectionConfig(50, 200, false, 301, Early.REFUSE));

    FailureReason refusal = (FailureReason) hook.onAnnounce(announce);

    assertThat(refusal.text()).isEqualTo("announced too early, please wait");
    assertThat(refusal.retryInMinutes()).isEqualTo(6);
    assertThat(store.announces).isEqualTo(1);
    assertThat(metrics.value("peer-selection-early-announces")).isEqualTo(1);
  }

  @Test
  void letsLateAnnouncesPassWhereEarlyOnesAreRefused() {
    announced(new PeerSelectionConfig(50, 200, false, 300, Early.REFUSE));

    assertThat(metrics.value("peer-selection-early-announces")).isZero();
  }

  @Test
  void fillsTheRowsOfAScrape() {
    ScrapeExchange scrape =
        Exchanges.scrape(InfoHash.ofHex("01".repeat(20)), InfoHash.ofHex("02".repeat(20)));

    assertThat(hook(CONFIG).onScrape(scrape)).isEqualTo(Verdict.PROCEED);

    ScrapeResponse response = scrape.response();
    assertThat(response.complete(0)).isEqualTo(1);
    assertThat(response.complete(1)).isEqualTo(2);
    assertThat(response.incomplete(1)).isEqualTo(4);
    assertThat(response.downloaded(1)).isEqualTo(77);
    assertThat(response.downloaders(1)).isEqualTo(1);
    assertThat(response.present(1)).isTrue();
  }

  @Test
  void keepsWhatEarlierHooksDecidedAboutTheRowsOfAScrape() {
    ScrapeExchange scrape =
        Exchanges.scrape(InfoHash.ofHex("01".repeat(20)), InfoHash.ofHex("02".repeat(20)));
    scrape.response().omit(0);
    scrape.response().downloaded(1, 1234);

    assertThat(hook(CONFIG).onScrape(scrape)).isEqualTo(Verdict.PROCEED);

    assertThat(store.scrapes).isEqualTo(1);
    assertThat(scrape.response().present(0)).isFalse();
    assertThat(scrape.response().downloaded(1)).isEqualTo(1234);
  }

  @Test
  void listsTheOtherPeersOfASwarm() {
    PeerSelectionHook hook =
        new PeerSelectionHook(CONFIG, registry, ModelPeerStore.create(), new FakeMetrics());
    assertThat(hook.onAnnounce(announce)).isEqualTo(Verdict.PROCEED);
    AnnounceExchange second = Exchanges.announce();
    Exchanges.peerId(second, "-TR3000-abcdefghijkl");
    second.request().address().ipv4(0xc0000203);

    assertThat(hook.onAnnounce(second)).isEqualTo(Verdict.PROCEED);

    assertThat(second.response().incomplete()).isEqualTo(2);
    assertThat(second.response().ipv4Peers().toEndpoints())
        .containsExactly(Endpoint.of("192.0.2.1", 6881));
  }
}
