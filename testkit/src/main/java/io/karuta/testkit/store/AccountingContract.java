package io.karuta.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.store.PeerTransition.Cause;
import io.karuta.pipeline.store.StoreTotals;
import io.karuta.testkit.FakeClock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the accounting is offered, and what becomes of what it doesn't take. */
interface AccountingContract extends StoreSubject {

  @Test
  default void offersTheFirstAnnounceOfAPeer() {
    RecordingSink sink = new RecordingSink();

    TestAnnounce.of(1).peer(2).moved(3, 4).left(5).after(6).sink(sink).to(store());

    RecordingSink.Offered offered = sink.only();
    assertThat(offered.cause()).isEqualTo(Cause.ANNOUNCED);
    assertThat(offered.announced()).isTrue();
    assertThat(offered.infoHash()).isEqualTo(TestAnnounce.infoHash(1));
    assertThat(offered.user()).isEqualTo(TestAnnounce.userId(2));
    assertThat(offered.peerId()).isEqualTo(TestAnnounce.peerId(2));
    assertThat(offered.nowSecond()).isEqualTo(FakeClock.START_SECOND + 6);
    assertThat(offered.known()).isFalse();
    assertThat(offered.priorUploaded()).isZero();
    assertThat(offered.priorSeenSecond()).isZero();
    assertThat(offered.debt()).isEqualTo(RecordingSink.Owed.NOTHING);
    assertThat(List.of(offered.seedersChange(), offered.leechersChange())).containsExactly(0, 1);
    assertThat(List.of(offered.seeders(), offered.leechers())).containsExactly(0, 1);
  }

  @Test
  default void offersEachAnnounceWithWhatWasKnownBefore() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).moved(30, 40).left(50).after(6).to(store());

    TestAnnounce.of(1).moved(35, 90).left(0).after(66).sink(sink).to(store());

    RecordingSink.Offered offered = sink.only();
    assertThat(offered.known()).isTrue();
    assertThat(offered.priorDormant()).isFalse();
    assertThat(offered.priorSeeder()).isFalse();
    assertThat(offered.priorUploaded()).isEqualTo(30);
    assertThat(offered.priorDownloaded()).isEqualTo(40);
    assertThat(offered.priorLeft()).isEqualTo(50);
    assertThat(offered.priorSeenSecond()).isEqualTo(FakeClock.START_SECOND + 6);
    assertThat(offered.seeder()).isTrue();
    assertThat(offered.snatch()).isTrue();
    assertThat(List.of(offered.seedersChange(), offered.leechersChange())).containsExactly(1, -1);
    assertThat(List.of(offered.seeders(), offered.leechers())).containsExactly(1, 0);
  }

  @Test
  default void saysOfEveryOfferWhenItIsStored() {
    RecordingSink sink = new RecordingSink();
    for (boolean refuse : new boolean[] {false, true}) {
      sink.refuse(refuse);
      TestAnnounce.of(1).sink(sink).to(store());
      TestAnnounce.of(1).moved(10, 20).after(60).sink(sink).to(store());
      TestAnnounce.of(1).event(Event.STOPPED).after(120).sink(sink).to(store());
      TestAnnounce.of(2).sink(sink).to(store());
      store().removeTorrent(TestAnnounce.infoHash(2), FakeClock.START_SECOND, sink);
    }

    assertThat(sink.drain()).hasSize(10);
    assertThat(sink.unstored()).isZero();
  }

  @Test
  default void countsNoHiddenPeerInAnOffer() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).peer(1).left(0).to(store());

    TestAnnounce.of(1).peer(2).hidden().sink(sink).to(store());
    assertThat(sink.only())
        .extracting(
            RecordingSink.Offered::leechersChange,
            RecordingSink.Offered::seeders,
            RecordingSink.Offered::leechers)
        .containsExactly(0, 1, 0);

    TestAnnounce.of(1).peer(1).left(0).hidden().sink(sink).to(store());
    assertThat(sink.only())
        .extracting(RecordingSink.Offered::seedersChange, RecordingSink.Offered::seeders)
        .containsExactly(-1, 0);
  }

  @Test
  default void offersAStop() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).moved(30, 40).left(0).to(store());

    TestAnnounce.of(1).moved(31, 41).left(0).event(Event.STOPPED).sink(sink).to(store());

    RecordingSink.Offered offered = sink.only();
    assertThat(offered.known()).isTrue();
    assertThat(offered.priorUploaded()).isEqualTo(30);
    assertThat(offered.seeder()).isTrue();
    assertThat(offered.seedersChange()).isEqualTo(-1);
    assertThat(offered.seeders()).isZero();
  }

  @Test
  default void takesAStopWithoutLeftForThePeerAsItWas() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).left(5).to(store());
    TestAnnounce stop = TestAnnounce.of(1);
    // Forgets all but info hash and peer id.
    stop.request().clear();
    stop.overIpv4(1).event(Event.STOPPED).sink(sink).to(store());

    assertThat(sink.only().seeder()).isFalse();
    assertThat(store().totals().swarms()).isZero();
  }

  @Test
  default void carriesADebtUntilItIsTaken() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).moved(100, 1000).after(0).sink(sink).to(store());

    sink.refuse(true);
    TestAnnounce.of(1).moved(110, 1200).after(60).sink(sink).to(store());
    TestAnnounce.of(1).moved(130, 1600).after(90).left(0).sink(sink).to(store());
    sink.refuse(false);
    TestAnnounce.of(1).moved(170, 1600).after(100).left(0).sink(sink).to(store());
    TestAnnounce.of(1).moved(170, 1600).after(110).left(0).sink(sink).to(store());

    assertThat(sink.drain())
        .extracting(RecordingSink.Offered::debt)
        .containsExactly(
            RecordingSink.Owed.NOTHING,
            RecordingSink.Owed.NOTHING,
            new RecordingSink.Owed(10, 200, 0, 60, false),
            new RecordingSink.Owed(30, 600, 0, 90, true),
            RecordingSink.Owed.NOTHING);
  }

  @Test
  default void keepsAPeerWhoseStopIsNotTaken() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).peer(1).moved(100, 0).to(store());
    TestAnnounce.of(1).peer(2).to(store());
    sink.refuse(true);

    TestAnnounce.Reply reply =
        TestAnnounce.of(1).peer(1).moved(150, 0).event(Event.STOPPED).sink(sink).to(store());

    assertThat(reply.leechers()).isEqualTo(1);
    assertThat(store().totals()).isEqualTo(new StoreTotals(1, 0, 1, 1));
    assertThat(TestAnnounce.of(1).peer(2).want(50).to(store()).ipv4()).isEmpty();
    sink.drain();

    sweep(10, sink);
    assertThat(store().totals().dormant()).isEqualTo(1);
    sink.drain();
    sink.refuse(false);
    sweep(20, sink);

    RecordingSink.Offered retried = sink.only();
    assertThat(retried.cause()).isEqualTo(Cause.RETRIED);
    assertThat(retried.announced()).isFalse();
    assertThat(retried.peerId()).isIn(TestAnnounce.peerId(1), TestAnnounce.peerIdOfZeros());
    assertThat(retried.debt().uploaded()).isEqualTo(50);
    assertThat(retried.leechersChange()).isZero();
    assertThat(store().totals()).isEqualTo(new StoreTotals(1, 0, 1, 0));
    sweep(30, sink);
    assertThat(sink.drain()).isEmpty();
  }

  @Test
  default void takesADepartedPeerBackWhereItWas() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).moved(100, 70).to(store());
    sink.refuse(true);
    // As WebTorrent stops: without its counters.
    TestAnnounce.of(1).moved(0, 0).event(Event.STOPPED).sink(sink).to(store());
    sink.refuse(false);
    sink.drain();

    TestAnnounce.Reply reply =
        TestAnnounce.of(1).moved(105, 70).minInterval(60).want(9).sink(sink).to(store());

    RecordingSink.Offered offered = sink.only();
    assertThat(reply.early()).isFalse();
    assertThat(offered.known()).isTrue();
    assertThat(offered.priorDormant()).isTrue();
    assertThat(offered.priorUploaded()).isEqualTo(100);
    assertThat(offered.leechersChange()).isEqualTo(1);
    assertThat(store().totals()).isEqualTo(new StoreTotals(1, 0, 1, 0));
  }

  @Test
  default void removesADepartedPeerThatStopsOnceMore() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).to(store());
    sink.refuse(true);
    TestAnnounce.of(1).event(Event.STOPPED).sink(sink).to(store());
    sink.refuse(false);

    TestAnnounce.of(1).event(Event.STOPPED).sink(sink).to(store());

    assertThat(store().totals()).isEqualTo(new StoreTotals(0, 0, 0, 0));
  }

  @Test
  default void isAsBeforeWhenTheSinkThrows() {
    TestAnnounce.of(1).peer(1).moved(5, 5).to(store());
    StoreTotals before = store().totals();

    for (int swarm = 1; swarm <= 2; swarm++) {
      for (Event event : List.of(Event.NONE, Event.STOPPED)) {
        TestAnnounce announce =
            TestAnnounce.of(swarm)
                .peer(event == Event.STOPPED ? 1 : 2)
                .moved(9, 9)
                .event(event)
                .sink(_ -> {
                  throw new UnsupportedOperationException("sink is broken");
                });
        if (swarm == 1 || event != Event.STOPPED) {
          assertThatThrownBy(() -> announce.to(store())).hasMessage("sink is broken");
        }
      }
    }

    assertThat(store().totals()).isEqualTo(before);
    assertThat(onlyPeer(1).uploaded()).isEqualTo(5);
    assertThat(TestAnnounce.of(2).to(store()).leechers()).isEqualTo(1);
  }
}
