package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.PeerList;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.pipeline.store.SwarmReply;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.store.TestAnnounce;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which peers an announce gets in swarms of one bucket, of a few, and of hundreds. */
final class LargeSwarmSelectionTest {

  private static final int ANNOUNCER = 2_000_000;
  private static final int NUM_WANT = 50;

  private final SwarmReply reply = new SwarmReply(PeerList.ofIpv4(), PeerList.ofIpv6());
  private OptmemStore store;

  @BeforeEach
  void open() {
    OptmemConfig config =
        new OptmemConfig(
            Optional.empty(), 200_000, 100, Duration.ofMinutes(45), Duration.ofDays(21));
    store = OptmemStore.open(config, new FakeClock(), MetricsSink.none());
  }

  @AfterEach
  void verifyAndClose() {
    assertThat(store.verify().problems()).isEmpty();
    store.close();
  }

  private void fill(int from, int to, long left) {
    TestAnnounce announce = TestAnnounce.of(1);
    for (int peer = from; peer < to; peer++) {
      store.announce(announce.peer(peer).left(left).toSwarmAnnounce(), reply);
    }
  }

  private static int number(byte[] peers, int index) {
    int at = 6 * index;
    return ((peers[at + 1] & 0xff) << 16) | ((peers[at + 2] & 0xff) << 8) | (peers[at + 3] & 0xff);
  }

  /** The numbers of the peers that the announce gets. */
  private Set<Integer> chosen(TestAnnounce announce) {
    store.announce(announce.toSwarmAnnounce(), reply);
    Set<Integer> chosen = new HashSet<>();
    for (int i = 0; i < reply.ipv4Peers().size(); i++) {
      assertThat(chosen.add(number(reply.ipv4Peers().bytes(), i))).as("no duplicate").isTrue();
    }
    return chosen;
  }

  /**
   * Of each list one peer is counted, at a random place: lists are independent of each other while
   * the peers of one list are not, so that the statistic is chi-square for certain. It is nearly
   * normal then; six deviations never happen, neither way.
   */
  @ParameterizedTest
  @ValueSource(ints = {10, 200, 50_000})
  void choosesEachPeerEquallyOften(int peers) {
    fill(0, peers / 2, 0);
    fill(peers / 2, peers, 5);
    SplittableRandom random = new SplittableRandom(20261121);
    SwarmAnnounce announce =
        TestAnnounce.of(1).peer(ANNOUNCER).hidden().want(NUM_WANT).toSwarmAnnounce();
    int[] counts = new int[peers];
    int draws = Math.max(100_000, 10 * peers);

    for (int draw = 0; draw < draws; draw++) {
      store.announce(announce, reply);
      assertThat(reply.ipv4Peers().size()).isEqualTo(Math.min(peers, NUM_WANT));
      int place = random.nextInt(reply.ipv4Peers().size());
      counts[number(reply.ipv4Peers().bytes(), place)]++;
    }

    double expected = (double) draws / peers;
    double statistic = 0;
    for (int count : counts) {
      statistic += (count - expected) * (count - expected) / expected;
    }
    assertThat(statistic).isBetween(peers - 6 * Math.sqrt(2.0 * peers), most(peers));
  }

  /** For few degrees of freedom chi-square is far from normal; there this is its 10^-9 quantile. */
  private static double most(int peers) {
    return peers + Math.max(60, 6 * Math.sqrt(2.0 * peers));
  }

  @Test
  void findsTheOnlySeederAmongAHundredThousandLeechers() {
    fill(0, 1, 0);
    fill(1, 100_001, 5);

    for (int peer = 1; peer < 100_001; peer += 97) {
      for (int numWant : List.of(2, 50)) {
        assertThat(chosen(TestAnnounce.of(1).peer(peer).want(numWant)))
            .hasSize(numWant)
            .contains(0)
            .doesNotContain(peer);
      }
    }
  }

  @Test
  void findsTheOnlyLeecherAmongTensOfThousandsOfSeeders() {
    fill(0, 1, 5);
    fill(1, 30_000, 0);

    for (int peer = 1; peer < 30_000; peer += 97) {
      assertThat(chosen(TestAnnounce.of(1).peer(peer).left(0).want(NUM_WANT))).containsExactly(0);
    }
    assertThat(chosen(TestAnnounce.of(1).peer(ANNOUNCER).want(NUM_WANT)))
        .hasSize(NUM_WANT)
        .contains(0);
  }

  @Test
  void givesAsManyAsAreWantedWhateverTheNumber() {
    fill(0, 2500, 0);
    fill(2500, 5000, 5);

    for (int numWant : List.of(0, 1, 2, 3, 7, 25, 26, 49, 51, 99, 200, 999, 4998, 4999)) {
      assertThat(chosen(TestAnnounce.of(1).peer(4000).want(numWant)))
          .as("of %s wanted", numWant)
          .hasSize(numWant)
          .doesNotContain(4000);
    }
    assertThat(chosen(TestAnnounce.of(1).peer(4000).want(7000))).hasSize(4999);
    assertThat(chosen(TestAnnounce.of(1).peer(100).left(0).want(7000))).hasSize(2500);
  }

  @Test
  void passesOverAUserWhoIsHalfOfTheSwarm() {
    fill(0, 2000, 5);
    TestAnnounce own = TestAnnounce.of(1);
    for (int peer = 2000; peer < 4000; peer++) {
      store.announce(own.peer(peer).user(77).toSwarmAnnounce(), reply);
    }

    for (int round = 0; round < 500; round++) {
      assertThat(chosen(TestAnnounce.of(1).peer(2000 + round).user(77).want(NUM_WANT)))
          .hasSize(NUM_WANT)
          .allMatch(peer -> peer < 2000);
    }
  }

  @Test
  void givesBothFamiliesTheirPeersInALargeSwarm() {
    TestAnnounce announce = TestAnnounce.of(1);
    for (int peer = 0; peer < 6000; peer++) {
      announce.peer(peer).left(peer % 2);
      if (peer % 5 == 0) {
        announce.overIpv6(peer);
      }
      store.announce(announce.toSwarmAnnounce(), reply);
    }

    TestAnnounce.Reply both = TestAnnounce.of(1).peer(ANNOUNCER).wantBoth(NUM_WANT).to(store);

    assertThat(both.ipv4()).hasSize(NUM_WANT).doesNotHaveDuplicates();
    assertThat(both.ipv6()).hasSize(NUM_WANT).doesNotHaveDuplicates();
  }
}
