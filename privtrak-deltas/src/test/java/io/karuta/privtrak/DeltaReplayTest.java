package io.karuta.privtrak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.privtrak.DeltaFileView.HandlerStatus;
import io.karuta.testkit.delta.FakeDeltaHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Looking into a file of deltas, and delivering what is in it without a tracker. */
@Timeout(60)
class DeltaReplayTest {

  private final FakeDeltaHandler books = new FakeDeltaHandler();
  private final FakeDeltaHandler archive = new FakeDeltaHandler();
  private KilledRuns runs;

  /** Ten deltas, of which books has got all and archive none. */
  @BeforeEach
  void fill(@TempDir Path folder) {
    runs = new KilledRuns(folder);
    runs.handlers.put("books", books);
    runs.handlers.put("archive", archive);
    runs.start();
    archive.breakDown();
    for (int i = 0; i < 10; i++) {
      runs.clock.advanceSeconds(1);
      assertThat(runs.book(1)).isTrue();
    }
    assertThat(runs.stop()).isFalse();
    archive.repair();
  }

  @AfterEach
  void close() {
    runs.close();
  }

  private boolean replay(Set<String> handlers, OptionalLong from) {
    return DeltaReplay.run(runs.config(), runs.environment(), runs.redone::add, handlers, from);
  }

  private List<String> export(boolean all) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeltaFileView view = DeltaFileView.open(runs.file())) {
      view.export(all, out);
    }
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void showsHowFarEachHandlerIs() {
    try (DeltaFileView view = DeltaFileView.open(runs.file())) {
      assertThat(view.last()).isEqualTo(9);
      assertThat(view.firstHeld()).isZero();
      assertThat(view.slots()).isEqualTo(64);
      assertThat(view.defects()).isEmpty();
      assertThat(view.handlers())
          .containsExactly(
              new HandlerStatus("books", 9, 0, 0),
              new HandlerStatus("archive", -1, 10, Change.NOW));
    }
  }

  @Test
  void looksIntoAFileThatATrackerHasOpen() {
    runs.start();
    runs.book(5);

    try (DeltaFileView view = DeltaFileView.open(runs.file())) {
      assertThat(view.last()).isEqualTo(10);
    }
  }

  @Test
  void exportsWhatWaitsOrAllThatIsThere() throws IOException {
    assertThat(export(false)).hasSize(10).first().asString().contains("\"sequence\":0,");
    assertThat(replay(Set.of("archive"), OptionalLong.empty())).isTrue();

    assertThat(export(false)).isEmpty();
    assertThat(export(true)).hasSize(10).last().asString().contains("\"sequence\":9,");
  }

  @Test
  void deliversWhatWaits() {
    assertThat(replay(Set.of("books", "archive"), OptionalLong.empty())).isTrue();

    assertThat(books.deltas()).hasSize(10);
    assertThat(archive.deltas()).hasSize(10);
  }

  @Test
  void leavesOtherHandlersAlone() {
    assertThat(replay(Set.of("books"), OptionalLong.empty())).isTrue();

    assertThat(archive.deltas()).isEmpty();
    runs.start();
    assertThat(runs.stop()).isTrue();
    assertThat(archive.deltas()).hasSize(10);
  }

  @Test
  void deliversAgainWhatAHandlerHasLost() {
    FakeDeltaHandler restored = new FakeDeltaHandler();
    runs.handlers.put("books", restored);

    assertThat(replay(Set.of("books", "archive"), OptionalLong.of(4))).isTrue();

    assertThat(restored.deltas())
        .extracting(StatsDelta::sequence)
        .containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(archive.deltas()).hasSize(10);
  }

  @Test
  void deliversNothingAgainToAHandlerThatHasIt() {
    assertThat(replay(Set.of("books", "archive"), OptionalLong.of(0))).isTrue();

    assertThat(books.deltas()).hasSize(10);
  }

  @Test
  void refusesWhatTheFileNoLongerHolds() {
    runs.start();
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 40; k++) {
        while (!runs.book(1)) {
          Thread.onSpinWait();
        }
      }
    }
    assertThat(runs.stop()).isTrue();

    assertThatThrownBy(() -> replay(Set.of("books"), OptionalLong.of(3)))
        .hasMessageContaining("from 3 (expected: 66 or more");
  }

  @Test
  void makesNoFile() {
    runs.kill();
    runs.file().toFile().delete();

    assertThatThrownBy(() -> replay(Set.of("books"), OptionalLong.empty()))
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> DeltaFileView.open(runs.file()))
        .hasMessageContaining("there is no such file");
  }
}
