package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.store.TestAnnounce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the plan says, against what real files and stores take. */
final class StorePlanTest {

  private static final Set<PeerColumn> NONE = EnumSet.noneOf(PeerColumn.class);
  private static final Set<PeerColumn> IPV6 = EnumSet.of(PeerColumn.IPV6);

  @TempDir private Path folder;

  private OptmemStore open(long maxPeers, long maxTorrents) {
    OptmemConfig config =
        new OptmemConfig(
            Optional.of(folder.resolve("swarms")),
            maxPeers,
            maxTorrents,
            Duration.ofMinutes(45),
            Duration.ofDays(21));
    return OptmemStore.open(config, new FakeClock(), MetricsSink.none());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "10000, 1000",
    "100000, 1000",
    "100000, 100000",
    "1000000, 1000",
    "1000000, 200000",
    "1000000, 1000000",
    "5000000, 500000"
  })
  void knowsHowLongAFileIs(long maxPeers, long maxTorrents) throws IOException {
    StorePlan plan = StorePlan.of(maxPeers, maxTorrents);

    open(maxPeers, maxTorrents).close();

    long lengthBytes = Files.size(folder.resolve("swarms"));
    assertThat(plan.fileBytes()).isCloseTo(lengthBytes, withinPercentage(1));
    assertThat(plan.blockBytes()).isLessThan(lengthBytes);
  }

  @Test
  void knowsHowMuchAFileGrowsBy() throws IOException {
    StorePlan plan = StorePlan.of(4000, 10);
    long lengthBytes = plan.fileBytes();

    try (OptmemStore store = open(4000, 10)) {
      for (int peer = 0; peer < 4000 && lengthBytes == plan.fileBytes(); peer++) {
        // Of everything that a peer may need but a debt: more than is planned for.
        TestAnnounce.of(1).peer(peer).overIpv6(peer).to(store);
        lengthBytes = Files.size(folder.resolve("swarms"));
      }
    }

    assertThat(lengthBytes - plan.fileBytes()).isCloseTo(plan.growthBytes(), withinPercentage(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 10, 33, 64, 111, 112})
  void knowsWhatASwarmOfOneBlockTakes(int peers) {
    try (OptmemStore store = open(10_000, 100)) {
      long before = store.memory().usedBytes();

      for (int peer = 0; peer < peers; peer++) {
        TestAnnounce.of(1).peer(peer).user(0).to(store);
        TestAnnounce.of(2).peer(peer).user(0).overIpv6(peer).to(store);
      }

      assertThat(store.memory().usedBytes() - before)
          .isEqualTo(StorePlan.swarmBytes(peers, NONE) + StorePlan.swarmBytes(peers, IPV6));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {113, 1000, 20_000})
  void knowsAboutWhatALargeSwarmTakes(int peers) {
    try (OptmemStore store = open(30_000, 10)) {
      StoreMemory before = store.memory();

      for (int peer = 0; peer < peers; peer++) {
        TestAnnounce.of(1).peer(peer).user(0).to(store);
      }

      StoreMemory after = store.memory();
      long heapBytes = after.heapBytes() - before.heapBytes();
      assertThat(after.usedBytes() - before.usedBytes() - heapBytes)
          .isCloseTo(StorePlan.swarmBytes(peers, NONE), withinPercentage(5));
      assertThat(heapBytes).isLessThanOrEqualTo(StorePlan.mostDirectoryBytes(peers));
    }
  }

  @Test
  void knowsTheSmallestDirectoryAndTheAddressCache() {
    try (OptmemStore store = open(10_000, 2000)) {
      long cacheBytes = StorePlan.addressCacheBytes(2000);
      assertThat(store.memory().heapBytes()).isEqualTo(cacheBytes);

      for (int peer = 0; peer <= Layout.TARGET_SLOTS; peer++) {
        TestAnnounce.of(1).peer(peer).to(store);
      }

      assertThat(store.memory().heapBytes() - cacheBytes)
          .isCloseTo(StorePlan.mostDirectoryBytes(Layout.TARGET_SLOTS / 2), withinPercentage(10));
    }
  }

  @Test
  void knowsWhatEachColumnAddsToASlot() {
    assertThat(PeerColumn.values())
        .extracting(PeerColumn::slotBytes)
        .containsExactly(
            Layout.IPV6_BYTES, Layout.DEBT_BYTES, Layout.USER_HIGH_BYTES, Layout.TRAITS_BYTES);
  }
}
