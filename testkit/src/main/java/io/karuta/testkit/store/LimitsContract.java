package io.karuta.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.store.PeerStore;
import org.junit.jupiter.api.Test;

/** Peers that come too soon, and stores that have no room. */
interface LimitsContract extends StoreSubject {

  @Test
  default void servesAnEarlyAnnounceWithoutPeers() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).peer(1).to(store());
    TestAnnounce.of(1).peer(2).minInterval(60).to(store());

    TestAnnounce.Reply early =
        TestAnnounce.of(1)
            .peer(2)
            .moved(5, 5)
            .minInterval(60)
            .after(59)
            .want(50)
            .sink(sink)
            .to(store());

    assertThat(early.early()).isTrue();
    assertThat(early.stored()).isTrue();
    assertThat(early.ipv4()).isEmpty();
    assertThat(early.leechers()).isEqualTo(2);
    assertThat(sink.only().priorUploaded()).isZero();
  }

  @Test
  default void servesAnAnnounceInTimeAsUsual() {
    TestAnnounce.of(1).peer(1).to(store());
    TestAnnounce.of(1).peer(2).to(store());

    TestAnnounce.Reply inTime =
        TestAnnounce.of(1).peer(2).minInterval(60).after(60).want(50).to(store());
    TestAnnounce.Reply backInTime =
        TestAnnounce.of(1).peer(2).minInterval(60).after(-3600).want(50).to(store());

    assertThat(inTime.early()).isFalse();
    assertThat(inTime.ipv4()).hasSize(1);
    assertThat(backInTime.early()).isFalse();
  }

  @Test
  default void takesNoCompletedAndNoStoppedForEarly() {
    TestAnnounce.of(1).peer(1).to(store());
    TestAnnounce.of(1).peer(2).to(store());

    TestAnnounce.Reply completed =
        TestAnnounce.of(1)
            .peer(2)
            .event(Event.COMPLETED)
            .left(0)
            .minInterval(60)
            .want(50)
            .to(store());
    TestAnnounce.Reply stopped =
        TestAnnounce.of(1).peer(2).event(Event.STOPPED).minInterval(60).to(store());

    assertThat(completed.early()).isFalse();
    assertThat(completed.ipv4()).hasSize(1);
    assertThat(stopped.early()).isFalse();
  }

  @Test
  default void takesTheOtherFamilysAnnounceForItsOwn() {
    TestAnnounce.of(1).peer(1).overIpv6(1).to(store());
    TestAnnounce.of(1).peer(2).overIpv4(2).minInterval(60).to(store());

    TestAnnounce.Reply other =
        TestAnnounce.of(1).peer(2).overIpv6(2).minInterval(60).want(50).to(store());
    TestAnnounce.Reply again =
        TestAnnounce.of(1).peer(2).overIpv6(2).minInterval(60).want(50).to(store());

    assertThat(other.early()).isFalse();
    assertThat(other.ipv6()).containsExactly(TestAnnounce.ipv6(1));
    assertThat(again.early()).isTrue();
  }

  @Test
  default void answersANewPeerForWhichThereIsNoRoom() {
    PeerStore small = another(20);
    RecordingSink sink = new RecordingSink();
    for (int peer = 0; peer < 20; peer++) {
      assertThat(TestAnnounce.of(peer % 2).peer(peer).to(small).stored()).isTrue();
    }

    TestAnnounce.Reply full = TestAnnounce.of(1).peer(50).want(5).sink(sink).to(small);
    TestAnnounce.Reply newSwarm = TestAnnounce.of(9).peer(50).want(5).sink(sink).to(small);
    TestAnnounce.Reply known = TestAnnounce.of(1).peer(1).moved(9, 9).to(small);

    assertThat(full.stored()).isFalse();
    assertThat(full.known()).isFalse();
    assertThat(full.ipv4()).hasSize(5);
    assertThat(full.leechers()).isEqualTo(10);
    assertThat(newSwarm.stored()).isFalse();
    assertThat(newSwarm.ipv4()).isEmpty();
    assertThat(known.stored()).isTrue();
    assertThat(sink.drain()).isEmpty();
    assertThat(small.totals().swarms()).isEqualTo(2);
    assertThat(small.totals().leechers()).isEqualTo(20);
  }

  @Test
  default void hasRoomAgainWhenSomebodyLeaves() {
    PeerStore small = another(20);
    for (int round = 0; round < 5; round++) {
      for (int peer = 0; peer < 20; peer++) {
        assertThat(TestAnnounce.of(peer).peer(peer).to(small).stored()).isTrue();
      }
      assertThat(TestAnnounce.of(1).peer(50).to(small).stored()).isFalse();
      for (int peer = 0; peer < 20; peer++) {
        TestAnnounce.of(peer).peer(peer).event(Event.STOPPED).to(small);
      }
    }
    assertThat(small.totals().swarms()).isZero();
  }
}
