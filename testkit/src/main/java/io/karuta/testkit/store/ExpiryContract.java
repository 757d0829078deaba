package io.karuta.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerTransition.Cause;
import io.karuta.pipeline.store.StoreTotals;
import io.karuta.testkit.FakeClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Peers that fall silent. */
interface ExpiryContract extends StoreSubject {

  @Test
  default void expiresNobodyEarly() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).to(store());

    sweep(PEER_LIFETIME_SECONDS - 1, sink);

    assertThat(sink.drain()).isEmpty();
    assertThat(store().totals()).isEqualTo(new StoreTotals(1, 0, 1, 0));
  }

  @Test
  default void turnsASilentPeerDormant() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).peer(1).moved(7, 8).left(0).to(store());
    TestAnnounce.of(1).peer(2).after(10).to(store());

    sweep(PEER_LIFETIME_SECONDS, sink);

    RecordingSink.Offered offered = sink.only();
    assertThat(offered.cause()).isEqualTo(Cause.EXPIRED);
    assertThat(offered.announced()).isFalse();
    assertThat(offered.infoHash()).isEqualTo(TestAnnounce.infoHash(1));
    assertThat(offered.user()).isEqualTo(TestAnnounce.userId(1));
    assertThat(offered.known()).isTrue();
    assertThat(offered.priorDormant()).isFalse();
    assertThat(offered.priorUploaded()).isEqualTo(7);
    assertThat(offered.priorSeenSecond()).isEqualTo(FakeClock.START_SECOND);
    assertThat(offered.seeder()).isTrue();
    assertThat(offered.seedersChange()).isEqualTo(-1);
    assertThat(List.of(offered.seeders(), offered.leechers())).containsExactly(0, 1);
    assertThat(store().totals()).isEqualTo(new StoreTotals(1, 0, 1, 1));
    assertThat(counts(1)).containsExactly(0L, 1L, 0L, 0L);
    assertThat(TestAnnounce.of(1).peer(2).want(50).to(store()).ipv4()).isEmpty();
    assertThat(peersOfUser(TestAnnounce.userId(1)).getFirst().dormant()).isTrue();
  }

  @Test
  default void wakesADormantPeerWhereItWas() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).moved(7, 8).to(store());
    sweep(PEER_LIFETIME_SECONDS, sink);
    sink.drain();

    int later = PEER_LIFETIME_SECONDS + 5;
    TestAnnounce.Reply reply =
        TestAnnounce.of(1).moved(9, 9).minInterval(9999).after(later).sink(sink).to(store());

    RecordingSink.Offered offered = sink.only();
    assertThat(reply.early()).isFalse();
    assertThat(reply.known()).isTrue();
    assertThat(offered.priorDormant()).isTrue();
    assertThat(offered.priorUploaded()).isEqualTo(7);
    assertThat(offered.leechersChange()).isEqualTo(1);
    assertThat(store().totals()).isEqualTo(new StoreTotals(1, 0, 1, 0));
  }

  @Test
  default void removesADormantPeerAfterTheDormantLifetime() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).to(store());
    sweep(PEER_LIFETIME_SECONDS, sink);
    sweep(DORMANT_LIFETIME_SECONDS - 1, sink);
    assertThat(store().totals()).isEqualTo(new StoreTotals(1, 0, 0, 1));
    sink.drain();

    sweep(DORMANT_LIFETIME_SECONDS, sink);

    assertThat(sink.only())
        .extracting(RecordingSink.Offered::cause, RecordingSink.Offered::priorDormant)
        .containsExactly(Cause.EXPIRED, true);
    assertThat(store().totals()).isEqualTo(new StoreTotals(0, 0, 0, 0));
  }

  @Test
  default void removesADormantPeerThatStops() {
    TestAnnounce.of(1).to(store());
    sweep(PEER_LIFETIME_SECONDS, new RecordingSink());

    TestAnnounce.of(1).event(Event.STOPPED).after(PEER_LIFETIME_SECONDS + 1).to(store());

    assertThat(store().totals()).isEqualTo(new StoreTotals(0, 0, 0, 0));
  }

  @Test
  default void carriesTheDebtOfAnExpiryThatIsNotTaken() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).left(0).to(store());
    sink.refuse(true);
    sweep(PEER_LIFETIME_SECONDS, sink);
    assertThat(store().totals()).isEqualTo(new StoreTotals(1, 0, 0, 1));
    sink.drain();
    sink.refuse(false);

    sweep(PEER_LIFETIME_SECONDS + 60, sink);

    RecordingSink.Offered retried = sink.only();
    assertThat(retried.cause()).isEqualTo(Cause.RETRIED);
    assertThat(retried.debt().seedSeconds()).isEqualTo(PEER_LIFETIME_SECONDS);
    assertThat(store().totals()).isEqualTo(new StoreTotals(1, 0, 0, 1));
    sweep(PEER_LIFETIME_SECONDS + 120, sink);
    assertThat(sink.drain()).isEmpty();
  }

  @Test
  default void offersAnExpiryAgainThatWasNotTakenThoughNothingWasMoved() {
    AtomicBoolean refusing = new AtomicBoolean(true);
    List<Cause> offered = new ArrayList<>();
    AccountingSink sink =
        transition -> {
          offered.add(transition.cause());
          if (refusing.get()) {
            transition.owe(0, 0, 0, 0, false);
          }
          return !refusing.get();
        };
    TestAnnounce.of(1).to(store());

    sweep(PEER_LIFETIME_SECONDS, sink);
    refusing.set(false);
    sweep(PEER_LIFETIME_SECONDS + 60, sink);
    sweep(PEER_LIFETIME_SECONDS + 120, sink);

    assertThat(offered).containsExactly(Cause.EXPIRED, Cause.RETRIED);
  }

  @Test
  default void keepsAPeerWhoseLastExpiryIsNotTaken() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).to(store());
    sweep(PEER_LIFETIME_SECONDS, sink);
    sink.refuse(true);
    sweep(DORMANT_LIFETIME_SECONDS, sink);
    assertThat(store().totals()).isEqualTo(new StoreTotals(1, 0, 0, 1));
    sink.refuse(false);
    sink.drain();

    sweep(DORMANT_LIFETIME_SECONDS + 60, sink);

    assertThat(sink.only().cause()).isEqualTo(Cause.RETRIED);
    assertThat(store().totals()).isEqualTo(new StoreTotals(0, 0, 0, 0));
  }

  @Test
  default void expiresHiddenPeersToo() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).hidden().to(store());

    sweep(PEER_LIFETIME_SECONDS, sink);

    assertThat(sink.only().leechersChange()).isZero();
    assertThat(store().totals()).isEqualTo(new StoreTotals(1, 0, 0, 1));
  }

  @Test
  default void expiresAllSilentPeersOfManySwarmsInEveryRound() {
    for (int round = 0; round < 3; round++) {
      int start = 10 * round * PEER_LIFETIME_SECONDS;
      for (int peer = 0; peer < 3000; peer++) {
        int swarm = peer < 1500 ? 1 : peer;
        TestAnnounce.of(swarm).peer(peer).left(peer % 2).after(start + peer % 2).to(store());
      }

      RecordingSink sink = new RecordingSink();
      sweep(start + PEER_LIFETIME_SECONDS, sink);
      assertThat(sink.drain()).hasSize(1500).allMatch(RecordingSink.Offered::seeder);
      assertThat(store().totals()).isEqualTo(new StoreTotals(1501, 0, 1500, 1500));

      sweep(start + PEER_LIFETIME_SECONDS + 1, sink);
      assertThat(sink.drain()).hasSize(1500);
      assertThat(store().totals()).isEqualTo(new StoreTotals(1501, 0, 0, 3000));
    }

    sweep(30 * PEER_LIFETIME_SECONDS + DORMANT_LIFETIME_SECONDS, new RecordingSink());
    assertThat(store().totals()).isEqualTo(new StoreTotals(0, 0, 0, 0));
  }

  @Test
  default void expiresNobodyWhenTheClockIsSetBack() {
    RecordingSink sink = new RecordingSink();
    TestAnnounce.of(1).after(PEER_LIFETIME_SECONDS).to(store());

    sweep(-PEER_LIFETIME_SECONDS, sink);

    assertThat(sink.drain()).isEmpty();
  }
}
