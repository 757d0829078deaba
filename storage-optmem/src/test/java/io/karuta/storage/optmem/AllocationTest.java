package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.PeerList;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.store.PeerCandidate;
import io.karuta.pipeline.store.PeerSelector;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.pipeline.store.SwarmCounts;
import io.karuta.pipeline.store.SwarmReply;
import io.karuta.testkit.AllocationMeter;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.store.TestAnnounce;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AllocationTest {

  private static final int CALLS = 20_000;

  /** In five rounds of that many calls, a few objects of the JVM are not ours. */
  private static final double NOISE = 0.1;

  private static final int PEERS = 1000;

  private final SwarmReply reply = new SwarmReply(PeerList.ofIpv4(), PeerList.ofIpv6());
  private OptmemStore store;
  private int round;

  @BeforeEach
  void fillAStore() {
    OptmemConfig config =
        new OptmemConfig(
            Optional.empty(), 10_000, 1000, Duration.ofMinutes(45), Duration.ofDays(21));
    store = OptmemStore.open(config, new FakeClock(), MetricsSink.none());
    for (int peer = 0; peer < PEERS; peer++) {
      TestAnnounce.of(1).peer(peer).left(peer % 2).to(store);
      TestAnnounce.of(2 + peer % 100).peer(peer).left(peer % 2).to(store);
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** Bytes per announce when the announces of several peers take turns. */
  private double bytesPerAnnounce(long swarm, UnaryOperator<TestAnnounce> announce) {
    SwarmAnnounce[] announces = new SwarmAnnounce[64];
    for (int i = 0; i < announces.length; i++) {
      announces[i] = announce.apply(TestAnnounce.of(swarm).peer(i)).toSwarmAnnounce();
    }
    return AllocationMeter.bytesPerCall(
        CALLS, () -> store.announce(announces[round++ & 63], reply));
  }

  @Test
  void allocatesNothingForARegularAnnounce() {
    assertThat(bytesPerAnnounce(2, announce -> announce.want(50))).isLessThan(NOISE);
  }

  @Test
  void allocatesNothingForAnAnnounceToALargeSwarm() {
    assertThat(bytesPerAnnounce(1, announce -> announce.wantBoth(50))).isLessThan(NOISE);
  }

  @Test
  void allocatesNothingForPeersThatComeAndGoAndComplete() {
    SwarmAnnounce[] announces = new SwarmAnnounce[48];
    for (int i = 0; i < 16; i++) {
      announces[i] = TestAnnounce.of(1).peer(2000 + i).left(5).toSwarmAnnounce();
      announces[16 + i] = TestAnnounce.of(1).peer(2000 + i).left(0).toSwarmAnnounce();
      announces[32 + i] = TestAnnounce.of(1).peer(2000 + i).event(Event.STOPPED).toSwarmAnnounce();
    }

    assertThat(
            AllocationMeter.bytesPerCall(
                CALLS, () -> store.announce(announces[round++ % 48], reply)))
        .isLessThan(NOISE);
  }

  @Test
  void allocatesNothingForARankedChoice() {
    PeerSelector latest =
        new PeerSelector() {
          @Override
          public int sampleSize(int numWant) {
            return 4 * numWant;
          }

          @Override
          public long rank(SwarmAnnounce announcer, PeerCandidate candidate) {
            return candidate.seenSecond();
          }
        };

    assertThat(bytesPerAnnounce(1, announce -> announce.want(50).selector(latest)))
        .isLessThan(NOISE);
  }

  @Test
  void allocatesNothingForAScrape() {
    byte[] infoHash = TestAnnounce.infoHash(1).toBytes();
    SwarmCounts counts = new SwarmCounts();

    assertThat(AllocationMeter.bytesPerCall(CALLS, () -> store.scrape(infoHash, 0, counts)))
        .isLessThan(NOISE);
  }
}
