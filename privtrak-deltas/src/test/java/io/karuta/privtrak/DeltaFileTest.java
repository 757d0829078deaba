package io.karuta.privtrak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.TakenChange;
import io.karuta.testkit.delta.FakeDeltaHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DeltaFileTest {

  private final FakeDeltaHandler books = new FakeDeltaHandler();
  private final FakeDeltaHandler slow = new FakeDeltaHandler();
  private KilledRuns runs;

  @BeforeEach
  void open(@TempDir Path folder) {
    runs = new KilledRuns(folder);
    runs.handlers.put("books", books);
  }

  @AfterEach
  void close() {
    runs.close();
  }

  private void book(int count) {
    for (int i = 0; i < count; i++) {
      assertThat(runs.book(1)).isTrue();
    }
  }

  /** The sequences that a handler has got, each once. */
  private static void assertGot(FakeDeltaHandler handler, int count) {
    assertThat(handler.deltas())
        .extracting(StatsDelta::sequence)
        .containsExactlyElementsOf(LongStream.range(0, count).boxed().toList());
  }

  private static void await(FakeDeltaHandler handler, int count) throws InterruptedException {
    while (handler.deltas().size() < count) {
      handler.next(KilledRuns.SOON);
    }
  }

  /** Until the file, too, says that a handler has got everything; that comes after the handler. */
  private void awaitNoted(String handler) {
    while (runs.metrics.value("deltas-undelivered", "handler", handler) > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void deliversAfterTheNextStartWhatAKillLeft() throws InterruptedException {
    runs.start();
    book(6);
    await(books, 4);
    runs.kill();

    runs.start();
    book(3);
    assertThat(runs.stop()).isTrue();

    assertGot(books, 9);
    assertThat(runs.redone).isEmpty();
  }

  @Test
  void deliversAfterTheNextStartWhatAStopLeft() {
    runs.start();
    books.breakDown();
    book(6);
    assertThat(runs.stop()).isFalse();
    books.repair();

    runs.start();
    assertThat(runs.stop()).isTrue();

    assertGot(books, 6);
  }

  @Test
  void goesOnWithItsSequencesAfterEveryStop() {
    for (int i = 1; i <= 50; i++) {
      runs.start();
      book(7);
      assertThat(runs.stop()).isTrue();
    }
    assertGot(books, 350);
  }

  @Test
  void hasTheStoreDoAgainWhatItHadNotStored() {
    runs.start();
    book(2);
    PeerTransition stored = runs.offer(10);
    runs.offer(20);
    runs.stored(stored);
    runs.offer(30);
    runs.kill();

    runs.start();

    assertThat(runs.redone).extracting(TakenChange::uploaded).containsExactly(20L, 30L);
    assertThat(runs.redone.getFirst().infoHash()).isEqualTo(TestAccounting.SWARM);
    assertThat(runs.redone.getFirst().cause()).isEqualTo(PeerTransition.Cause.ANNOUNCED);
    assertThat(runs.redone.getFirst().left()).isEqualTo(1000);
    assertThat(runs.metrics.value("deltas-redone")).isEqualTo(2);
    assertThat(runs.stop()).isTrue();
    assertGot(books, 5);
    assertThat(books.booked(7, 100).uploaded()).isEqualTo(2 + 10 + 20 + 30);
    runs.start();
    assertThat(runs.redone).hasSize(2);
  }

  @Test
  void deliversNothingThatTheStoreHasNotStored() throws InterruptedException {
    runs.batchSize = 1;
    runs.start();
    PeerTransition first = runs.offer(10);
    PeerTransition second = runs.offer(20);

    runs.stored(second);
    assertThat(books.nextOrNull(Duration.ofMillis(100))).isNull();
    runs.stored(first);

    await(books, 2);
    assertGot(books, 2);
  }

  @Test
  void keepsEachHandlersPlace() throws InterruptedException {
    runs.handlers.put("slow", slow);
    runs.start();
    slow.breakDown();
    book(12);
    await(books, 12);
    runs.kill();
    slow.repair();

    runs.start();
    assertThat(runs.stop()).isTrue();

    assertGot(books, 12);
    assertGot(slow, 12);
  }

  @Test
  void aSlowHandlerHoldsTheOthersOnlyWhenTheRingIsFull() throws InterruptedException {
    runs.handlers.put("slow", slow);
    runs.start();
    slow.breakDown();
    book(64);
    await(books, 64);
    assertThat(runs.metrics.value("deltas-undelivered", "handler", "slow")).isEqualTo(64);
    assertThat(runs.metrics.value("deltas-undelivered", "handler", "books")).isZero();

    assertThat(runs.book(1)).isFalse();
    slow.repair();
    await(slow, 64);
    while (!runs.book(1)) {
      Thread.onSpinWait();
    }

    assertThat(runs.stop()).isTrue();
    assertGot(books, 65);
    assertGot(slow, 65);
  }

  @Test
  void tellsHowOldTheOldestIs() {
    runs.start();
    books.breakDown();
    book(1);
    runs.clock.advanceSeconds(90);

    assertThat(runs.metrics.value("delta-oldest-age-seconds", "handler", "books")).isEqualTo(90);

    runs.stop();
    assertThat(runs.metrics.value("delta-oldest-age-seconds", "handler", "books")).isZero();
  }

  @Test
  void believesAHandlerThatIsFurtherThanTheFile() throws InterruptedException {
    runs.start();
    book(4);
    await(books, 4);
    runs.stop();
    // The kill came after the batch lasted and before that was noted.
    runs.start();
    runs.kill();
    setProgress(-1);

    runs.start();
    assertThat(runs.stop()).isTrue();

    assertGot(books, 4);
  }

  private void setProgress(long delivered) {
    try (RingFile file = RingFile.lock(runs.file());
        RingMemory memory = file.map()) {
      RingProgress progress = new RingProgress(memory);
      progress.deliver(progress.placeOf("books").orElseThrow(), delivered);
    }
  }

  @Test
  void asksAHandlerAgainUntilItAnswers() throws InterruptedException {
    runs.start();
    book(4);
    await(books, 4);
    runs.kill();
    setProgress(-1);
    books.breakDown();

    runs.start();
    book(4);
    books.repair();
    await(books, 8);

    assertGot(books, 8);
  }

  @Test
  void givesAHandlerAgainWhatItHadAndLost() {
    FakeDeltaHandler backup = backupBefore(30);

    runs.handlers.put("books", backup);
    runs.start();
    book(3);
    assertThat(runs.stop()).isTrue();

    assertGot(backup, 4 + 30 + 3);
  }

  /** A backup of the books from after 4 deltas; so many come after it. */
  private FakeDeltaHandler backupBefore(int count) {
    runs.start();
    book(4);
    assertThat(runs.stop()).isTrue();
    FakeDeltaHandler backup = books.backup();
    for (int booked = 0; booked < count; booked += 30) {
      runs.start();
      book(Math.min(30, count - booked));
      assertThat(runs.stop()).isTrue();
    }
    return backup;
  }

  @Test
  void refusesABackupThatLacksMoreThanTheRingHas() {
    FakeDeltaHandler backup = backupBefore(100);
    runs.handlers.put("books", backup);

    assertThatThrownBy(runs::start)
        .isInstanceOf(DeltaRingException.class)
        .hasMessageContaining("handler books had the deltas up to 103, and has them up to 3 now")
        .hasMessageContaining("only those from 40 on")
        .hasMessageContaining("--accept-loss");
    assertGot(backup, 4);

    runs.start(true);
    assertThat(runs.stop()).isTrue();
    assertThat(backup.deltas())
        .extracting(StatsDelta::sequence)
        .containsExactlyElementsOf(
            LongStream.concat(LongStream.range(0, 4), LongStream.range(40, 104)).boxed().toList());
  }

  @Test
  void deliversNothingToABackupThatAnswersTooLateButAtTheNextStart() {
    FakeDeltaHandler backup = backupBefore(8);
    runs.handlers.put("books", backup);
    backup.breakDown();

    runs.start();
    book(3);
    backup.repair();
    assertThat(runs.stop()).isFalse();
    assertGot(backup, 4);

    runs.start();
    assertThat(runs.stop()).isTrue();
    assertGot(backup, 4 + 8 + 3);
  }

  @Test
  void passesOnWhatAHandlerCanNeverDoAtTheStart() {
    runs.handlers.put(
        "broken",
        new DeltaHandler() {
          @Override
          public long deliveredThrough(UUID ring) {
            throw new IllegalStateException("no such table");
          }

          @Override
          public void handle(DeltaBatch batch) {}

          @Override
          public void close() {}
        });

    assertThatThrownBy(runs::start).hasMessage("no such table");

    runs.handlers.remove("broken");
    runs.start(); // the file isn't locked any more
  }

  @Test
  void aNewHandlerBeginsWithWhatTheOthersLack() throws InterruptedException {
    runs.start();
    book(8);
    await(books, 8);
    awaitNoted("books");
    books.breakDown();
    book(4);
    runs.kill();
    books.repair();
    runs.handlers.put("slow", slow);

    runs.start();
    assertThat(runs.stop()).isTrue();

    assertThat(slow.deltas()).extracting(StatsDelta::sequence).containsExactly(8L, 9L, 10L, 11L);
    assertGot(books, 12);
  }

  @Test
  void refusesToForgetAHandlerThatLacksDeltas() throws InterruptedException {
    runs.handlers.put("slow", slow);
    runs.start();
    slow.breakDown();
    book(8);
    await(books, 8);
    runs.kill();
    runs.handlers.remove("slow");

    assertThatThrownBy(runs::start)
        .isInstanceOf(DeltaRingException.class)
        .hasMessageContaining("handler slow is configured no more")
        .hasMessageContaining("8 deltas of 8 bytes up and 0 down")
        .hasMessageContaining("--accept-loss");

    runs.start(true);
    assertThat(runs.service().depth()).isZero();
  }

  @Test
  void forgetsAHandlerThatLacksNothing() {
    runs.handlers.put("slow", slow);
    runs.start();
    book(8);
    assertThat(runs.stop()).isTrue();
    runs.handlers.remove("slow");

    runs.start();

    assertThat(runs.service().depth()).isZero();
  }

  @Test
  void refusesAFileThatIsInUse() {
    runs.start();

    assertThatThrownBy(() -> RingFile.lock(runs.file()))
        .hasMessageContaining(runs.file() + ": another tracker has it open");
  }

  @Test
  void refusesAnOlderCopy() throws InterruptedException {
    runs.start();
    book(4);
    await(books, 4);
    Path old = runs.file().resolveSibling("copy");
    KilledRuns.copy(runs.file(), old);
    book(4);
    await(books, 8);
    runs.stop();
    KilledRuns.copy(old, runs.file());

    assertThatThrownBy(runs::start)
        .hasMessageContaining("handler books has the deltas up to 7, the ring ends with 3");

    runs.start(true);
    book(2);
    assertThat(runs.stop()).isTrue();
    assertThat(books.deltas()).hasSize(10);
    assertThat(books.booked(7, 100).uploaded()).isEqualTo(10);
  }

  private void leaveUndelivered(int count) {
    runs.start();
    books.breakDown();
    book(count);
    runs.kill();
    books.repair();
  }

  @Test
  void refusesADamagedSlotAndNamesIt() throws IOException {
    leaveUndelivered(6);
    runs.damage(RingLayout.HEADER_BYTES + 2 * RingLayout.SLOT_BYTES + RingLayout.UPLOADED, 99);

    assertThatThrownBy(runs::start)
        .isInstanceOf(DeltaRingException.class)
        .hasMessageContaining("" + runs.file())
        .hasMessageContaining("damaged: slot 2: sequence 2")
        .hasMessageContaining("--accept-loss");

    runs.start(true);
    book(3);
    assertThat(runs.stop()).isTrue();
    assertThat(books.booked(7, 100).uploaded()).isEqualTo(5 + 3);
    assertThat(books.deltas())
        .extracting(StatsDelta::sequence)
        .containsExactly(0L, 1L, 3L, 4L, 5L, 6L, 7L, 8L);
    runs.start(); // no loss is left to be accepted
  }

  @Test
  void refusesAnImpossibleSequence() throws IOException {
    leaveUndelivered(6);
    runs.damage(RingLayout.HEADER_BYTES + 2 * RingLayout.SLOT_BYTES, 77, 0, 0, 0, 0, 0, 0, 0);

    assertThatThrownBy(runs::start).hasMessageContaining("damaged: slot 2: sequence 76");
  }

  @Test
  void refusesDamagedProgress() throws IOException {
    leaveUndelivered(6);
    runs.damage(RingLayout.HANDLERS + RingLayout.PROGRESS + 3, 1);

    assertThatThrownBy(runs::start).hasMessageContaining("damaged: handler 0: name or progress");

    runs.start(true);
  }

  @Test
  void refusesAnotherLayout() throws IOException {
    leaveUndelivered(6);
    runs.damage(RingLayout.VERSION_AT, 9, 0, 0, 0);

    assertThatThrownBy(runs::start)
        .hasMessageContaining("layout 9 with slots of 320 bytes (expected: 1 with 320)")
        .hasMessageContaining("--accept-loss");

    runs.start(true);
    assertThat(runs.file().resolveSibling(runs.file().getFileName() + ".refused")).exists();
  }

  @Test
  void refusesWhatIsNoFileOfDeltas() throws IOException {
    Files.writeString(runs.file(), "no deltas");

    assertThatThrownBy(runs::start).hasMessageContaining("holds no deltas of this tracker");
    assertThat(runs.file()).hasContent("no deltas");
  }

  @Test
  void refusesADamagedHeader() throws IOException {
    leaveUndelivered(1);
    runs.damage(RingLayout.STARTED, 1);

    assertThatThrownBy(runs::start).hasMessageContaining("its header is damaged");
  }

  @Test
  void refusesAFileThatWasCutOffAndKeepsWhatIsThere() throws IOException {
    leaveUndelivered(40);
    byte[] content = Files.readAllBytes(runs.file());
    int left = RingLayout.HEADER_BYTES + 10 * RingLayout.SLOT_BYTES + 17;
    Files.write(runs.file(), Arrays.copyOf(content, left));

    assertThatThrownBy(runs::start)
        .hasMessageContaining("is cut off: " + left + " bytes (expected: " + content.length + ")");

    runs.start(true);
    assertThat(runs.stop()).isTrue();
    assertThat(books.booked(7, 100).uploaded()).isEqualTo(10);
  }

  @Test
  void refusesAFileThatIsTooLong() throws IOException {
    leaveUndelivered(6);
    byte[] content = Files.readAllBytes(runs.file());
    Files.write(runs.file(), Arrays.copyOf(content, content.length + 8));

    assertThatThrownBy(runs::start).hasMessageContaining("is too long");

    runs.start(true);
    assertThat(runs.stop()).isTrue();
    assertGot(books, 6);
  }

  @Test
  void keepsWhatWaitsWhenTheRingGetsAnotherSize() {
    leaveUndelivered(60);
    for (int size : List.of(256, 64, 128)) {
      runs.ringSize = size;
      books.breakDown();
      runs.start();
      assertThat(runs.service().depth()).isEqualTo(60);
      assertThat(runs.metrics.value("delta-ring-size")).isEqualTo(size);
      runs.kill();
    }
    books.repair();

    runs.start();
    book(68);
    assertThat(runs.stop()).isTrue();
    assertGot(books, 128);
  }

  @Test
  void refusesASizeThatHasNoRoomForWhatWaits() {
    runs.ringSize = 128;
    leaveUndelivered(100);
    runs.ringSize = 64;

    assertThatThrownBy(runs::start)
        .hasMessageContaining("deltas.ring-size: 64 (expected: room for the 100 deltas");

    runs.ringSize = 128;
    runs.start();
    assertThat(runs.stop()).isTrue();
    assertGot(books, 100);
  }
}
