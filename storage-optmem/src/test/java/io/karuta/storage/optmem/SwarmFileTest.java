package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerSnapshot;
import io.karuta.pipeline.store.StoreTotals;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.FakeMetrics;
import io.karuta.testkit.store.TestAnnounce;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.openhft.chronicle.map.ChronicleMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SwarmFileTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void fillAFile() {
    file = folder.resolve("below").resolve("swarms");
    try (OptmemStore store = open(2000)) {
      for (int peer = 0; peer < 1500; peer++) {
        TestAnnounce.of(peer % 5 == 0 ? 1 : peer).peer(peer).left(peer % 2).to(store);
      }
    }
  }

  private OptmemStore open(long maxPeers) {
    OptmemConfig config =
        new OptmemConfig(
            Optional.of(file), maxPeers, maxPeers, Duration.ofMinutes(45), Duration.ofDays(21));
    return OptmemStore.open(config, new FakeClock(), MetricsSink.none());
  }

  private void assertAllThere(OptmemStore store) {
    assertThat(store.totals()).isEqualTo(new StoreTotals(1200, 750, 750, 0));
    assertThat(store.verify().problems()).isEmpty();
  }

  private Path marker() {
    return folder.resolve("below").resolve("swarms.open");
  }

  @Test
  void leavesTheFileAlone() throws IOException {
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void refusesAFileThatIsOpen() {
    try (OptmemStore store = open(2000)) {
      assertThatThrownBy(() -> open(2000))
          .isInstanceOf(OptmemException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("another tracker");
      assertAllThere(store);
    }
  }

  @Test
  void recoversAFileThatWasNotClosed() throws IOException {
    Files.createFile(marker());

    try (OptmemStore store = open(2000)) {
      assertAllThere(store);
    }
    assertThat(marker()).doesNotExist();
  }

  @Test
  void keepsAllPeersInALargerFile() {
    try (OptmemStore store = open(9000)) {
      assertAllThere(store);
      for (int peer = 2000; peer < 9000; peer++) {
        assertThat(TestAnnounce.of(1).peer(peer).to(store).stored()).isTrue();
      }
    }
    try (OptmemStore store = open(9000)) {
      assertThat(store.totals().leechers()).isEqualTo(7750);
    }
  }

  @Test
  void keepsAllPeersUnderALowerLimit() {
    try (OptmemStore store = open(100)) {
      assertAllThere(store);
      assertThat(TestAnnounce.of(1).peer(5000).to(store).stored()).isFalse();
      assertThat(TestAnnounce.of(1).peer(5).to(store).known()).isTrue();
    }
  }

  @Test
  void refusesWhatIsNoSwarmFile() throws IOException {
    for (byte[] content : new byte[][] {{}, {1, 2, 3}, new byte[100_000]}) {
      Files.write(file, content);

      assertRefused();
    }
    assertThat(Files.size(file)).isEqualTo(100_000);
  }

  @Test
  void refusesAFileThatWasCutOff() throws IOException {
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(cut.length() / 2);
    }

    assertRefused();
  }

  @Test
  void refusesAFileThatWasCutOffWhileOpen() throws IOException {
    byte[] content = Files.readAllBytes(file);
    OptmemStore store = open(2000);
    byte[] marked = Files.readAllBytes(marker());
    store.close();
    Files.write(marker(), marked);
    Files.write(file, Arrays.copyOf(content, content.length / 2));

    assertRefused();
    assertThat(marker()).exists();
  }

  @Test
  void refusesAFileOfAnotherLayout() throws IOException {
    for (int version : new int[] {1, Layout.VERSION + 1, 0, -1}) {
      try (ChronicleMap<byte[], byte[]> map = MapBuilder.open(file.toFile())) {
        KeyBuffer key = new KeyBuffer();
        key.infoHash(new byte[20], 0);
        key.bucket(Layout.META_BUCKET);
        Region meta = new Region(WriteWatch.NONE);
        meta.set(MapBuilder.swarms(map).find(key, meta), Layout.META_BYTES);
        meta.putInt(Layout.META_VERSION, version);
        key.release();
      }

      assertThatThrownBy(() -> open(2000))
          .isInstanceOf(OptmemException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("layout " + version + " (expected: " + Layout.VERSION + ")")
          .hasMessageContaining("move the file away");
    }
  }

  /** The marker of a tracker that was killed, with the journal in it. */
  private byte[] openMarker() throws IOException {
    try (OptmemStore store = open(2000)) {
      assertAllThere(store);
      return Files.readAllBytes(marker());
    }
  }

  @Test
  void startsEmptyAfterTheFileOfAKilledTrackerWasMovedAway() throws IOException {
    byte[] marked = openMarker();
    // A length that no new file has, and images that say that they are to be taken.
    Arrays.fill(marked, (byte) 0x11);
    Files.write(marker(), marked);
    Files.move(file, folder.resolve("away"));

    try (OptmemStore store = open(1000)) {
      assertThat(store.totals()).isEqualTo(new StoreTotals(0, 0, 0, 0));
      assertThat(TestAnnounce.of(1).peer(1).to(store).stored()).isTrue();
    }
    try (OptmemStore store = open(1000)) {
      assertThat(store.totals().leechers()).isEqualTo(1);
    }
  }

  @Test
  void recoversWithTheShorterJournalOfAnOlderBuild() throws IOException {
    byte[] marked = openMarker();
    for (int length : new int[] {0, 3, Long.BYTES, 64, 100, marked.length / 2}) {
      Files.write(marker(), Arrays.copyOf(marked, length));

      try (OptmemStore store = open(2000)) {
        assertAllThere(store);
      }
    }
  }

  @Test
  void recoversWithAJournalOfGarbage() throws IOException {
    byte[] marked = openMarker();
    byte[] garbage = new byte[marked.length];
    new Random(5).nextBytes(garbage);
    System.arraycopy(marked, 0, garbage, 0, Long.BYTES);
    Files.write(marker(), garbage);

    try (OptmemStore store = open(2000)) {
      assertAllThere(store);
    }
  }

  @Test
  void takesALargerFileThatIsTheShorterOne() throws IOException {
    byte[] marked = openMarker();
    // As if the file had grown beyond its plan before the tracker was killed.
    long grown = 200L << 20;
    try (RandomAccessFile longer = new RandomAccessFile(file.toFile(), "rw")) {
      longer.setLength(grown);
    }
    ByteBuffer.wrap(marked).putLong(grown);
    Files.write(marker(), marked);

    try (OptmemStore store = open(2100)) {
      assertAllThere(store);
      assertThat(Files.size(file)).isLessThan(grown);
    }
    try (OptmemStore store = open(2100)) {
      assertAllThere(store);
    }
  }

  @Test
  void keepsLargeSwarmsWithAllTheirColumnsInALargerFileAfterAKill() throws IOException {
    AccountingSink refusing =
        transition -> {
          transition.owe(1, 2, 3, 4, true);
          return false;
        };
    try (OptmemStore store = open(2000)) {
      for (int peer = 2000; peer < 2500; peer++) {
        TestAnnounce announce = TestAnnounce.of(1).peer(peer).sink(refusing);
        announce.address().ipv6(0x20010db800000000L, peer);
        assertThat(announce.to(store).stored()).isTrue();
      }
    }
    List<PeerSnapshot> before;
    try (OptmemStore store = open(2000)) {
      before = store.peersOf(TestAnnounce.infoHash(1));
    }
    Files.write(marker(), new byte[0]);

    try (OptmemStore store = open(9000)) {
      assertThat(store.verify().problems()).isEmpty();
      assertThat(store.peersOf(TestAnnounce.infoHash(1)))
          .hasSize(801)
          .containsExactlyInAnyOrderElementsOf(before);
    }
  }

  @Test
  void refusesAMapOfSomethingElse() throws IOException {
    Files.delete(file);
    MapBuilder.create(new Meta(0, 0, 10, 10), file.toFile()).close();

    assertRefused();
  }

  @Test
  void countsAnnouncesThatFoundNoRoom() {
    FakeMetrics metrics = new FakeMetrics();
    OptmemConfig config =
        new OptmemConfig(Optional.empty(), 3, 2, Duration.ofMinutes(45), Duration.ofDays(21));
    try (OptmemStore store = OptmemStore.open(config, new FakeClock(), metrics)) {
      for (int swarm = 0; swarm < 5; swarm++) {
        TestAnnounce.of(swarm).peer(1).left(swarm).to(store);
      }

      assertThat(metrics.value("store-announces-not-stored")).isEqualTo(3);
      assertThat(metrics.value("store-swarms")).isEqualTo(2);
      assertThat(metrics.value("store-records")).isEqualTo(2);
      assertThat(metrics.value("store-seeders")).isEqualTo(1);
      assertThat(metrics.value("store-leechers")).isEqualTo(1);
      assertThat(metrics.value("store-dormant")).isZero();
    }
  }

  @Test
  void countsPeersThatExpireOnceAndTimesTheSlices() {
    FakeMetrics metrics = new FakeMetrics();
    OptmemConfig config =
        new OptmemConfig(Optional.empty(), 100, 10, Duration.ofMinutes(45), Duration.ofDays(21));
    try (OptmemStore store = OptmemStore.open(config, new FakeClock(), metrics)) {
      for (int peer = 0; peer < 5; peer++) {
        TestAnnounce.of(1).peer(peer).to(store);
      }

      int later = FakeClock.START_SECOND + 45 * 60;
      for (int round = 0; round < 2; round++) {
        while (!store.expireSlice(later, AccountingSink.NONE)) {
          // one slice after the other
        }
      }

      assertThat(metrics.value("expired-peers")).isEqualTo(5);
      assertThat(metrics.value("expiry-slice-duration")).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void opensAFileWhoseRecoveryWasKilled() throws IOException {
    try (OptmemStore store = open(2000)) {
      TestAnnounce.of(1).peer(7).to(store);
    }
    Files.write(marker(), new byte[0]);
    try (FileChannel map =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
      map.read(length, 8);
      map.write(length.putInt(0, length.getInt(0) | Integer.MIN_VALUE).rewind(), 8);
    }

    try (OptmemStore store = open(2000)) {
      assertThat(store.verify().problems()).isEmpty();
      assertThat(TestAnnounce.of(1).peer(7).after(60).to(store).known()).isTrue();
    }
  }

  @Test
  void countsPeersThatOweOverARestart() throws IOException {
    AccountingSink refusing =
        transition -> {
          transition.owe(1, 2, 3, 4, false);
          return false;
        };
    try (OptmemStore store = open(2000)) {
      for (int peer = 0; peer < 5; peer++) {
        TestAnnounce.of(1).peer(peer).after(60).sink(refusing).to(store);
      }
      TestAnnounce.of(1).peer(0).after(120).to(store);
      TestAnnounce.of(1).peer(1).event(Event.STOPPED).after(120).to(store);
      TestAnnounce.of(1).peer(2).event(Event.STOPPED).after(120).sink(refusing).to(store);
    }
    FakeMetrics metrics = new FakeMetrics();
    OptmemConfig config =
        new OptmemConfig(
            Optional.of(file), 2000, 2000, Duration.ofMinutes(45), Duration.ofDays(21));
    try (OptmemStore store = OptmemStore.open(config, new FakeClock(), metrics)) {
      assertThat(metrics.value("store-owing")).isEqualTo(3);
      assertThat(store.verify().problems()).isEmpty();
    }
  }

  private void assertRefused() {
    assertThatThrownBy(() -> open(2000))
        .isInstanceOf(OptmemException.class)
        .hasMessageContaining(file.toString());
  }
}
