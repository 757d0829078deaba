package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.store.TestAnnounce;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import net.openhft.chronicle.map.ChronicleMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileVerificationTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void fillAFile() {
    file = folder.resolve("swarms");
    try (OptmemStore store = open()) {
      for (int peer = 0; peer < 300; peer++) {
        TestAnnounce.of(peer % 3 == 0 ? 1 : peer).peer(peer).left(peer % 2).to(store);
      }
    }
  }

  private OptmemConfig config(long maxPeers) {
    return new OptmemConfig(
        Optional.of(file), maxPeers, 1000, Duration.ofMinutes(45), Duration.ofDays(21));
  }

  private OptmemStore open() {
    return OptmemStore.open(config(1000), new FakeClock(), MetricsSink.none());
  }

  private FileVerification verify() {
    return FileVerification.of(config(1000), new FakeClock());
  }

  @Test
  void findsNothingInASoundFile() {
    FileVerification verification = verify();

    assertThat(verification.recovered()).isFalse();
    assertThat(verification.found().clean()).isTrue();
    assertThat(verification.found().swarms()).isEqualTo(200);
    assertThat(verification.found().records()).isEqualTo(300);
  }

  @Test
  void recoversAFileThatWasNotClosedAndClosesIt() throws IOException {
    Files.createFile(folder.resolve("swarms.open"));

    assertThat(verify().recovered()).isTrue();
    assertThat(verify().recovered()).isFalse();
  }

  @Test
  void findsWhatIsWrongInABlock() throws IOException {
    try (ChronicleMap<byte[], byte[]> map = MapBuilder.open(file.toFile())) {
      KeyBuffer key = new KeyBuffer();
      key.infoHash(TestAnnounce.infoHash(1).toBytes(), 0);
      key.bucket(0);
      Block block = new Block(WriteWatch.NONE);
      block.bind(MapBuilder.swarms(map).find(key, new Region(WriteWatch.NONE)));
      block.partialSeeds(7);
      key.release();
    }

    assertThat(verify().found().problems())
        .first()
        .asString()
        .contains(TestAnnounce.infoHash(1).toString())
        .contains("0 partial seeds, counted 7");
  }

  @Test
  void makesNoFile() throws IOException {
    Files.delete(file);

    assertThatThrownBy(this::verify)
        .isInstanceOf(OptmemException.class)
        .hasMessage("swarm file " + file + ": there is no such file");

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void refusesAFileThatATrackerHasOpen() {
    try (OptmemStore store = open()) {
      assertThatThrownBy(this::verify)
          .isInstanceOf(OptmemException.class)
          .hasMessageContaining("another tracker has it open");
      assertThat(store.verify().clean()).isTrue();
    }
    assertThat(verify().recovered()).isFalse();
  }

  @Test
  void refusesAFileThatWasCutOff() throws IOException {
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(100);
    }

    assertThatThrownBy(this::verify)
        .isInstanceOf(OptmemException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void doesNotEnlargeTheFile() throws IOException {
    long lengthBytes = Files.size(file);

    FileVerification.of(config(100_000), new FakeClock());

    assertThat(Files.size(file)).isEqualTo(lengthBytes);
  }
}
