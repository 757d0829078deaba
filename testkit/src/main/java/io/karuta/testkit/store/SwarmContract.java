package io.karuta.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.store.StoreTotals;
import io.karuta.testkit.FakeClock;
import org.junit.jupiter.api.Test;

/** Who is in a swarm and how it is counted. */
interface SwarmContract extends StoreSubject {

  @Test
  default void answersForAnUnknownSwarm() {
    assertThat(counts(1)).containsExactly(0L, 0L, 0L, 0L);
    assertThat(store().peersOf(TestAnnounce.infoHash(1))).isEmpty();
    assertThat(store().totals()).isEqualTo(new StoreTotals(0, 0, 0, 0));
  }

  @Test
  default void countsTheAnnouncerAfterItsAnnounce() {
    TestAnnounce.Reply first = TestAnnounce.of(1).peer(1).to(store());
    TestAnnounce.Reply second = TestAnnounce.of(1).peer(2).left(0).to(store());

    assertThat(first.stored()).isTrue();
    assertThat(first.known()).isFalse();
    assertThat(first.leechers()).isEqualTo(1);
    assertThat(second.seeders()).isEqualTo(1);
    assertThat(second.leechers()).isEqualTo(1);
    assertThat(store().totals()).isEqualTo(new StoreTotals(1, 1, 1, 0));
  }

  @Test
  default void countsAPeerThatAnnouncesAgainOnce() {
    for (int i = 0; i < 5; i++) {
      assertThat(TestAnnounce.of(1).after(i).to(store()).known()).isEqualTo(i > 0);
    }

    assertThat(counts(1)).containsExactly(0L, 1L, 0L, 0L);
    assertThat(store().totals()).isEqualTo(new StoreTotals(1, 0, 1, 0));
  }

  @Test
  default void followsLeftBetweenSeederAndLeecherWithoutAnyEvent() {
    TestAnnounce.of(1).left(10).to(store());
    TestAnnounce.of(1).left(0).to(store());
    assertThat(counts(1)).containsExactly(1L, 0L, 0L, 1L);

    // A re-check turns seeders into leechers.
    TestAnnounce.of(1).left(5).to(store());
    assertThat(counts(1)).containsExactly(0L, 1L, 0L, 1L);
    assertThat(store().peersOf(TestAnnounce.infoHash(1))).hasSize(1);
  }

  @Test
  default void takesAClientThatDoesNotKnowWhatItLacksForALeecher() {
    TestAnnounce.of(1).left(Long.MAX_VALUE).to(store());

    assertThat(counts(1)).containsExactly(0L, 1L, 0L, 0L);
    assertThat(onlyPeer(1).left()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  default void countsAPartialSeedAmongLeechers() {
    TestAnnounce.of(1).peer(1).event(Event.PAUSED).left(7).to(store());
    TestAnnounce.of(1).peer(2).left(7).to(store());
    assertThat(counts(1)).containsExactly(0L, 2L, 1L, 0L);

    // Paused with nothing left is a seeder, and an announce without the event wants more again.
    TestAnnounce.of(1).peer(3).event(Event.PAUSED).left(0).to(store());
    TestAnnounce.of(1).peer(1).left(6).to(store());
    assertThat(counts(1)).containsExactly(1L, 2L, 0L, 0L);
  }

  @Test
  default void removesAPeerThatStopsAndForgetsAnEmptySwarm() {
    TestAnnounce.of(1).peer(1).to(store());
    TestAnnounce.of(1).peer(2).left(0).to(store());

    TestAnnounce.Reply reply =
        TestAnnounce.of(1).peer(2).left(0).event(Event.STOPPED).want(50).to(store());

    assertThat(reply.known()).isTrue();
    assertThat(reply.seeders()).isZero();
    assertThat(reply.leechers()).isEqualTo(1);
    assertThat(reply.ipv4()).isEmpty();

    TestAnnounce.of(1).peer(1).event(Event.STOPPED).to(store());
    assertThat(store().totals()).isEqualTo(new StoreTotals(0, 0, 0, 0));
  }

  @Test
  default void takesAStopOfAnUnknownPeerForASuccess() {
    RecordingSink sink = new RecordingSink();

    TestAnnounce.Reply unknownSwarm =
        TestAnnounce.of(1).event(Event.STOPPED).sink(sink).to(store());
    TestAnnounce.of(1).peer(2).to(store());
    TestAnnounce.Reply unknownPeer = TestAnnounce.of(1).event(Event.STOPPED).sink(sink).to(store());

    assertThat(unknownSwarm.stored()).isTrue();
    assertThat(unknownSwarm.known()).isFalse();
    assertThat(unknownPeer.stored()).isTrue();
    assertThat(unknownPeer.leechers()).isEqualTo(1);
    assertThat(sink.drain()).isEmpty();
  }

  @Test
  default void tellsPeersApartByUserAndByPeerIdAndBySwarm() {
    TestAnnounce.of(1).peer(1).user(1).to(store());
    TestAnnounce.of(1).peer(1).user(2).to(store());
    TestAnnounce.of(1).peer(2).user(1).to(store());
    TestAnnounce.of(2).peer(1).user(1).to(store());

    assertThat(counts(1)).containsExactly(0L, 3L, 0L, 0L);
    assertThat(counts(2)).containsExactly(0L, 1L, 0L, 0L);
    assertThat(peersOfUser(TestAnnounce.userId(1))).hasSize(3);
    assertThat(peersOfUser(UserId.ANONYMOUS)).isEmpty();
  }

  @Test
  default void keepsWhatAPeerAnnounced() {
    TestAnnounce.of(1).peer(7).moved(11, 22).left(33).after(44).to(store());

    assertThat(onlyPeer(1).infoHash()).isEqualTo(TestAnnounce.infoHash(1));
    assertThat(onlyPeer(1).user()).isEqualTo(TestAnnounce.userId(7));
    assertThat(onlyPeer(1).uploaded()).isEqualTo(11);
    assertThat(onlyPeer(1).downloaded()).isEqualTo(22);
    assertThat(onlyPeer(1).left()).isEqualTo(33);
    assertThat(onlyPeer(1).seenSecond()).isEqualTo(FakeClock.START_SECOND + 44);
    assertThat(onlyPeer(1).endpoints()).containsExactly(TestAnnounce.ipv4(7));
    assertThat(onlyPeer(1).seeder()).isFalse();
    assertThat(onlyPeer(1).dormant()).isFalse();
  }

  @Test
  default void keepsAHiddenPeerOutOfCountsAndLists() {
    TestAnnounce.of(1).peer(1).to(store());
    TestAnnounce.Reply hidden = TestAnnounce.of(1).peer(2).hidden().want(50).to(store());
    TestAnnounce.Reply other = TestAnnounce.of(1).peer(1).want(50).to(store());

    assertThat(hidden.leechers()).isEqualTo(1);
    assertThat(hidden.ipv4()).containsExactly(TestAnnounce.ipv4(1));
    assertThat(other.ipv4()).isEmpty();
    assertThat(store().totals()).isEqualTo(new StoreTotals(1, 0, 1, 0));
    assertThat(store().peersOf(TestAnnounce.infoHash(1))).hasSize(2);

    TestAnnounce.of(1).peer(2).to(store());
    assertThat(counts(1)).containsExactly(0L, 2L, 0L, 0L);
  }

  @Test
  default void countsALargeSwarmExactlyWhileItGrowsAndShrinks() {
    int peers = 2000;
    for (int peer = 0; peer < peers; peer++) {
      TestAnnounce.of(1).peer(peer).left(peer % 3).to(store());
    }
    assertThat(counts(1)).containsExactly(667L, 1333L, 0L, 0L);

    for (int peer = 0; peer < peers; peer += 2) {
      TestAnnounce.of(1).peer(peer).left((peer + 1) % 3).to(store());
    }
    assertThat(store().peersOf(TestAnnounce.infoHash(1))).hasSize(peers);

    for (int peer = 0; peer < peers; peer++) {
      assertThat(TestAnnounce.of(1).peer(peer).event(Event.STOPPED).to(store()).known()).isTrue();
    }
    assertThat(store().totals()).isEqualTo(new StoreTotals(0, 0, 0, 0));
  }
}
