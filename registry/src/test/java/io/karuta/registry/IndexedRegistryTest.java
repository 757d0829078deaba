package io.karuta.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.CreditToken;
import io.karuta.pipeline.registry.Edit;
import io.karuta.pipeline.registry.Outcome;
import io.karuta.pipeline.registry.Registry.Mode;
import io.karuta.pipeline.registry.Registry.Put;
import io.karuta.pipeline.registry.RegistryException;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.testkit.FakeMetrics;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IndexedRegistryTest {

  private static final InfoHash HASH_A = InfoHash.ofHex("aa".repeat(20));
  private static final InfoHash HASH_B = InfoHash.ofHex("bb".repeat(20));

  private final ListSource source = new ListSource();
  private final FakeMetrics metrics = new FakeMetrics();

  @Test
  void findsWhatTheSourceHas() {
    source.users.add(User.of(7, "key-seven", "seven"));
    source.torrents.add(Torrent.of(HASH_A, 70, "a"));
    source.clients.add(new Client("-DE", "Deluge"));

    IndexedRegistry registry = IndexedRegistry.load(source, metrics, TrackerClock.system());

    assertThat(byPasskey(registry, "key-seven").number()).isEqualTo(7);
    assertThat(registry.users().byNumber(7).name()).isEqualTo("seven");
    assertThat(registry.torrents().byInfoHash(HASH_A.toBytes(), 0).number()).isEqualTo(70);
    assertThat(registry.torrents().byNumber(70).infoHash()).isEqualTo(HASH_A);
    assertThat(registry.clients().matching("-DE203s-abcdefghijkl".getBytes(US_ASCII)).name())
        .isEqualTo("Deluge");
    assertThat(metrics.value("registry-users")).isEqualTo(1);
    assertThat(metrics.value("registry-torrents")).isEqualTo(1);
    assertThat(metrics.value("registry-clients")).isEqualTo(1);
  }

  @Test
  void findsNothingElse() {
    IndexedRegistry registry =
        IndexedRegistry.load(new EmptyRegistrySource(), metrics, TrackerClock.system());
    registry.put(User.of(7, "key-seven", "seven"));
    registry.put(Torrent.of(HASH_A, 70, "a"));

    assertThat(byPasskey(registry, "key-eight")).isNull();
    assertThat(byPasskey(registry, "key-seve")).isNull();
    assertThat(byPasskey(registry, "key-sevenn")).isNull();
    assertThat(byPasskey(registry, "")).isNull();
    assertThat(byPasskey(registry, "k".repeat(65))).isNull();
    assertThat(registry.users().byNumber(8)).isNull();
    assertThat(registry.torrents().byInfoHash(HASH_B.toBytes(), 0)).isNull();
    assertThat(registry.torrents().byNumber(7)).isNull();
    assertThat(registry.clients().matching(new byte[20])).isNull();
  }

  @Test
  void readsKeysInTheMiddleOfAnArray() {
    IndexedRegistry registry = IndexedRegistry.load(source, metrics, TrackerClock.system());
    registry.put(User.of(7, "key-seven", "seven"));
    registry.put(Torrent.of(HASH_A, 70, "a"));
    byte[] bytes = new byte[40];
    HASH_A.writeTo(bytes, 13);

    User user = registry.users().byPasskey("/announce/key-seven?".getBytes(US_ASCII), 10, 9);

    assertThat(user.number()).isEqualTo(7);
    assertThat(registry.torrents().byInfoHash(bytes, 13).number()).isEqualTo(70);
  }

  @Test
  void saysWhetherAnEntryWasThere() {
    IndexedRegistry registry = IndexedRegistry.load(source, metrics, TrackerClock.system());

    assertThat(registry.put(User.of(7, "k", "n"))).isEqualTo(Put.CREATED);
    assertThat(registry.put(User.of(7, "k", "m"))).isEqualTo(Put.REPLACED);
    assertThat(registry.put(Torrent.of(HASH_A, 70, "a"))).isEqualTo(Put.CREATED);
    assertThat(registry.put(Torrent.of(HASH_A, 71, "a"))).isEqualTo(Put.REPLACED);
    assertThat(registry.put(new Client("-DE", "a"))).isEqualTo(Put.CREATED);
    assertThat(registry.put(new Client("-DE", "b"))).isEqualTo(Put.REPLACED);
    assertThat(source.saved).hasSize(6);
    assertThat(registry.users().byNumber(7).name()).isEqualTo("m");
    assertThat(registry.users().size()).isEqualTo(1);
    assertThat(registry.torrents().byNumber(70)).isNull();
    assertThat(registry.torrents().all()).extracting(Torrent::number).containsExactly(71L);
    assertThat(registry.clients().size()).isEqualTo(1);
  }

  @Test
  void leavesTheSourceAloneOnAConflict() {
    IndexedRegistry registry = IndexedRegistry.load(source, metrics, TrackerClock.system());
    registry.put(User.of(7, "key-seven", "seven"));
    registry.put(Torrent.of(HASH_A, 70, "a"));
    source.saved.clear();

    assertThat(registry.put(User.of(8, "key-seven", "eight"))).isEqualTo(Put.CONFLICT);
    assertThat(registry.put(Torrent.of(HASH_B, 70, "b"))).isEqualTo(Put.CONFLICT);

    assertThat(source.saved).isEmpty();
    assertThat(byPasskey(registry, "key-seven").number()).isEqualTo(7);
    assertThat(registry.users().byNumber(8)).isNull();
    assertThat(registry.torrents().byNumber(70).infoHash()).isEqualTo(HASH_A);
    assertThat(registry.torrents().byInfoHash(HASH_B.toBytes(), 0)).isNull();
  }

  @Test
  void changesNothingWhenTheSourceFails() {
    IndexedRegistry registry = IndexedRegistry.load(source, metrics, TrackerClock.system());
    registry.put(User.of(7, "key-old", "seven"));
    source.failing = true;

    assertThatThrownBy(() -> registry.put(User.of(7, "key-new", "seven")))
        .isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> registry.put(Torrent.of(HASH_A, 70, "a")))
        .isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> registry.put(new Client("-DE", "Deluge")))
        .isInstanceOf(RegistryException.class);

    assertThat(byPasskey(registry, "key-old").number()).isEqualTo(7);
    assertThat(byPasskey(registry, "key-new")).isNull();
    assertThat(registry.torrents().size()).isZero();
    assertThat(registry.clients().size()).isZero();
  }

  @Test
  void goesByTheSourceWhenAnAnswerWasLost() {
    IndexedRegistry registry = IndexedRegistry.load(source, metrics, TrackerClock.system());
    registry.put(User.of(7, "key-old", "seven"));
    source.losingAnswers = true;

    assertThat(registry.put(User.of(7, "key-new", "seven"))).isEqualTo(Put.REPLACED);

    assertThat(byPasskey(registry, "key-old")).isNull();
    assertThat(byPasskey(registry, "key-new").number()).isEqualTo(7);
  }

  @Test
  void findsOutAboutALostAnswerBeforeItDecidesAnythingElse() {
    IndexedRegistry registry = IndexedRegistry.load(source, metrics, TrackerClock.system());
    registry.put(User.of(7, "key-old", "seven"));
    source.losingAnswers = true;
    source.failingChecks = true;
    assertThatThrownBy(() -> registry.put(User.of(7, "key-new", "seven")))
        .isInstanceOf(RegistryException.class);
    assertThat(byPasskey(registry, "key-old").number()).isEqualTo(7);
    assertThatThrownBy(() -> registry.put(User.of(8, "key-new", "eight")))
        .isInstanceOf(RegistryException.class);
    source.losingAnswers = false;
    source.failingChecks = false;

    assertThat(registry.put(User.of(8, "key-new", "eight"))).isEqualTo(Put.CONFLICT);

    assertThat(byPasskey(registry, "key-old")).isNull();
    assertThat(byPasskey(registry, "key-new").number()).isEqualTo(7);
  }

  @Test
  void removesAnEntryWithItsTokens() {
    IndexedRegistry registry = IndexedRegistry.load(source, metrics, TrackerClock.system());
    registry.put(User.of(7, "key-seven", "seven"));
    registry.put(Torrent.of(HASH_A, 70, "a"));
    registry.put(new Client("-DE", "Deluge"));
    for (long user = 7; user <= 8; user++) {
      for (long torrent = 70; torrent <= 71; torrent++) {
        CreditToken token = new CreditToken(user, torrent, 100, 0, 0);
        registry.apply(
            List.of(new Change.OfToken(user, torrent, Edit.put(token))),
            Mode.EACH,
            Optional.empty());
      }
    }

    List<Outcome> outcomes =
        registry.apply(
            List.of(
                new Change.OfUser(7, Edit.remove()),
                new Change.OfTorrent(HASH_A, Edit.remove()),
                new Change.OfClient("-DE", Edit.remove()),
                new Change.OfUser(9, Edit.remove())),
            Mode.EACH,
            Optional.empty());

    assertThat(outcomes)
        .containsExactly(
            Outcome.REMOVED, Outcome.REMOVED, Outcome.REMOVED, Outcome.refused("absent"));
    assertThat(byPasskey(registry, "key-seven")).isNull();
    assertThat(registry.users().byNumber(7)).isNull();
    assertThat(registry.torrents().byInfoHash(HASH_A.toBytes(), 0)).isNull();
    assertThat(registry.torrents().byNumber(70)).isNull();
    assertThat(registry.clients().matching("-DE203s-abcdefghijkl".getBytes(US_ASCII))).isNull();
    assertThat(registry.tokens().size()).isEqualTo(1);
    assertThat(registry.tokens().find(8, 71)).isNotNull();
    assertThat(source.saved.getLast().tokens()).hasSize(3);
  }

  @Test
  void refusesAnEntryOfAnotherKey() {
    IndexedRegistry registry = IndexedRegistry.load(source, metrics, TrackerClock.system());
    Change change = new Change.OfUser(8, Edit.put(User.of(7, "key-seven", "seven")));

    assertThatThrownBy(() -> registry.apply(List.of(change), Mode.EACH, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("edit of 8: ")
        .hasMessageNotContaining("key-seven");
    assertThat(registry.users().size()).isZero();
  }

  @Test
  void forgetsThePasskeyThatAUserHadBefore() {
    IndexedRegistry registry = IndexedRegistry.load(source, metrics, TrackerClock.system());
    registry.put(User.of(7, "key-old", "seven"));

    registry.put(User.of(7, "key-new", "seven"));

    assertThat(byPasskey(registry, "key-old")).isNull();
    assertThat(byPasskey(registry, "key-new").number()).isEqualTo(7);
    assertThat(registry.put(User.of(8, "key-old", "eight"))).isEqualTo(Put.CREATED);
  }

  @Test
  void keepsTheSnatchesOfAReplacedTorrent() {
    IndexedRegistry registry = IndexedRegistry.load(source, metrics, TrackerClock.system());
    registry.put(Torrent.of(HASH_A, 70, "a"));
    Torrent seenByAnAnnounce = registry.torrents().byNumber(70);

    registry.put(Torrent.of(HASH_A, 70, "renamed"));
    seenByAnAnnounce.countSnatch();

    assertThat(registry.torrents().byNumber(70).name()).isEqualTo("renamed");
    assertThat(registry.torrents().byNumber(70).snatches()).isEqualTo(1);
  }

  @Test
  void leavesOutLoadedEntriesThatShareAKey() {
    source.users.add(User.of(7, "key-seven", "seven"));
    source.users.add(User.of(8, "key-seven", "eight"));
    source.users.add(User.of(7, "key-nine", "nine"));
    source.torrents.add(Torrent.of(HASH_A, 70, "a"));
    source.torrents.add(Torrent.of(HASH_B, 70, "b"));
    source.torrents.add(Torrent.of(HASH_A, 71, "c"));
    source.clients.add(new Client("-DE", "Deluge"));
    source.clients.add(new Client("-DE", "another"));

    IndexedRegistry registry = IndexedRegistry.load(source, metrics, TrackerClock.system());

    assertThat(registry.users().size()).isEqualTo(1);
    assertThat(registry.torrents().size()).isEqualTo(1);
    assertThat(registry.clients().size()).isEqualTo(1);
    assertThat(metrics.value("registry-rejected-entries")).isEqualTo(5);
  }

  @Test
  void doesNotComeToBeWithoutItsSource() {
    source.failing = true;

    assertThatThrownBy(() -> IndexedRegistry.load(source, metrics, TrackerClock.system()))
        .isInstanceOf(RegistryException.class)
        .hasMessage("the source is away");
  }

  @Test
  void closesItsSource() {
    IndexedRegistry.load(source, metrics, TrackerClock.system()).close();

    assertThat(source.closed).isTrue();
  }

  private static User byPasskey(IndexedRegistry registry, String passkey) {
    byte[] bytes = passkey.getBytes(US_ASCII);
    return registry.users().byPasskey(bytes, 0, bytes.length);
  }
}
