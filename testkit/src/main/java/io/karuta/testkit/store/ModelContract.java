package io.karuta.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.store.PeerFilter;
import io.karuta.pipeline.store.PeerSnapshot;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.PeerTransition.Cause;
import io.karuta.pipeline.store.TakenChange;
import io.karuta.testkit.FakeClock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The store beside the model, doing the same random things. */
interface ModelContract extends StoreSubject {

  @Test
  default void doesWhatTheModelDoesInSmallSwarms() {
    compare(20261, 6000, 5, 12);
  }

  @Test
  default void doesWhatTheModelDoesInSwarmsOfSeveralPages() {
    compare(20262, 6000, 2, 600);
  }

  @Test
  default void doesWhatTheModelDoesWhenFull() {
    compare(20263, 3000, 4, 60, another(100), 100);
  }

  private void compare(long seed, int steps, int swarms, int peers) {
    compare(seed, steps, swarms, peers, store(), Long.MAX_VALUE);
  }

  private static void compare(
      long seed, int steps, int swarms, int peers, PeerStore store, long maxPeers) {
    PeerStore model = ModelPeerStore.create(PEER_LIFETIME, DORMANT_LIFETIME, maxPeers);
    Comparison comparison = new Comparison(new Random(seed), swarms, peers, store, model);
    for (int step = 0; step < steps; step++) {
      comparison.step("seed " + seed + " step " + step);
    }
    comparison.compareAll("seed " + seed + " at the end");
  }

  /** Two stores and what both are told. */
  final class Comparison {

    private static final Comparator<PeerSnapshot> ORDER =
        Comparator.<PeerSnapshot>comparingLong(peer -> peer.user().low())
            .thenComparing(peer -> peer.toString());

    private final Random random;
    private final int swarms;
    private final int peers;
    private final PeerStore store;
    private final PeerStore model;
    private final RecordingSink storeSink = new RecordingSink();
    private final RecordingSink modelSink = new RecordingSink();
    private int seconds;

    Comparison(Random random, int swarms, int peers, PeerStore store, PeerStore model) {
      this.random = random;
      this.swarms = swarms;
      this.peers = peers;
      this.store = store;
      this.model = model;
    }

    void step(String where) {
      seconds += random.nextInt(20);
      boolean refuse = seconds / 2000 % 3 == 0;
      storeSink.refuse(refuse);
      modelSink.refuse(refuse);
      int swarm = random.nextInt(swarms);
      switch (random.nextInt(200)) {
        case 0 -> removeUser(where);
        case 9 -> removeSilent(where, swarm);
        case 1 -> removeTorrent(where, swarm);
        case 2, 3, 4 -> redo();
        case 5, 6 -> sweep(seconds);
        case 7 -> {
          seconds += random.nextInt(3) * PEER_LIFETIME_SECONDS / 2;
          sweep(seconds);
        }
        case 8 -> {
          if (random.nextInt(10) == 0) {
            seconds += DORMANT_LIFETIME_SECONDS;
            sweep(seconds);
          }
        }
        default -> announce(where, swarm);
      }
      assertThat(sorted(storeSink)).as(where).isEqualTo(sorted(modelSink));
      assertThat(store.totals()).as(where).isEqualTo(model.totals());
      compareSwarm(where, swarm);
    }

    private static List<RecordingSink.Offered> sorted(RecordingSink sink) {
      List<RecordingSink.Offered> offers = sink.drain();
      // In which order peers are swept is a store's own affair, and so the counts in between.
      return offers.size() < 2
          ? offers
          : offers.stream()
              .map(Comparison::withoutCounts)
              .sorted(Comparator.comparing(RecordingSink.Offered::toString))
              .toList();
    }

    private static RecordingSink.Offered withoutCounts(RecordingSink.Offered o) {
      return new RecordingSink.Offered(
          o.cause(),
          o.announced(),
          o.infoHash(),
          o.user(),
          o.peerId(),
          o.nowSecond(),
          o.known(),
          o.priorDormant(),
          o.priorSeeder(),
          o.priorUploaded(),
          o.priorDownloaded(),
          o.priorLeft(),
          o.priorSeenSecond(),
          o.debt(),
          o.seeder(),
          o.snatch(),
          o.seedersChange(),
          o.leechersChange(),
          0,
          0);
    }

    private void announce(String where, int swarm) {
      Event[] events = Event.values();
      int peer = random.nextInt(peers);
      TestAnnounce announce =
          TestAnnounce.of(swarm)
              .peer(peer)
              .user(random.nextInt(8) == 0 ? peer % 3 : peer)
              .moved(random.nextInt(1000), random.nextInt(1000))
              .left(random.nextInt(3))
              .event(random.nextInt(3) == 0 ? events[random.nextInt(events.length)] : Event.NONE)
              .minInterval(random.nextInt(2) * 100)
              .after(seconds);
      switch (random.nextInt(5)) {
        case 0 -> announce.overIpv6(peer);
        case 1 -> announce.address().ipv6(0x20010db800000000L, peer);
        case 2 -> announce.address().clear();
        default -> announce.overIpv4(peer);
      }
      if (random.nextInt(10) == 0) {
        announce.hidden();
      }
      announce.wantBoth(random.nextInt(3) == 0 ? random.nextInt(80) : 0);
      TestAnnounce.Reply reply = announce.sink(storeSink).to(store);
      TestAnnounce.Reply expected = announce.sink(modelSink).to(model);
      assertThat(withoutPeers(reply)).as(where).isEqualTo(withoutPeers(expected));
      assertThat(reply.ipv4()).as(where).hasSameSizeAs(expected.ipv4()).doesNotHaveDuplicates();
      assertThat(reply.ipv6()).as(where).hasSameSizeAs(expected.ipv6()).doesNotHaveDuplicates();
    }

    private static TestAnnounce.Reply withoutPeers(TestAnnounce.Reply r) {
      return new TestAnnounce.Reply(
          r.known(),
          r.early(),
          r.stored(),
          r.seeders(),
          r.leechers(),
          r.partialSeeds(),
          r.snatches(),
          List.of(),
          List.of());
    }

    private void removeUser(String where) {
      UserId user = TestAnnounce.userId(random.nextInt(peers));
      int now = FakeClock.START_SECOND + seconds;
      assertThat(store.removeUser(user, now, storeSink))
          .as(where)
          .isEqualTo(model.removeUser(user, now, modelSink));
    }

    private void removeSilent(String where, int swarm) {
      int now = FakeClock.START_SECOND + seconds;
      int until = now - random.nextInt(600);
      PeerFilter silent = (_, userLow, seenSecond) -> userLow % 3 == 0 && seenSecond <= until;
      assertThat(store.remove(TestAnnounce.infoHash(swarm), silent, now, storeSink))
          .as(where)
          .isEqualTo(model.remove(TestAnnounce.infoHash(swarm), silent, now, modelSink));
      if (random.nextInt(4) == 0) {
        assertThat(store.remove(silent, now, storeSink))
            .as(where)
            .isEqualTo(model.remove(silent, now, modelSink));
      }
    }

    private void removeTorrent(String where, int swarm) {
      if (random.nextInt(3) == 0) {
        int now = FakeClock.START_SECOND + seconds;
        assertThat(store.removeTorrent(TestAnnounce.infoHash(swarm), now, storeSink))
            .as(where)
            .isEqualTo(model.removeTorrent(TestAnnounce.infoHash(swarm), now, modelSink));
      }
    }

    private void redo() {
      int peer = random.nextInt(peers);
      Cause[] causes = Cause.values();
      Event[] events = Event.values();
      TakenChange change =
          new TakenChange(
              TestAnnounce.infoHash(random.nextInt(swarms)),
              TestAnnounce.userId(peer),
              TestAnnounce.peerId(peer),
              causes[random.nextInt(causes.length)],
              events[random.nextInt(events.length)],
              FakeClock.START_SECOND + seconds - random.nextInt(100),
              random.nextInt(1000),
              random.nextInt(1000),
              random.nextInt(3));
      store.redo(change);
      model.redo(change);
    }

    private void sweep(int atSeconds) {
      int now = FakeClock.START_SECOND + atSeconds;
      while (!store.expireSlice(now, storeSink)) {
        // Goes on until the round is complete.
      }
      model.expireSlice(now, modelSink);
    }

    private void compareSwarm(String where, int swarm) {
      assertThat(StoreSubject.counts(store, swarm))
          .as(where)
          .isEqualTo(StoreSubject.counts(model, swarm));
      if (peers < 100 || random.nextInt(50) == 0) {
        assertThat(snapshots(store, swarm)).as(where).isEqualTo(snapshots(model, swarm));
      }
    }

    void compareAll(String where) {
      for (int swarm = 0; swarm < swarms; swarm++) {
        compareSwarm(where, swarm);
        assertThat(snapshots(store, swarm)).as(where).isEqualTo(snapshots(model, swarm));
      }
      Set<Object> visited = new HashSet<>();
      store.forEachSwarm((infoHash, _) -> assertThat(visited.add(infoHash)).isTrue());
      assertThat((long) visited.size()).isEqualTo(model.totals().swarms());
    }

    private static List<PeerSnapshot> snapshots(PeerStore store, int swarm) {
      return store.peersOf(TestAnnounce.infoHash(swarm)).stream().sorted(ORDER).toList();
    }
  }
}
