package io.karuta.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Endpoint;
import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.store.PeerCandidate;
import io.karuta.pipeline.store.PeerSelector;
import io.karuta.pipeline.store.SwarmAnnounce;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which peers an announce gets. */
interface SelectionContract extends StoreSubject {

  @Test
  default void givesASeederLeechersOnly() {
    TestAnnounce.of(1).peer(1).left(0).to(store());
    TestAnnounce.of(1).peer(2).to(store());
    TestAnnounce.of(1).peer(3).event(Event.PAUSED).to(store());

    assertThat(TestAnnounce.of(1).peer(4).left(0).want(50).to(store()).ipv4())
        .containsExactly(TestAnnounce.ipv4(2));
  }

  @Test
  default void givesAPartialSeedLeechersOnly() {
    TestAnnounce.of(1).peer(1).left(0).to(store());
    TestAnnounce.of(1).peer(2).to(store());
    TestAnnounce.of(1).peer(3).event(Event.PAUSED).to(store());

    assertThat(TestAnnounce.of(1).peer(4).event(Event.PAUSED).want(50).to(store()).ipv4())
        .containsExactly(TestAnnounce.ipv4(2));
  }

  @Test
  default void givesALeecherAllKinds() {
    TestAnnounce.of(1).peer(1).left(0).to(store());
    TestAnnounce.of(1).peer(2).to(store());
    TestAnnounce.of(1).peer(3).event(Event.PAUSED).to(store());

    assertThat(TestAnnounce.of(1).peer(4).want(50).to(store()).ipv4())
        .containsExactlyInAnyOrder(
            TestAnnounce.ipv4(1), TestAnnounce.ipv4(2), TestAnnounce.ipv4(3));
  }

  @Test
  default void givesAsManyAsAreWanted() {
    fill(0, 100, 0);
    fill(100, 200, 5);

    for (int numWant : List.of(0, 1, 2, 3, 7, 49, 50, 99, 199)) {
      List<Endpoint> peers = TestAnnounce.of(1).peer(0).want(numWant).to(store()).ipv4();
      assertThat(peers).hasSize(numWant).doesNotHaveDuplicates();
    }
  }

  @Test
  default void givesEveryoneWhenMoreAreWantedThanThereAre() {
    fill(0, 40, 0);
    fill(40, 70, 5);

    List<Endpoint> peers = TestAnnounce.of(1).peer(50).want(200).to(store()).ipv4();

    assertThat(peers).hasSize(69).doesNotHaveDuplicates();
    assertThat(peers).doesNotContain(TestAnnounce.ipv4(50));
  }

  @Test
  default void neverListsTheAnnouncerOrAnyoneTwice() {
    fill(0, 300, 5);

    for (int round = 0; round < 300; round++) {
      List<Endpoint> peers = TestAnnounce.of(1).peer(round).want(50).to(store()).ipv4();
      assertThat(peers).hasSize(50).doesNotHaveDuplicates();
      assertThat(peers).doesNotContain(TestAnnounce.ipv4(round));
    }
  }

  @Test
  default void neverListsPeersOfTheSameUser() {
    fill(10, 20, 5);
    for (int peer = 1; peer < 5; peer++) {
      TestAnnounce.of(1).peer(peer).user(77).left(peer % 2).to(store());
    }

    assertThat(TestAnnounce.of(1).peer(1).user(77).want(50).to(store()).ipv4())
        .containsExactlyInAnyOrderElementsOf(endpoints(10, 20));
  }

  @Test
  default void listsAnonymousPeersToEachOther() {
    for (int peer = 1; peer < 5; peer++) {
      TestAnnounce.of(1).peer(peer).user(0).to(store());
    }

    assertThat(TestAnnounce.of(1).peer(1).user(0).want(50).to(store()).ipv4())
        .containsExactlyInAnyOrderElementsOf(endpoints(2, 5));
  }

  @Test
  default void givesBothKindsAShare() {
    fill(0, 1, 0);
    fill(1, 2000, 5);
    for (int round = 0; round < 20; round++) {
      assertThat(TestAnnounce.of(1).peer(3000).want(2 + round).to(store()).ipv4())
          .hasSize(2 + round)
          .contains(TestAnnounce.ipv4(0));
    }

    for (int peer = 1; peer < 2000; peer++) {
      TestAnnounce.of(1).peer(peer).left(peer == 1 ? 5 : 0).to(store());
    }
    for (int round = 0; round < 20; round++) {
      assertThat(TestAnnounce.of(1).peer(3000).want(2 + round).to(store()).ipv4())
          .hasSize(2 + round)
          .contains(TestAnnounce.ipv4(1));
    }
  }

  @Test
  default void fillsUpFromOneKindWhatTheOtherLacks() {
    fill(0, 3, 0);
    fill(10, 100, 5);
    for (int peer = 200; peer < 260; peer++) {
      TestAnnounce.of(1).peer(peer).user(77).left(0).to(store());
    }

    // The user's own seeders would have had the larger share.
    assertThat(TestAnnounce.of(1).peer(201).user(77).left(5).want(60).to(store()).ipv4())
        .hasSize(60);
  }

  @Test
  default void choosesLeechersUniformly() {
    fill(0, 100, 5);

    assertUniform(countChoices(9000, 10, TestAnnounce.of(1).peer(500).left(0)), 100, 9000 * 10);
  }

  @Test
  default void choosesFromALargeSwarmUniformly() {
    fill(0, 500, 5);

    assertUniform(countChoices(5000, 50, TestAnnounce.of(1).peer(900).left(0)), 500, 5000 * 50);
  }

  @Test
  default void choosesAmongBothKindsInProportion() {
    fill(0, 30, 0);
    fill(30, 100, 5);
    TestAnnounce announcer = TestAnnounce.of(1).peer(500).hidden();

    assertUniform(countChoices(9000, 10, announcer), 100, 9000 * 10);
  }

  @Test
  default void keepsTheHighestRanks() {
    for (int peer = 0; peer < 40; peer++) {
      TestAnnounce.of(1).peer(peer).moved(peer, 0).left(5).to(store());
    }

    List<Endpoint> peers =
        TestAnnounce.of(1)
            .peer(500)
            .left(0)
            .want(5)
            .selector(selector(40, (announce, candidate) -> candidate.uploaded()))
            .to(store())
            .ipv4();

    assertThat(peers).containsExactlyInAnyOrderElementsOf(endpoints(35, 40));
  }

  @Test
  default void showsASelectorWhatThereIsToKnow() {
    TestAnnounce both = TestAnnounce.of(1).peer(3).moved(4, 5).left(6).after(7);
    both.address().ipv6(0x20010db800000000L, 3);
    both.to(store());
    TestAnnounce.of(1).peer(8).left(9).to(store());
    StringBuilder seen = new StringBuilder();

    TestAnnounce.of(1)
        .peer(500)
        .left(0)
        .want(1)
        .selector(
            selector(
                8,
                (announce, c) -> {
                  if (c.left() == 6) {
                    seen.append(c.seeder()).append(' ').append(c.uploaded()).append(' ');
                    seen.append(c.downloaded()).append(' ').append(c.seenSecond()).append(' ');
                    seen.append(Integer.toHexString(c.ipv4())).append(' ');
                    seen.append(Long.toHexString(c.ipv6High())).append(' ').append(c.ipv6Low());
                  }
                  return 0;
                }))
        .to(store());

    assertThat(seen).hasToString("false 4 5 1790000007 a000003 20010db800000000 3");
  }

  @Test
  default void cutsAnOverlargeSampleAndAsksNoRanksForASmallOne() {
    fill(0, 500, 5);
    int[] asked = new int[1];

    TestAnnounce announce = TestAnnounce.of(1).peer(900).left(0).want(10);
    announce.selector(selector(100_000, (a, c) -> asked[0]++)).to(store());
    assertThat(asked[0]).isEqualTo(80);

    asked[0] = 0;
    List<Endpoint> peers = announce.selector(selector(3, (a, c) -> asked[0]++)).to(store()).ipv4();
    assertThat(asked[0]).isZero();
    assertThat(peers).hasSize(10);
  }

  @Test
  default void breaksTiesAtRandom() {
    fill(0, 50, 5);

    TestAnnounce announcer =
        TestAnnounce.of(1).peer(500).left(0).selector(selector(50, (announce, candidate) -> 1));

    assertUniform(countChoices(5000, 10, announcer), 50, 5000 * 10);
  }

  /** How a candidate is ranked. */
  interface Rank {
    long of(SwarmAnnounce announce, PeerCandidate candidate);
  }

  private static PeerSelector selector(int sampleSize, Rank rank) {
    return new PeerSelector() {
      @Override
      public int sampleSize(int numWant) {
        return sampleSize;
      }

      @Override
      public long rank(SwarmAnnounce announcer, PeerCandidate candidate) {
        return rank.of(announcer, candidate);
      }
    };
  }

  private void fill(int from, int to, long left) {
    for (int peer = from; peer < to; peer++) {
      TestAnnounce.of(1).peer(peer).left(left).to(store());
    }
  }

  private static List<Endpoint> endpoints(int from, int to) {
    return IntStream.range(from, to).mapToObj(TestAnnounce::ipv4).toList();
  }

  private Map<Endpoint, Integer> countChoices(int rounds, int numWant, TestAnnounce announcer) {
    Map<Endpoint, Integer> chosen = new HashMap<>();
    for (int round = 0; round < rounds; round++) {
      announcer.want(numWant).to(store()).ipv4().forEach(e -> chosen.merge(e, 1, Integer::sum));
    }
    return chosen;
  }

  /**
   * Chi-square over how often each of {@code kinds} peers was chosen. For that many degrees of
   * freedom the statistic is nearly normal, with this mean and deviation; six deviations never
   * happen. Drawing without replacement only makes it smaller.
   */
  private static void assertUniform(Map<Endpoint, Integer> chosen, int kinds, int draws) {
    double expected = (double) draws / kinds;
    double statistic = 0;
    int sum = 0;
    for (int count : chosen.values()) {
      statistic += (count - expected) * (count - expected) / expected;
      sum += count;
    }
    assertThat(sum).isEqualTo(draws);
    assertThat(chosen).hasSize(kinds);
    assertThat(statistic).isLessThan(kinds + 6 * Math.sqrt(2.0 * kinds));
  }
}
