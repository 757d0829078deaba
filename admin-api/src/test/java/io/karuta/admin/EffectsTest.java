package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.admin.tracker.Effects;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Decision;
import io.karuta.pipeline.registry.Edit;
import io.karuta.pipeline.registry.Outcome;
import io.karuta.pipeline.registry.Registry.Mode;
import io.karuta.pipeline.registry.RegistryException;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.store.AccountingTerms;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import io.karuta.testkit.store.TestAnnounce;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a change does besides, and in which order. */
class EffectsTest {

  /** A departure as the accounting sees it, and whether the registry knew its torrent and user. */
  private record Departure(
      long user,
      long torrent,
      int uploadPercent,
      int downloadPercent,
      boolean userKnown,
      boolean torrentKnown) {}

  private static final Change REMOVE_TORRENT =
      new Change.OfTorrent(TestAnnounce.infoHash(1), Edit.remove());
  private static final Change REMOVE_USER = new Change.OfUser(7, Edit.remove());
  private static final Change REMOVE_NOBODY = new Change.OfUser(99, Edit.remove());

  private final FakeRegistry registry = new FakeRegistry();
  private final UnreliableRegistry unreliable = new UnreliableRegistry(registry);
  private final ModelPeerStore store = ModelPeerStore.create();
  private final List<Departure> departures = new ArrayList<>();
  private final Effects effects =
      new Effects(unreliable, store, () -> this::offer, new FakeClock());

  @BeforeEach
  void twoUsersInTwoSwarms() {
    for (int i = 1; i <= 2; i++) {
      registry.put(
          Torrent.of(
              TestAnnounce.infoHash(i), 100 + i, "n", Torrent.Status.ACTIVE, "", 300, 50, 0));
      TestAnnounce.of(i).peer(1).siteUser(7).to(store);
      TestAnnounce.of(i).peer(2).siteUser(8).to(store);
    }
    registry.put(new User(7, "k7", "seven", true, true, 100, 20));
    registry.put(new User(8, "k8", "eight", true, true, 400, 100));
  }

  private boolean offer(PeerTransition transition) {
    AccountingTerms terms = Objects.requireNonNull(transition.lastTerms());
    departures.add(
        new Departure(
            terms.userNumber(),
            terms.torrentNumber(),
            terms.uploadPercent(),
            terms.downloadPercent(),
            registry.users().byNumber(transition.userLow()) != null,
            registry.torrents().byInfoHash(transition.infoHash(), 0) != null));
    return true;
  }

  private List<Outcome> apply(Mode mode, Change... changes) {
    return effects.apply(List.of(changes), mode, Optional.empty());
  }

  @Test
  void peersLeaveAfterTheirTorrentAndOnItsTerms() {
    apply(Mode.EACH, REMOVE_TORRENT);

    assertThat(departures)
        .containsExactlyInAnyOrder(
            new Departure(0, 101, 300, 50, true, false),
            new Departure(0, 101, 300, 50, true, false));
    assertThat(store.peersOf(TestAnnounce.infoHash(1))).isEmpty();
    assertThat(store.peersOf(TestAnnounce.infoHash(2))).hasSize(2);
  }

  @Test
  void peersLeaveAfterTheirUserAndOnHisTerms() {
    apply(Mode.EACH, REMOVE_USER);

    assertThat(departures)
        .containsExactlyInAnyOrder(
            new Departure(7, 0, 100, 20, false, true), new Departure(7, 0, 100, 20, false, true));
    assertThat(store.totals().leechers()).isEqualTo(2);
  }

  @Test
  void whoLeavesWithBothHasTheTermsOfBoth() {
    apply(Mode.ALL_OR_NOTHING, REMOVE_TORRENT, REMOVE_USER);

    assertThat(departures)
        .containsExactlyInAnyOrder(
            new Departure(7, 101, 300, 20, false, false),
            new Departure(0, 101, 300, 50, true, false),
            new Departure(7, 0, 100, 20, false, true));
  }

  @Test
  void nobodyLeavesIfNothingIsChanged() {
    List<Outcome> outcomes = apply(Mode.ALL_OR_NOTHING, REMOVE_TORRENT, REMOVE_USER, REMOVE_NOBODY);

    assertThat(outcomes)
        .containsExactly(Outcome.NOT_APPLIED, Outcome.NOT_APPLIED, Outcome.refused(Outcome.ABSENT));
    assertThat(departures).isEmpty();
    assertThat(store.totals().leechers()).isEqualTo(4);
  }

  @Test
  void nobodyLeavesIfTheSourceFails() {
    unreliable.source = UnreliableRegistry.Source.FAILS;

    assertThatThrownBy(() -> apply(Mode.EACH, REMOVE_TORRENT))
        .isInstanceOf(RegistryException.class);
    unreliable.source = UnreliableRegistry.Source.WORKS;
    apply(Mode.EACH, REMOVE_NOBODY);

    assertThat(departures).isEmpty();
  }

  @Test
  void peersLeaveOnceItIsFoundOutThatTheirTorrentIsGone() {
    unreliable.source = UnreliableRegistry.Source.LOSES_ITS_ANSWER;
    assertThatThrownBy(() -> apply(Mode.EACH, REMOVE_TORRENT))
        .isInstanceOf(RegistryException.class);
    unreliable.source = UnreliableRegistry.Source.FAILS;
    assertThatThrownBy(() -> apply(Mode.EACH, REMOVE_NOBODY)).isInstanceOf(RegistryException.class);
    assertThat(departures).isEmpty();

    unreliable.source = UnreliableRegistry.Source.WORKS;
    apply(Mode.EACH, REMOVE_NOBODY);

    assertThat(departures).hasSize(2);
    assertThat(store.peersOf(TestAnnounce.infoHash(1))).isEmpty();
  }

  @Test
  void peersStayInWhatIsThereAgainWithinTheCall() {
    Torrent again = Torrent.of(TestAnnounce.infoHash(1), 101, "again");

    apply(
        Mode.ALL_OR_NOTHING,
        REMOVE_TORRENT,
        new Change.OfTorrent(again.infoHash(), Edit.put(again)));

    assertThat(departures).isEmpty();
    assertThat(store.peersOf(TestAnnounce.infoHash(1))).hasSize(2);
  }

  @Test
  void peersOfTheDisabledLeaveOnce() {
    Edit<User> disable = user -> Decision.put(new User(7, "k7", user.name(), false, true, 100, 20));

    apply(Mode.EACH, new Change.OfUser(7, disable));
    assertThat(departures).hasSize(2);
    TestAnnounce.of(1).peer(1).siteUser(7).to(store);
    apply(Mode.EACH, new Change.OfUser(7, disable));

    assertThat(departures).as("a user who was disabled before").hasSize(2);
  }
}
