package io.karuta.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerFilter;
import io.karuta.pipeline.store.PeerSnapshot;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.SwarmCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Closing a store, and opening it again. */
interface LifecycleContract extends StoreSubject {

  @Test
  default void refusesEveryCallAfterClose() {
    PeerStore closed = another(1000);
    TestAnnounce.of(1).to(closed);
    closed.close();
    closed.close();

    List<ThrowingCallable> calls =
        List.of(
            () -> TestAnnounce.of(1).to(closed),
            () -> closed.scrape(new byte[20], 0, new SwarmCounts()),
            closed::totals,
            () -> closed.forEachSwarm((_, _) -> {}),
            () -> closed.peersOf(TestAnnounce.infoHash(1)),
            () -> closed.peersOf(TestAnnounce.userId(1), _ -> {}),
            () -> closed.remove(PeerFilter.ALL, 1, AccountingSink.NONE),
            () -> closed.remove(TestAnnounce.infoHash(1), PeerFilter.ALL, 1, AccountingSink.NONE),
            () -> closed.expireSlice(1, AccountingSink.NONE));
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  default void keepsEverythingOverAReopen() {
    RecordingSink refusing = new RecordingSink();
    refusing.refuse(true);
    for (int peer = 0; peer < 1000; peer++) {
      TestAnnounce.of(peer % 7).peer(peer).overIpv6(peer).to(store());
      TestAnnounce.of(peer % 7)
          .peer(peer)
          .moved(peer, 2L * peer)
          .left(peer % 3)
          .event(peer % 5 == 0 ? Event.PAUSED : Event.NONE)
          .sink(refusing)
          .to(store());
    }
    for (int peer = 0; peer < 1000; peer += 10) {
      TestAnnounce.of(peer % 7).peer(peer).event(Event.STOPPED).sink(refusing).to(store());
    }
    Object totals = store().totals();
    Map<Integer, Object> before = picture();

    reopen();

    assertThat(store().totals()).isEqualTo(totals);
    assertThat(picture()).isEqualTo(before);
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(3).peer(3).moved(3, 6).left(0).sink(sink).to(store());
    assertThat(sink.only().debt()).isEqualTo(new RecordingSink.Owed(3, 6, 0, 0, true));
  }

  @Test
  default void goesOnAfterAReopen() {
    TestAnnounce.of(1).peer(1).left(5).to(store());
    reopen();
    TestAnnounce.of(1).peer(2).left(0).to(store());
    reopen();

    assertThat(TestAnnounce.of(1).peer(1).left(0).to(store()).snatches()).isEqualTo(1);
    assertThat(counts(1)).containsExactly(2L, 0L, 0L, 1L);
  }

  private Map<Integer, Object> picture() {
    Map<Integer, Object> picture = new HashMap<>();
    for (int swarm = 0; swarm < 7; swarm++) {
      List<PeerSnapshot> peers = new ArrayList<>(store().peersOf(TestAnnounce.infoHash(swarm)));
      peers.sort((one, other) -> Long.compare(one.user().low(), other.user().low()));
      picture.put(swarm, List.of(counts(swarm), peers));
    }
    return picture;
  }
}
