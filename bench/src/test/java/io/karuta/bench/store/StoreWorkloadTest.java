package io.karuta.bench.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.karuta.bench.workload.Popularity;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.StoreTotals;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreWorkloadTest {

  private static final int PEERS = 20_000;
  private static final int SWARMS = 500;

  private final StoreWorkload workload = workload();

  private static StoreWorkload workload() {
    return StoreWorkload.of(Popularity.zipf(SWARMS), PEERS, SWARMS, 1_000, 20, StoreWorkload.SEED);
  }

  @Test
  void spreadsPeersByZipfsLaw() {
    long inFirst = IntStream.range(0, PEERS).filter(peer -> workload.swarm(peer) == 0).count();

    // The first of 500 has 1 in 6.79 of them.
    assertThat((double) inFirst / PEERS).isCloseTo(1 / 6.79, within(0.01));
  }

  @Test
  void makesHalfOfThePeersSeedersAndAFifthIpv6() {
    assertThat(share(workload::seeder)).isCloseTo(0.5, within(0.02));
    assertThat(share(peer -> workload.hasIpv6(workload.identity(peer))))
        .isCloseTo(0.2, within(0.01));
    assertThat(share(peer -> !workload.hasIpv4(workload.identity(peer))))
        .isCloseTo(0.1, within(0.01));
  }

  @Test
  void givesTheLoadTestsLargestSwarmSevenHundredPeers() {
    WorkloadShape shape = WorkloadShape.D;
    StoreWorkload loadTest = StoreWorkload.of(shape, StoreWorkload.SEED);
    int[] sizes = new int[shape.swarms()];
    for (int peer = 0; peer < shape.peers(); peer++) {
      sizes[loadTest.swarm(peer)]++;
    }

    assertThat(sizes[0]).isCloseTo(727, within(120));
    assertThat((int) IntStream.of(sizes).filter(size -> size > 0).count())
        .isCloseTo(429_000, within(5_000));
  }

  @Test
  void mixesAnnouncesStopsAndScrapes() {
    CountingStore counting = new CountingStore();
    StoreClient client = StoreClient.part(workload, counting, 0, 1);
    client.fill();
    counting.clear();

    for (int i = 0; i < 100_000; i++) {
      client.next();
    }

    assertThat(counting.scrapes()).isCloseTo(2_000, within(250L));
    assertThat(counting.stops()).isCloseTo(3_000, within(300L));
    assertThat(counting.firsts()).isCloseTo(counting.stops(), within(20L));
    assertThat(counting.turns()).isCloseTo(1_840, within(250L));
    assertThat(counting.overIpv6()).isCloseTo(14_300, within(1_500L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"optmem", "heap"})
  void countsAsTheStoresDo(String kind) {
    try (PeerStore store = StoreKind.open(kind, PEERS, SWARMS)) {
      StoreClient one = StoreClient.part(workload, store, 0, 2);
      StoreClient other = StoreClient.part(workload, store, 1, 2);
      one.fill();
      other.fill();
      for (int i = 0; i < 25_000; i++) {
        one.next();
        other.next();
      }

      int[] seeders = workload.counts(true);
      int[] leechers = workload.counts(false);
      for (int swarm = 0; swarm < SWARMS; swarm++) {
        assertThat(one.counts(swarm).seeders()).isEqualTo(seeders[swarm]);
        assertThat(one.counts(swarm).leechers()).isEqualTo(leechers[swarm]);
      }
      StoreTotals totals = store.totals();
      assertThat(totals.seeders()).isEqualTo(IntStream.of(seeders).sum());
      assertThat(totals.leechers()).isEqualTo(IntStream.of(leechers).sum());
      assertThat(totals.seeders() + totals.leechers()).isEqualTo(workload.present());
      assertThat(one.changesTaken() + other.changesTaken()).isGreaterThan(PEERS + 48_000L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"optmem", "heap"})
  void getsAsManyPeersAsAreWanted(String kind) {
    try (PeerStore store = StoreKind.open(kind, PEERS, SWARMS)) {
      StoreClient client = StoreClient.part(workload, store, 0, 1);
      client.fill();
      for (int peer = 0; peer < PEERS; peer++) {
        int got = client.announce(peer, StoreClient.NUM_WANT);
        if (workload.swarm(peer) == 0) {
          assertThat(got).isEqualTo(StoreClient.NUM_WANT);
        }
        assertThat(client.reply().known()).isTrue();
      }
    }
  }

  private double share(IntPredicate condition) {
    return (double) IntStream.range(0, PEERS).filter(condition).count() / PEERS;
  }
}
