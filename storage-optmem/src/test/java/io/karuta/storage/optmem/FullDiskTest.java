package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.store.TestAnnounce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FullDiskTest {

  private static final int MOST_PEERS = 20_000;

  /** Takes nothing: everybody owes, and needs more room than was planned. */
  private static final AccountingSink REFUSING =
      transition -> {
        transition.owe(1, 2, 3, 4, false);
        return false;
      };

  @TempDir private Path folder;
  private SmallDisk disk;
  private Path file;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    disk = SmallDisk.mount(folder, 16);
    file = disk.folder().resolve("swarms");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    if (disk != null) {
      disk.unmount();
    }
  }

  private OptmemStore open(long maxPeers) {
    return OptmemStore.open(
        new OptmemConfig(
            Optional.of(file),
            maxPeers,
            20,
            Duration.ofMinutes(45),
            Duration.ofDays(21),
            true,
            true),
        new FakeClock(),
        MetricsSink.none());
  }

  private static TestAnnounce peer(int number) {
    return TestAnnounce.of(number % 7).peer(number).overIpv6(number).sink(REFUSING);
  }

  private void assertOnly(String... names) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder(names);
    }
  }

  @Test
  void makesNoFileThatDoesNotFit() throws IOException {
    assertThatThrownBy(() -> open(1_000_000))
        .isInstanceOf(OptmemException.class)
        .hasMessageContaining(file + ": can't be made")
        .hasMessageContaining("space");

    assertOnly();
    try (OptmemStore store = open(1000)) {
      assertThat(peer(1).to(store).stored()).isTrue();
    }
  }

  @Test
  void startsOnNoDiskWithoutRoomForTheJournal() throws IOException {
    open(1000).close();
    disk.fillUp();

    assertThatThrownBy(() -> open(1000))
        .isInstanceOf(OptmemException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("space");

    assertOnly("swarms", "filler");
    disk.makeRoom();
    open(1000).close();
  }

  @Test
  void keepsTheSmallFileIfTheLargeOneDoesNotFit() throws IOException {
    try (OptmemStore store = open(1000)) {
      peer(1).to(store);
    }

    assertThatThrownBy(() -> open(1_000_000))
        .isInstanceOf(OptmemException.class)
        .hasMessageContaining(file + ": can't be enlarged")
        .hasMessageContaining("space");

    assertOnly("swarms");
    try (OptmemStore store = open(1000)) {
      assertThat(store.verify().records()).isEqualTo(1);
    }
  }

  @Test
  void answersAndLosesNobodyWhileTheFileCannotGrow() throws IOException {
    BitSet stored = new BitSet();
    try (OptmemStore store = open(MOST_PEERS)) {
      disk.fillUp();
      for (int number = 0; number < MOST_PEERS; number++) {
        stored.set(number, peer(number).want(10).to(store).stored());
      }

      assertThat(stored.cardinality()).isBetween(MOST_PEERS / 4, MOST_PEERS - 1000);
      assertThat(store.verify().problems()).isEmpty();
      assertThat(store.verify().records()).isEqualTo(stored.cardinality());
      stored.stream()
          .forEach(number -> assertThat(peer(number).left(0).after(60).to(store).known()).isTrue());
      assertThat(peer(0).event(Event.STOPPED).after(120).to(store).stored()).isTrue();
      assertThat(store.verify().problems()).isEmpty();

      disk.makeRoom();
      for (int number = 0; number < MOST_PEERS; number++) {
        assertThat(peer(number).after(180).to(store).stored()).isTrue();
      }
      assertThat(store.verify().problems()).isEmpty();
    }
    try (OptmemStore store = open(MOST_PEERS)) {
      assertThat(store.verify().problems()).isEmpty();
      assertThat(store.verify().records()).isEqualTo(MOST_PEERS);
    }
  }
}
