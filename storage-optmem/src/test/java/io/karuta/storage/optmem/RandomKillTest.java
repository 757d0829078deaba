package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.store.TestAnnounce;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Kills a store again and again, at random writes of random operations, and goes on each time. */
final class RandomKillTest {

  private static final int KILLS = 2500;

  /** From one swarm of several buckets down to small ones, which come and go. */
  private static final int[] PEERS = {420, 130, 20, 3, 1};

  /** Takes nothing: everybody owes. */
  private static final AccountingSink REFUSING =
      transition -> {
        transition.owe(transition.debt().uploaded() + 1, 2, 3, 4, transition.snatch());
        return false;
      };

  private int nowSecond = FakeClock.START_SECOND;

  @Test
  void losesNobodyWithAFixedSeed() {
    killOverAndOver(42);
  }

  @Test
  void losesNobodyWithAnySeed() {
    killOverAndOver(new Random().nextLong());
  }

  private void killOverAndOver(long seed) {
    System.out.println("RandomKillTest seed " + seed);
    Random random = new Random(seed);
    int kills = 0;
    int reshaped = 0;
    try (KillableStore store = new KillableStore()) {
      for (int peer = 0; peer < PEERS[0]; peer++) {
        store.announce(announce(random, peer, 0));
      }
      while (kills < KILLS) {
        // Waves of growing and shrinking, so that buckets are split and merged.
        int stopPercent = kills / 200 % 2 == 0 ? 8 : 92;
        Consumer<KillableStore> operation = operation(random, stopPercent);
        int buckets = buckets(store);
        if (random.nextInt(4) > 0) {
          operation.accept(store);
        } else {
          kills += kill(store, operation, random, seed) ? 1 : 0;
        }
        reshaped += buckets(store) != buckets ? 1 : 0;
      }
    }
    assertThat(reshaped).as("splits and merges, seed %d", seed).isGreaterThan(4);
  }

  private static int buckets(KillableStore store) {
    return store.buckets(TestAnnounce.infoHash(0));
  }

  private boolean kill(
      KillableStore store, Consumer<KillableStore> operation, Random random, long seed) {
    MapState start = store.state();
    StoredPeers before = store.peers();
    int writes = store.writes(operation);
    StoredPeers after = store.peers();
    if (writes == 0) {
      return false;
    }
    store.restore(start);
    assertThat(store.recover()).as("seed %d", seed).isZero();

    // Most of many writes make an image; the last ones change the map.
    int from = random.nextBoolean() ? Math.max(0, writes - 40) : 0;
    boolean killed = store.kill(operation, from + random.nextInt(writes - from));
    while (random.nextInt(3) == 0 && store.kill(KillableStore::recover, random.nextInt(200))) {
      // And once more.
    }
    store.recover();

    assertThat(store.verify().problems()).as("seed %d", seed).isEmpty();
    store.peers().assertBetween(before, after);
    return killed;
  }

  private Consumer<KillableStore> operation(Random random, int stopPercent) {
    int swarm = random.nextInt(2) * random.nextInt(PEERS.length);
    nowSecond += random.nextInt(20);
    int now = nowSecond;
    AccountingSink sink = random.nextInt(10) == 0 ? REFUSING : AccountingSink.NONE;
    switch (random.nextInt(100)) {
      case 0 -> {
        return store -> store.sweep(now, sink);
      }
      case 1 -> {
        if (swarm > 1) {
          return store -> store.removeTorrent(TestAnnounce.infoHash(swarm), now, sink);
        }
      }
      default -> {}
    }
    TestAnnounce announce = announce(random, random.nextInt(PEERS[swarm]), swarm);
    if (random.nextInt(100) < stopPercent) {
      announce.event(Event.STOPPED);
    }
    announce.at(now).sink(sink);
    return store -> store.announce(announce);
  }

  private static TestAnnounce announce(Random random, int peer, int swarm) {
    TestAnnounce announce =
        TestAnnounce.of(swarm)
            .peer(peer)
            .user(peer % 6 == 0 ? 0 : peer)
            .left(random.nextInt(3))
            .moved(random.nextInt(1000), random.nextInt(1000));
    switch (random.nextInt(8)) {
      case 0 -> announce.overIpv6(peer);
      case 1 -> announce.address().ipv6(0x20010db800000000L, peer);
      case 2 -> announce.event(Event.PAUSED);
      case 3 -> announce.event(Event.COMPLETED).left(0);
      case 4 -> announce.hidden();
      default -> {}
    }
    return announce;
  }
}
