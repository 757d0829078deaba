package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.TakenChange;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.store.TestAnnounce;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Looks at every state in which a kill before any write of an operation leaves the map, at those in
 * which one in the middle of Chronicle's own work may, and at kills while they are recovered.
 */
final class KillAtEveryWriteTest {

  private static final long SEED = 20_261_121;

  /** Takes nothing: everybody owes. */
  private static final AccountingSink REFUSING =
      transition -> {
        transition.owe(
            transition.debt().uploaded() + 11, transition.debt().downloaded() + 12, 13, 14, true);
        return false;
      };

  /** Of the recoveries of one operation's states, so many are killed at all their writes. */
  private static final int FULLY_KILLED = 2;

  private final KillableStore store = new KillableStore();
  private final SplittableRandom random = new SplittableRandom(SEED);

  @AfterEach
  void close() {
    store.close();
  }

  private static TestAnnounce peer(int number) {
    TestAnnounce announce =
        TestAnnounce.of(1).peer(number).left(number % 3).moved(number, number + 7L);
    if (number % 5 == 0) {
      announce.address().ipv6(0x20010db800000000L, number);
    }
    return announce.event(number % 7 == 1 ? Event.PAUSED : Event.NONE);
  }

  private void fill(int from, int to) {
    for (int number = from; number < to; number++) {
      assertThat(store.announce(peer(number))).isTrue();
    }
  }

  private Block only() {
    return store.block(TestAnnounce.infoHash(1), 0);
  }

  private int buckets() {
    return store.buckets(TestAnnounce.infoHash(1));
  }

  /** Adds peers until the block has no free slot; the number of the next one. */
  private int fillUntilFull() {
    int number = 50;
    fill(0, number);
    while (only().records() < only().slots()) {
      fill(number, ++number);
    }
    return number;
  }

  /** Adds peers until there are so many buckets. */
  private int fillUntil(int buckets) {
    int number = 0;
    while (buckets() < buckets) {
      fill(number, ++number);
    }
    return number;
  }

  /** Adds peers until the next one splits a bucket. */
  private int fillUntilSplit(int buckets) {
    int number = 0;
    while (store.peers().peers().size() < buckets * Layout.TARGET_SLOTS) {
      fill(number, ++number);
    }
    assertThat(buckets()).isEqualTo(buckets);
    return number;
  }

  private void assertSurvives(Consumer<KillableStore> operation) {
    StoredPeers before = store.peers();
    List<MapState> states = new ArrayList<>();
    for (MapState state : store.states(operation)) {
      assertThat(states.isEmpty() || states.getLast().announces(state))
          .as("what goes into the map is in the journal before")
          .isTrue();
      states.add(state);
    }
    assertClean();
    StoredPeers after = store.peers();
    assertThat(states).hasSizeGreaterThan(1);
    MapState done = states.getLast();
    List.copyOf(states).forEach(state -> states.addAll(state.torn()));
    for (MapState state : states) {
      store.restore(state);
      store.recover();
      assertRight(before, after);
    }
    assertSurvivesKillsInRecovery(states, before, after);
    store.restore(done);
    store.recover();
  }

  private void assertSurvivesKillsInRecovery(
      List<MapState> states, StoredPeers before, StoredPeers after) {
    for (int i = 0; i < FULLY_KILLED; i++) {
      store.restore(states.get(random.nextInt(states.size())));
      for (MapState second : store.states(KillableStore::recover)) {
        store.restore(second);
        store.recover();
        assertRight(before, after);
      }
    }
    for (MapState state : states) {
      store.restore(state);
      int writes = store.writes(KillableStore::recover);
      if (writes > 0) {
        store.restore(state);
        assertThat(store.kill(KillableStore::recover, random.nextInt(writes))).isTrue();
        store.recover();
        assertRight(before, after);
      }
    }
  }

  private void assertRight(StoredPeers before, StoredPeers after) {
    assertClean();
    store.peers().assertBetween(before, after);
  }

  private void assertClean() {
    assertThat(store.verify().problems()).as("seed %d", SEED).isEmpty();
  }

  @Test
  void whileASwarmIsMade() {
    assertSurvives(store -> store.announce(peer(1)));
  }

  @Test
  void whileAPeerIsAdded() {
    int next = fillUntilFull();
    fill(next, ++next);
    int number = next;
    assertThat(only().records()).isLessThan(only().slots());

    assertSurvives(store -> store.announce(peer(number)));
  }

  @Test
  void whileAFullBlockGrows() {
    int next = fillUntilFull();

    assertSurvives(store -> store.announce(peer(next)));
  }

  @Test
  void whileABlockGetsAColumnForIpv6() {
    for (int number = 0; number < 30; number++) {
      store.announce(TestAnnounce.of(1).peer(number));
    }
    assertThat(only().hasColumns(Layout.IPV6_COLUMN)).isFalse();

    assertSurvives(store -> store.announce(TestAnnounce.of(1).peer(7).overIpv6(7).after(60)));

    assertThat(only().hasColumns(Layout.IPV6_COLUMN)).isTrue();
  }

  @Test
  void whileABlockGetsAColumnForADebt() {
    fill(0, 30);

    assertSurvives(store -> store.announce(peer(7).moved(70, 71).after(60).sink(REFUSING)));

    assertThat(only().hasColumns(Layout.DEBT_COLUMN)).isTrue();
  }

  @Test
  void whileABlockGetsAColumnForALongUserId() {
    for (int number = 0; number < 30; number++) {
      store.announce(TestAnnounce.of(1).peer(number).user(0));
    }
    assertThat(only().hasColumns(Layout.USER_HIGH_COLUMN)).isFalse();

    assertSurvives(store -> store.announce(TestAnnounce.of(1).peer(30)));

    assertThat(only().hasColumns(Layout.USER_HIGH_COLUMN)).isTrue();
  }

  @Test
  void whileAPeerAnnouncesAgain() {
    fill(0, 30);

    assertSurvives(store -> store.announce(peer(11).moved(5000, 6000).after(1800)));
  }

  @Test
  void whileADebtGrows() {
    fill(0, 30);
    store.announce(peer(7).moved(70, 71).after(60).sink(REFUSING));

    assertSurvives(store -> store.announce(peer(7).moved(80, 81).after(120).sink(REFUSING)));
  }

  /** Either all of what the accounting goes by is from before the operation, or all from after. */
  private void assertSettlesAtOnce(int peer, Consumer<KillableStore> operation) {
    StoredPeers.Account before = store.peers().of(TestAnnounce.userId(peer)).account();
    List<MapState> states = store.states(operation);
    StoredPeers.Account after = store.peers().of(TestAnnounce.userId(peer)).account();
    assertThat(after).isNotEqualTo(before);
    MapState done = states.getLast();
    List<StoredPeers.Account> found = new ArrayList<>();
    for (MapState state : states) {
      store.restore(state);
      store.recover();
      found.add(store.peers().of(TestAnnounce.userId(peer)).account());
    }
    assertThat(found).containsOnly(before, after);
    store.restore(done);
    store.recover();
  }

  @Test
  void whileWhatAPeerOwesAndItsCountersChange() {
    fill(0, 30);

    assertSettlesAtOnce(
        7, store -> store.announce(peer(7).moved(70, 71).left(0).after(60).sink(REFUSING)));
    assertSettlesAtOnce(
        7, store -> store.announce(peer(7).moved(80, 81).after(120).sink(REFUSING)));
    assertSettlesAtOnce(
        7,
        store ->
            store.announce(peer(7).moved(90, 91).event(Event.STOPPED).after(180).sink(REFUSING)));
    assertSettlesAtOnce(
        7, store -> store.announce(peer(7).moved(95, 96).after(240).sink(REFUSING)));
  }

  /** Kills before each write from the moment when the change is taken to that when it is stored. */
  private void assertRedone(TestAnnounce announce, TakenChange change) {
    PendingSink sink = new PendingSink();
    List<MapState> states =
        store.states(store -> store.announce(announce.sink(sink)), sink::isPending);
    StoredPeers after = store.peers();
    assertThat(states).hasSizeGreaterThan(2);
    for (MapState state : states) {
      store.restore(state);
      store.recover();
      for (int twice = 0; twice < 2; twice++) {
        store.redo(change);
        assertClean();
        store.peers().assertSameAccounts(after);
      }
    }
  }

  private static TakenChange change(
      int peer, Event event, int seconds, long up, long down, long left) {
    return new TakenChange(
        TestAnnounce.infoHash(1),
        TestAnnounce.userId(peer),
        TestAnnounce.peerId(peer),
        PeerTransition.Cause.ANNOUNCED,
        event,
        FakeClock.START_SECOND + seconds,
        up,
        down,
        left);
  }

  @Test
  void whileATakenAnnounceIsStoredWhichIsRedone() {
    fill(0, 30);
    store.announce(peer(7).moved(70, 71).after(60).sink(REFUSING));

    assertRedone(peer(7).moved(80, 81).left(0).after(120), change(7, Event.NONE, 120, 80, 81, 0));
    assertRedone(
        peer(8).moved(80, 81).left(0).event(Event.COMPLETED).after(120),
        change(8, Event.COMPLETED, 120, 80, 81, 0));
    assertRedone(
        peer(9).moved(9, 9).event(Event.STOPPED).after(120),
        change(9, Event.STOPPED, 120, 9, 9, 0));
    assertRedone(peer(31).moved(80, 81).left(3).after(120), change(31, Event.NONE, 120, 80, 81, 3));
  }

  /** Takes everything, and knows whether what it has taken is stored. */
  private static final class PendingSink implements AccountingSink {
    private boolean pending;

    @Override
    public boolean offer(PeerTransition transition) {
      pending = true;
      return true;
    }

    @Override
    public void stored(PeerTransition transition) {
      pending = false;
    }

    private boolean isPending() {
      return pending;
    }
  }

  @Test
  void whileAnAddressChanges() {
    fill(0, 30);

    assertSurvives(store -> {
      TestAnnounce announce = peer(10).overIpv4(5010).after(60);
      announce.address().ipv6(0x20010db800000001L, 99);
      store.announce(announce);
    });
  }

  @Test
  void whileALeecherTurnsSeederAndBack() {
    fill(0, 50);
    assertThat(only().records()).isLessThan(only().slots());

    assertSurvives(store -> store.announce(peer(4).left(0).event(Event.COMPLETED).after(60)));
    assertSurvives(store -> store.announce(peer(4).left(9).after(120)));
  }

  @Test
  void whileALeecherTurnsSeederAndBackInAFullBlock() {
    fillUntilFull();

    assertSurvives(store -> store.announce(peer(4).left(0).event(Event.COMPLETED).after(60)));
    assertSurvives(store -> store.announce(peer(4).left(9).after(120)));
  }

  @Test
  void whileAPeerInTheMiddleStops() {
    fill(0, 60);

    assertSurvives(store -> store.announce(peer(4).event(Event.STOPPED).after(60)));
  }

  @Test
  void whileAPeerStopsAndOwes() {
    fill(0, 60);

    assertSurvives(store -> store.announce(peer(4).event(Event.STOPPED).after(60).sink(REFUSING)));
  }

  @Test
  void whileABlockShrinks() {
    fill(0, 60);
    int slots = only().slots();
    int number = 0;
    while (2 * (only().records() - 1) >= slots) {
      store.announce(peer(number++).event(Event.STOPPED).after(60));
    }
    int last = number;

    assertSurvives(store -> store.announce(peer(last).event(Event.STOPPED).after(60)));

    assertThat(only().slots()).isLessThan(slots);
  }

  @Test
  void whileABucketIsSplitForTheFirstTime() {
    int next = fillUntilSplit(1);

    assertSurvives(store -> store.announce(peer(next)));

    assertThat(buckets()).isEqualTo(2);
  }

  @Test
  void whileBucket0IsSplitOnceMore() {
    int next = fillUntilSplit(2);

    assertSurvives(store -> store.announce(peer(next)));

    assertThat(buckets()).isEqualTo(3);
  }

  @Test
  void whileAnotherBucketIsSplit() {
    int next = fillUntilSplit(3);

    assertSurvives(store -> store.announce(peer(next)));

    assertThat(buckets()).isEqualTo(4);
  }

  /** Takes peers out until the next one that stops merges two buckets; that one. */
  private int stopUntilMerge(int buckets) {
    int number = 0;
    while (store.peers().peers().size() > (buckets - 1) * Layout.TARGET_SLOTS / 2) {
      store.announce(peer(number++).event(Event.STOPPED).after(60));
    }
    assertThat(buckets()).isEqualTo(buckets);
    return number;
  }

  @Test
  void whileTheLastBucketIsMerged() {
    fillUntil(4);
    int next = stopUntilMerge(4);

    assertSurvives(store -> store.announce(peer(next).event(Event.STOPPED).after(60)));

    assertThat(buckets()).isEqualTo(3);
  }

  @Test
  void whileTheSecondBucketIsMerged() {
    fillUntil(2);
    int next = stopUntilMerge(2);

    assertSurvives(store -> store.announce(peer(next).event(Event.STOPPED).after(60)));

    assertThat(buckets()).isEqualTo(1);
  }

  @Test
  void whileTheLastPeerGoes() {
    fill(1, 2);

    assertSurvives(store -> store.announce(peer(1).event(Event.STOPPED).after(60)));

    assertThat(store.peers().snatches()).isEmpty();
  }

  @Test
  void whileATorrentOfSeveralBucketsIsRemoved() {
    fillUntil(3);

    assertSurvives(store ->
        store.removeTorrent(
            TestAnnounce.infoHash(1), FakeClock.START_SECOND + 60, AccountingSink.NONE));

    assertThat(store.peers().snatches()).isEmpty();
  }

  @Test
  void whilePeersFallSilent() {
    fill(0, 20);

    assertSurvives(store ->
        store.sweep(FakeClock.START_SECOND + KillableStore.PEER_SECONDS, AccountingSink.NONE));
  }

  @Test
  void whilePeersFallSilentAndOwe() {
    fill(0, 20);

    assertSurvives(
        store -> store.sweep(FakeClock.START_SECOND + KillableStore.PEER_SECONDS, REFUSING));
  }

  @Test
  void whileTheSweepTakesAwayALargeSwarm() {
    fillUntil(3);
    store.sweep(FakeClock.START_SECOND + KillableStore.PEER_SECONDS, AccountingSink.NONE);

    assertSurvives(store ->
        store.sweep(FakeClock.START_SECOND + KillableStore.DORMANT_SECONDS, AccountingSink.NONE));

    assertThat(store.peers().snatches()).isEmpty();
  }

  @Test
  void whileTheSweepMergesBuckets() {
    int next = fillUntil(4);
    for (int number = 0; number < 120; number++) {
      store.announce(peer(next - number).after(60_000));
    }
    store.sweep(FakeClock.START_SECOND + 60_000, AccountingSink.NONE);

    assertSurvives(store ->
        store.sweep(FakeClock.START_SECOND + KillableStore.DORMANT_SECONDS, AccountingSink.NONE));

    assertThat(buckets()).isEqualTo(2);
  }
}
