package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.PeerList;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerCandidate;
import io.karuta.pipeline.store.PeerSelector;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.pipeline.store.SwarmReply;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.store.TestAnnounce;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What hooks say of a peer, as a selection strategy sees it. */
final class TraitsTest {

  /** Announces to see the others, and is in no list itself. */
  private static final int OBSERVER = 1_000_000;

  private static final int SWARM = 1;

  @TempDir private Path folder;
  private OptmemStore store;

  @AfterEach
  void isCleanAndCloses() {
    assertThat(store.verify().problems()).isEmpty();
    store.close();
  }

  private void open(boolean keepTraits) {
    OptmemConfig config =
        new OptmemConfig(
            Optional.of(folder.resolve("swarms")),
            10_000,
            100,
            Duration.ofMinutes(45),
            Duration.ofDays(21),
            keepTraits,
            true);
    store = OptmemStore.open(config, new FakeClock(), MetricsSink.none());
  }

  private void reopen(boolean keepTraits) {
    store.close();
    open(keepTraits);
  }

  private void announce(TestAnnounce announce, long traits) {
    SwarmAnnounce filled = announce.toSwarmAnnounce();
    filled.traits(traits);
    store.announce(filled, new SwarmReply(PeerList.ofIpv4(), PeerList.ofIpv6()));
  }

  private void announce(int peer, long traits) {
    announce(TestAnnounce.of(SWARM).peer(peer), traits);
  }

  /** Traits of all peers of the swarm, by the number in their IPv4 address. */
  private Map<Integer, Long> seen() {
    Map<Integer, Long> seen = new HashMap<>();
    PeerSelector noting =
        new PeerSelector() {
          @Override
          public int sampleSize(int numWant) {
            return 8 * numWant;
          }

          @Override
          public long rank(SwarmAnnounce announcer, PeerCandidate candidate) {
            seen.put(candidate.ipv4() - 0x0a000000, candidate.traits());
            return 0;
          }
        };
    TestAnnounce.of(SWARM).peer(OBSERVER).hidden().want(1000).selector(noting).to(store);
    return seen;
  }

  private static Map<Integer, Long> expected(int peers) {
    Map<Integer, Long> expected = new HashMap<>();
    for (int peer = 0; peer < peers; peer++) {
      expected.put(peer, traitsOf(peer));
    }
    return expected;
  }

  /** All 64 bits, in a way that no other column looks like. */
  private static long traitsOf(int peer) {
    return (peer + 1) * 0xd1342543de82ef95L;
  }

  private void announceAll(int peers) {
    for (int peer = 0; peer < peers; peer++) {
      announce(TestAnnounce.of(SWARM).peer(peer).left(peer % 3), traitsOf(peer));
    }
  }

  @Test
  void areKeptAndSeenByStrategies() {
    open(true);

    announce(1, Long.MIN_VALUE);
    announce(2, -1);
    announce(3, 0);

    assertThat(seen()).isEqualTo(Map.of(1, Long.MIN_VALUE, 2, -1L, 3, 0L));
  }

  @Test
  void areThoseOfTheLastAnnounce() {
    open(true);
    announce(1, 5);
    announce(2, 6);

    announce(1, 7);
    announce(2, 0);

    assertThat(seen()).isEqualTo(Map.of(1, 7L, 2, 0L));
  }

  @Test
  void areNotKeptUnlessAskedFor() {
    open(false);

    announce(1, 5);
    announce(2, 6);

    assertThat(seen()).isEqualTo(Map.of(1, 0L, 2, 0L));
  }

  @Test
  void surviveAReopen() {
    open(true);
    announceAll(300);

    reopen(true);

    assertThat(seen()).isEqualTo(expected(300));
  }

  @Test
  void surviveGrowthOfTheBlock() {
    open(true);
    for (int peers = 1; peers <= Layout.TARGET_SLOTS; peers++) {
      announce(TestAnnounce.of(SWARM).peer(peers - 1), traitsOf(peers - 1));

      assertThat(seen()).isEqualTo(expected(peers));
    }
  }

  @Test
  void surviveSplitsAndMerges() {
    open(true);
    announceAll(2000);
    assertThat(seen()).isEqualTo(expected(2000));

    for (int peer = 40; peer < 2000; peer++) {
      announce(TestAnnounce.of(SWARM).peer(peer).event(Event.STOPPED), 0);
    }
    store.expireSlice(FakeClock.START_SECOND, AccountingSink.NONE);
    while (!store.expireSlice(FakeClock.START_SECOND, AccountingSink.NONE)) {
      // to the end of the round, where buckets are merged
    }

    assertThat(seen()).isEqualTo(expected(40));
    assertThat(store.verify().buckets()).isEqualTo(1);
  }

  @Test
  void followTheirPeerIntoAnotherGroup() {
    open(true);
    announceAll(50);

    for (int peer = 0; peer < 50; peer += 2) {
      announce(TestAnnounce.of(SWARM).peer(peer).left(0), traitsOf(peer));
    }
    assertThat(seen()).isEqualTo(expected(50));
    for (int peer = 1; peer < 50; peer += 2) {
      announce(TestAnnounce.of(SWARM).peer(peer).overIpv6(peer).left(peer), traitsOf(peer));
    }

    assertThat(seen()).isEqualTo(expected(50));
  }

  @Test
  void areThereAtTheNextAnnounceWhenSwitchedOnLater() {
    open(false);
    announceAll(300);

    reopen(true);
    assertThat(seen().values()).hasSize(300).containsOnly(0L);
    announce(7, 77);
    announce(300, 78);

    Map<Integer, Long> seen = seen();
    assertThat(seen).hasSize(301).containsEntry(7, 77L).containsEntry(300, 78L);
    announceAll(300);
    announce(300, traitsOf(300));
    assertThat(seen()).isEqualTo(expected(301));
  }

  @Test
  void whatIsThereStaysWhenSwitchedOff() {
    open(true);
    announceAll(10);

    reopen(false);

    assertThat(seen()).isEqualTo(expected(10));
  }
}
