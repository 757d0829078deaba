package io.karuta.hooks.peerselection;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.hooks.Exchanges;
import io.karuta.hooks.peerselection.PeerSelectionConfig.Early;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.StandardAttributes;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.Edit;
import io.karuta.pipeline.registry.Registry.Mode;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.testkit.FakeMetrics;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import io.karuta.testkit.store.TestAnnounce;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An announce whose torrent or user went between the lookups and the swarm. */
final class SecondLookTest {

  private static final PeerSelectionConfig CONFIG =
      new PeerSelectionConfig(50, 200, false, 0, Early.NO_PEERS);
  private static final Torrent TORRENT = Torrent.of(Exchanges.INFO_HASH, 100, "n");
  private static final User USER = User.of(7, Exchanges.PASSKEY, "n");

  private final FakeRegistry registry = new FakeRegistry();
  private final ModelPeerStore store = ModelPeerStore.create();
  private final PeerSelectionHook hook =
      new PeerSelectionHook(CONFIG, registry, store, new FakeMetrics());
  private final AnnounceExchange exchange = Exchanges.announce();
  private final List<String> offers = new ArrayList<>();

  @BeforeEach
  void lookUp() {
    registry.put(TORRENT);
    registry.put(USER);
    exchange.registryChanges(registry.changes());
    exchange.attributes().set(StandardAttributes.TORRENT, TORRENT);
    exchange.attributes().set(StandardAttributes.USER, USER);
    exchange.swarmAnnounce().userOfNumber(USER.number());
    exchange.swarmAnnounce().terms().torrentNumber(TORRENT.number());
    exchange.swarmAnnounce().sink(this::offer);
  }

  private boolean offer(PeerTransition transition) {
    var terms = transition.lastTerms();
    offers.add(transition.cause() + " " + (terms == null ? "" : terms.torrentNumber()));
    return true;
  }

  private void change(Change change) {
    registry.apply(List.of(change), Mode.EACH, Optional.empty());
  }

  /** How many peers there are after the announce; it is answered whatever becomes of its peer. */
  private int peersAfterTheAnnounce() {
    assertThat(hook.onAnnounce(exchange)).isEqualTo(Verdict.PROCEED);
    assertThat(exchange.swarmReply().counts().leechers()).isPositive();
    return store.peersOf(Exchanges.INFO_HASH).size();
  }

  @Test
  void staysIfNothingWasChanged() {
    assertThat(peersAfterTheAnnounce()).isEqualTo(1);
    assertThat(offers).containsExactly("ANNOUNCED ");
  }

  @Test
  void staysIfSomethingElseWasChanged() {
    change(new Change.OfClient("-DE", Edit.put(new Client("-DE", "Deluge"))));
    change(
        new Change.OfTorrent(TORRENT.infoHash(), Edit.put(Torrent.of(TORRENT.infoHash(), 9, ""))));

    assertThat(peersAfterTheAnnounce()).isEqualTo(1);
  }

  @Test
  void leavesTheTorrentThatWasRemovedAndIsBookedOnItsTerms() {
    change(new Change.OfTorrent(TORRENT.infoHash(), Edit.remove()));

    assertThat(peersAfterTheAnnounce()).isZero();
    assertThat(offers).containsExactly("ANNOUNCED ", "REMOVED 100");
  }

  @Test
  void leavesTheTorrentThatWasDisabled() {
    change(
        new Change.OfTorrent(
            TORRENT.infoHash(),
            Edit.put(
                Torrent.of(
                    TORRENT.infoHash(), 100, "n", Torrent.Status.DISABLED, "", 100, 100, 0))));

    assertThat(peersAfterTheAnnounce()).isZero();
  }

  @Test
  void leavesIfItsUserWasRemovedAndLeavesTheOthers() {
    change(new Change.OfUser(7, Edit.remove()));
    announceOfAnother();

    assertThat(peersAfterTheAnnounce()).isEqualTo(1);
    assertThat(store.peersOf(Exchanges.INFO_HASH).getFirst().user().low()).isEqualTo(8);
  }

  @Test
  void leavesIfItsUserWasDisabled() {
    change(
        new Change.OfUser(7, Edit.put(new User(7, Exchanges.PASSKEY, "n", false, true, 100, 100))));

    assertThat(peersAfterTheAnnounce()).isZero();
  }

  private void announceOfAnother() {
    TestAnnounce announce = TestAnnounce.of(1).peer(2).siteUser(8);
    Exchanges.INFO_HASH.writeTo(announce.request().infoHash(), 0);
    announce.to(store);
  }
}
