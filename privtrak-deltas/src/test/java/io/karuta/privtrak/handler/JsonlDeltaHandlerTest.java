package io.karuta.privtrak.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.FakeOptions;
import io.karuta.testkit.delta.TestBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class JsonlDeltaHandlerTest {

  private static final UUID RING = new UUID(1, 2);

  private final FakeClock clock = new FakeClock();
  private final FaultyDisk disk = new FaultyDisk();
  private final Map<String, Object> options = new HashMap<>();

  @TempDir private Path temporary;

  private Path folder() {
    return temporary.resolve("deltas");
  }

  private JsonlDeltaHandler open() {
    options.putIfAbsent("folder", folder().toString());
    options.putIfAbsent("fsync", true);
    return JsonlDeltaHandler.open(JsonlConfig.read(FakeOptions.of(options)), clock, disk);
  }

  /** A batch of {@code count} deltas, each a line of about 640 bytes. */
  private static DeltaBatch batch(long first, int count) {
    TestBatch batch = new TestBatch(RING, first);
    for (int i = 0; i < count; i++) {
      batch.add(1 + i, 1, 10, 20);
    }
    return batch.build();
  }

  private static List<Long> upTo(long end) {
    return LongStream.range(0, end).boxed().toList();
  }

  private List<Long> sequences() {
    return JsonlFiles.sequences(folder());
  }

  private Path newest() {
    return JsonlFiles.files(folder()).getLast();
  }

  @Test
  void namesTheBatchThatALineBelongsTo() throws DeltaHandlerException {
    try (DeltaHandler handler = open()) {
      handler.handle(batch(0, 3));
    }

    assertThat(JsonlFiles.lines(folder()))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).containsEntry("batch_end", "2"))
        .allSatisfy(line -> assertThat(line).containsEntry("ring", RING.toString()));
  }

  @Test
  void saysAfterARestartHowFarItGot() throws DeltaHandlerException {
    try (DeltaHandler handler = open()) {
      assertThat(handler.deliveredThrough(RING)).isEqualTo(DeltaHandler.UNKNOWN);
      handler.handle(batch(0, 3));
      assertThat(handler.deliveredThrough(RING)).isEqualTo(2);
    }

    try (DeltaHandler handler = open()) {
      assertThat(handler.deliveredThrough(RING)).isEqualTo(2);
      assertThat(handler.deliveredThrough(new UUID(3, 4))).isEqualTo(DeltaHandler.UNKNOWN);
    }
  }

  @Test
  void cutsAwayATornBatchWhereverItWasTorn() throws DeltaHandlerException, IOException {
    try (DeltaHandler handler = open()) {
      handler.handle(batch(0, 2));
      handler.handle(batch(2, 1));
    }
    long whole = Files.size(newest());
    try (DeltaHandler handler = open()) {
      handler.handle(batch(3, 3));
    }
    byte[] all = Files.readAllBytes(newest());

    for (int end = (int) whole; end < all.length; end++) {
      Files.write(newest(), Arrays.copyOf(all, end));
      try (DeltaHandler handler = open()) {
        assertThat(handler.deliveredThrough(RING)).as("cut at %d", end).isEqualTo(2);
      }
      assertThat(Files.size(newest())).as("cut at %d", end).isEqualTo(whole);
    }
    try (DeltaHandler handler = open()) {
      handler.handle(batch(3, 3));
    }
    assertThat(Files.readAllBytes(newest())).isEqualTo(all);
  }

  @Test
  void cutsAwayBytesThatNeverBecameLines() throws DeltaHandlerException, IOException {
    try (DeltaHandler handler = open()) {
      handler.handle(batch(0, 2));
    }
    // Power loss: the length is on the disk, the bytes are not.
    Files.write(newest(), new byte[5000], StandardOpenOption.APPEND);
    Files.writeString(newest(), "\n{\"ring\":null}\n{\"ring\":\"x\"}\n", StandardOpenOption.APPEND);

    try (DeltaHandler handler = open()) {
      handler.handle(batch(2, 2));
    }

    assertThat(sequences()).isEqualTo(upTo(4));
  }

  @Test
  void knowsFromAnOlderFileWhenTheNewestHasNoWholeBatch()
      throws DeltaHandlerException, IOException {
    try (DeltaHandler handler = open()) {
      handler.handle(batch(0, 2));
    }
    clock.advanceSeconds(100);
    Path torn = folder().resolve("deltas-29991231T235959Z-0000.jsonl");
    Files.writeString(torn, "{\"batch_end\":5,\"ring\":\"" + RING + "\",\"sequence\":2}\n{\"ba");

    try (DeltaHandler handler = open()) {
      assertThat(handler.deliveredThrough(RING)).isEqualTo(1);
      handler.handle(batch(0, 2));
      handler.handle(batch(2, 1));
    }

    assertThat(sequences()).isEqualTo(upTo(3));
    assertThat(newest()).isEqualTo(torn);
  }

  @Test
  void takesOnlyTheRestOfABatchThatBeginsTooEarly() throws DeltaHandlerException {
    try (DeltaHandler handler = open()) {
      handler.handle(batch(0, 3));
    }

    try (DeltaHandler handler = open()) {
      handler.handle(batch(1, 5));
    }

    assertThat(sequences()).isEqualTo(upTo(6));
  }

  @Test
  void knowsABatchAgainThatEndsWithEmptySequences() throws DeltaHandlerException {
    DeltaBatch whole = batch(0, 3);
    DeltaBatch batch = new DeltaBatch(RING, 0, 7, whole.deltas(), whole.totals());
    for (int run = 0; run < 2; run++) {
      try (DeltaHandler handler = open()) {
        handler.handle(batch);
        handler.handle(batch);
        assertThat(handler.deliveredThrough(RING)).isEqualTo(2);
      }
    }

    assertThat(sequences()).isEqualTo(upTo(3));
  }

  @Test
  void beginsAFileWhenABatchWouldMakeItTooLarge() throws DeltaHandlerException, IOException {
    options.put("max-size", 2000);
    try (DeltaHandler handler = open()) {
      for (int first = 0; first < 12; first += 2) {
        handler.handle(batch(first, 2));
      }
    }

    assertThat(JsonlFiles.files(folder())).hasSize(6);
    assertThat(sequences()).isEqualTo(upTo(12));
  }

  @Test
  void putsABatchThatIsTooLargeForAnyFileIntoOneOfItsOwn() throws DeltaHandlerException {
    options.put("max-size", 1024);
    try (DeltaHandler handler = open()) {
      handler.handle(batch(0, 20));
      handler.handle(batch(20, 1));
    }

    assertThat(JsonlFiles.files(folder())).hasSize(2);
    assertThat(sequences()).isEqualTo(upTo(21));
  }

  @Test
  void beginsAFileForEachSpanOfTime() throws DeltaHandlerException {
    options.put("rotate-every", Duration.ofHours(1));
    try (DeltaHandler handler = open()) {
      handler.handle(batch(0, 1));
      clock.advanceSeconds(10);
      handler.handle(batch(1, 1));
      clock.advanceSeconds(3600);
      handler.handle(batch(2, 1));
    }

    assertThat(JsonlFiles.files(folder())).hasSize(2);
    assertThat(sequences()).isEqualTo(upTo(3));
  }

  @Test
  void keepsTheOrderOfNamesWhenTheClockIsSetBack() throws DeltaHandlerException {
    options.put("max-size", 1024);
    try (DeltaHandler handler = open()) {
      handler.handle(batch(0, 2));
      clock.advanceSeconds(-5000);
      handler.handle(batch(2, 2));
      handler.handle(batch(4, 2));
    }

    assertThat(JsonlFiles.files(folder())).hasSize(3);
    assertThat(sequences()).isEqualTo(upTo(6));
  }

  @Test
  void keepsNoMoreFilesThanItMay() throws DeltaHandlerException, IOException {
    options.put("max-size", 1024);
    options.put("max-files", 2);
    Files.createDirectories(folder());
    Path other = Files.writeString(folder().resolve("deltas-notes.jsonl.txt"), "not ours");
    try (DeltaHandler handler = open()) {
      for (int first = 0; first < 12; first += 2) {
        handler.handle(batch(first, 2));
      }
    }

    assertThat(sequences()).containsExactly(8L, 9L, 10L, 11L);
    assertThat(other).exists();
    try (DeltaHandler handler = open()) {
      assertThat(handler.deliveredThrough(RING)).isEqualTo(11);
    }
  }

  @Test
  void keepsPasskeysFromOthers() throws DeltaHandlerException, IOException {
    try (DeltaHandler handler = open()) {
      handler.handle(batch(0, 1));
    }

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(newest())))
        .endsWith("---");
  }

  @Test
  void takesBackWhatADiskHadNoRoomFor() throws DeltaHandlerException, IOException {
    try (DeltaHandler handler = open()) {
      handler.handle(batch(0, 2));
      long whole = Files.size(newest());
      disk.full = true;

      assertThatThrownBy(() -> handler.handle(batch(2, 2)))
          .isInstanceOf(DeltaHandlerException.class)
          .hasMessageContaining(folder().toString())
          .hasMessageContaining("No space left on device");

      assertThat(Files.size(newest())).isEqualTo(whole);
      disk.full = false;
      handler.handle(batch(2, 2));
    }
    assertThat(sequences()).isEqualTo(upTo(4));
  }

  @Test
  void cutsAwayLaterWhatCouldNotBeTakenBack() throws DeltaHandlerException {
    try (DeltaHandler handler = open()) {
      handler.handle(batch(0, 2));
      disk.gone = true;
      for (int attempt = 0; attempt < 3; attempt++) {
        assertThatThrownBy(() -> handler.handle(batch(2, 2)))
            .isInstanceOf(DeltaHandlerException.class);
      }
      disk.gone = false;
      handler.handle(batch(2, 2));
    }

    assertThat(sequences()).isEqualTo(upTo(4));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void failsWithTheReasonWhenTheDeviceIsFull() throws DeltaHandlerException, IOException {
    Files.createDirectories(folder());
    Path full = folder().resolve("deltas-20260101T000000Z-0000.jsonl");
    Files.createSymbolicLink(full, Path.of("/dev/full"));
    try (DeltaHandler handler = open()) {
      assertThatThrownBy(() -> handler.handle(batch(0, 2)))
          .isInstanceOf(DeltaHandlerException.class)
          .hasMessageContaining("No space left on device");

      Files.delete(full);
      handler.handle(batch(0, 2));
    }

    assertThat(sequences()).isEqualTo(upTo(2));
  }

  @Test
  void waitsForAFolderThatIsGone() throws DeltaHandlerException, IOException {
    try (DeltaHandler handler = open()) {
      handler.handle(batch(0, 2));
      Path away = temporary.resolve("away");
      Files.move(folder(), away);
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> handler.handle(batch(2, 2)))
            .isInstanceOf(DeltaHandlerException.class)
            .hasMessageContaining(folder().toString());
        assertThatThrownBy(() -> handler.deliveredThrough(RING))
            .isInstanceOf(DeltaHandlerException.class);
      }

      Files.move(away, folder());
      handler.handle(batch(2, 2));
    }

    assertThat(sequences()).isEqualTo(upTo(4));
  }

  @Test
  void goesOnInANewFileWhenTheOldOneWasTakenAway() throws DeltaHandlerException, IOException {
    try (DeltaHandler handler = open()) {
      handler.handle(batch(0, 2));
      Files.delete(newest());
      assertThatThrownBy(() -> handler.handle(batch(2, 2)))
          .isInstanceOf(DeltaHandlerException.class);

      handler.handle(batch(2, 2));
    }

    assertThat(sequences()).containsExactly(2L, 3L);
  }

  @Test
  void refusesAFolderThatIsAFile() throws IOException {
    Files.writeString(folder(), "a file");

    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("folder: " + folder());
  }

  @Test
  void refusesAFolderThatAnotherHandlerWritesTo() {
    try (DeltaHandler first = open()) {
      assertThat(first).isNotNull();
      assertThatThrownBy(this::open).hasMessageContaining("another handler writes there");
    }
    open().close();
  }

  @Test
  void hasEachDeltaOnceWhateverHappens() throws DeltaHandlerException, IOException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    options.put("max-size", 20_000);
    options.put("fsync", false);
    long delivered = 0;
    DeltaHandler handler = open();
    for (int step = 0; step < 300; step++) {
      DeltaBatch batch = batch(delivered, 1 + random.nextInt(20));
      disk.full = random.nextInt(4) == 0;
      disk.gone = random.nextInt(4) == 0;
      try {
        handler.handle(batch);
        delivered = batch.lastSequence() + 1;
      } catch (DeltaHandlerException e) {
        assertThat(e).hasMessageContaining("No space left");
      }
      clock.advanceSeconds(random.nextInt(3));
      if (random.nextInt(5) == 0) {
        handler.close();
        handler = open();
        delivered = handler.deliveredThrough(RING) + 1;
      }
    }
    handler.close();
    open().close();
    disk.full = false;
    disk.gone = false;
    try (DeltaHandler last = open()) {
      last.handle(batch(delivered, 1));
    }

    assertThat(sequences()).as("seed %d", seed).isEqualTo(upTo(delivered + 1));
  }
}
