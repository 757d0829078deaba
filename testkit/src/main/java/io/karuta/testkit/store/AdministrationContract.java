package io.karuta.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.store.PeerFilter;
import io.karuta.pipeline.store.PeerTransition.Cause;
import io.karuta.pipeline.store.StoreTotals;
import io.karuta.testkit.FakeClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an administrator may look at and remove. */
interface AdministrationContract extends StoreSubject {

  @Test
  default void removesAUserEverywhere() {
    RecordingSink sink = new RecordingSink();
    for (int swarm = 1; swarm <= 300; swarm++) {
      TestAnnounce.of(swarm).peer(1).user(7777).left(0).to(store());
      TestAnnounce.of(swarm).peer(2).to(store());
    }
    for (int peer = 10; peer < 400; peer++) {
      TestAnnounce.of(1).peer(peer).user(peer % 2 == 0 ? 7777 : peer).to(store());
    }

    int removed = store().removeUser(TestAnnounce.userId(7777), FakeClock.START_SECOND + 60, sink);

    assertThat(removed).isEqualTo(495);
    assertThat(sink.drain())
        .hasSize(495)
        .allMatch(offered -> offered.cause() == Cause.REMOVED)
        .allMatch(offered -> offered.user().equals(TestAnnounce.userId(7777)))
        .allMatch(offered -> offered.seedersChange() + offered.leechersChange() == -1);
    assertThat(peersOfUser(TestAnnounce.userId(7777))).isEmpty();
    assertThat(store().totals()).isEqualTo(new StoreTotals(300, 0, 495, 0));
  }

  @Test
  default void removesATorrent() {
    RecordingSink sink = new RecordingSink();
    for (int peer = 0; peer < 500; peer++) {
      TestAnnounce.of(1).peer(peer).left(peer % 2).to(store());
    }
    TestAnnounce.of(2).to(store());

    int removed =
        store().removeTorrent(TestAnnounce.infoHash(1), FakeClock.START_SECOND + 60, sink);

    assertThat(removed).isEqualTo(500);
    assertThat(sink.drain()).hasSize(500);
    assertThat(store().totals()).isEqualTo(new StoreTotals(1, 0, 1, 0));
    assertThat(store().removeTorrent(TestAnnounce.infoHash(1), FakeClock.START_SECOND, sink))
        .isZero();
  }

  @Test
  default void removesThePeersOfOneUserFromOneSwarmOnly() {
    RecordingSink sink = new RecordingSink();
    for (int swarm = 1; swarm <= 2; swarm++) {
      for (int peer = 1; peer <= 200; peer++) {
        TestAnnounce.of(swarm).peer(peer).user(peer % 4 == 0 ? 7777 : peer).to(store());
      }
    }

    int removed =
        store()
            .remove(
                TestAnnounce.infoHash(1),
                PeerFilter.of(TestAnnounce.userId(7777)),
                FakeClock.START_SECOND + 60,
                sink);

    assertThat(removed).isEqualTo(50);
    assertThat(sink.drain()).hasSize(50).allMatch(offered -> offered.cause() == Cause.REMOVED);
    assertThat(peersOfUser(TestAnnounce.userId(7777)))
        .hasSize(50)
        .allMatch(peer -> peer.infoHash().equals(TestAnnounce.infoHash(2)));
    assertThat(store().totals()).isEqualTo(new StoreTotals(2, 0, 350, 0));
  }

  @Test
  default void removesThePeersThatAreSilentForLong() {
    TestAnnounce.of(1).peer(1).user(7).to(store());
    TestAnnounce.of(1).peer(2).user(7).after(100).to(store());
    TestAnnounce.of(2).peer(1).user(7).after(101).to(store());
    int until = FakeClock.START_SECOND + 100;

    int removed =
        store()
            .remove(
                (_, userLow, seenSecond) -> userLow == 7 && seenSecond <= until,
                until,
                new RecordingSink());

    assertThat(removed).isEqualTo(2);
    assertThat(peersOfUser(TestAnnounce.userId(7)))
        .extracting(peer -> peer.infoHash())
        .containsExactly(TestAnnounce.infoHash(2));
  }

  @Test
  default void keepsRemovedPeersDepartedUntilTheyAreTaken() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).peer(1).to(store());
    TestAnnounce.of(1).peer(2).to(store());
    sink.refuse(true);

    assertThat(store().removeTorrent(TestAnnounce.infoHash(1), FakeClock.START_SECOND, sink))
        .isEqualTo(2);
    assertThat(store().totals()).isEqualTo(new StoreTotals(1, 0, 0, 2));
    assertThat(store().removeUser(TestAnnounce.userId(1), FakeClock.START_SECOND, sink)).isZero();

    sink.refuse(false);
    sweep(60, sink);
    assertThat(store().totals()).isEqualTo(new StoreTotals(0, 0, 0, 0));
  }

  @Test
  default void visitsEverySwarmOnce() {
    for (int swarm = 1; swarm <= 500; swarm++) {
      TestAnnounce.of(swarm).peer(1).left(0).to(store());
      for (int peer = 2; peer < 2 + swarm % 4; peer++) {
        TestAnnounce.of(swarm).peer(peer).to(store());
      }
    }
    Map<InfoHash, List<Integer>> visited = new HashMap<>();

    store()
        .forEachSwarm((infoHash, counts) ->
            assertThat(visited.put(infoHash, List.of(counts.seeders(), counts.leechers())))
                .isNull());

    assertThat(visited).hasSize(500);
    for (int swarm = 1; swarm <= 500; swarm++) {
      assertThat(visited).containsEntry(TestAnnounce.infoHash(swarm), List.of(1, swarm % 4));
    }
  }

  @Test
  default void listsThePeersOfASwarmDormantOnesIncluded() {
    TestAnnounce.of(1).peer(1).to(store());
    TestAnnounce.of(1).peer(2).after(PEER_LIFETIME_SECONDS).left(0).to(store());
    sweep(PEER_LIFETIME_SECONDS, new RecordingSink());

    assertThat(store().peersOf(TestAnnounce.infoHash(1)))
        .extracting(peer -> peer.user().low(), peer -> peer.dormant())
        .containsExactlyInAnyOrder(tuple(1L, true), tuple(2L, false));
  }
}
