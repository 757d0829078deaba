package io.karuta.privtrak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerEnvironment;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.FakeMetrics;
import io.karuta.testkit.FakeOptions;
import io.karuta.testkit.delta.Booked;
import io.karuta.testkit.delta.TestBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TeeDeltaHandlerTest {

  private static final UUID RING = new UUID(1, 2);

  private final KeptHandler first = new KeptHandler();
  private final KeptHandler second = new KeptHandler();

  private TeeDeltaHandler tee() {
    return new TeeDeltaHandler(List.of(first, second));
  }

  private static DeltaBatch batch(long from, int count) {
    TestBatch batch = new TestBatch(RING, from);
    for (int i = 0; i < count; i++) {
      batch.add(1, 1, 10, 0);
    }
    return batch.build();
  }

  @Test
  void givesEachBatchToEveryHandler() throws DeltaHandlerException {
    try (TeeDeltaHandler tee = tee()) {
      tee.handle(batch(0, 2));
      tee.handle(batch(2, 1));
    }

    assertThat(first.sequences()).containsExactly(0L, 1L, 2L);
    assertThat(second.sequences()).containsExactly(0L, 1L, 2L);
  }

  @Test
  void givesABatchAgainOnlyToThoseWhoHaveNotTakenIt() throws DeltaHandlerException {
    TeeDeltaHandler tee = tee();
    second.breakDown();

    assertThatThrownBy(() -> tee.handle(batch(0, 2))).isInstanceOf(DeltaHandlerException.class);
    first.breakDown(); // so that being asked again would show
    second.repair();
    tee.handle(batch(0, 2));

    assertThat(first.sequences()).containsExactly(0L, 1L);
    assertThat(second.sequences()).containsExactly(0L, 1L);
  }

  @Test
  void leavesTheOthersAloneWhileTheFirstFails() {
    TeeDeltaHandler tee = tee();
    first.breakDown();

    assertThatThrownBy(() -> tee.handle(batch(0, 2))).isInstanceOf(DeltaHandlerException.class);

    assertThat(second.sequences()).isEmpty();
  }

  @Test
  void saysTheLowestOfWhatItsHandlersSay() throws DeltaHandlerException {
    first.keepsAccount = true;
    second.keepsAccount = true;
    first.handle(batch(0, 5));
    second.handle(batch(0, 3));

    assertThat(tee().deliveredThrough(RING)).isEqualTo(2);
  }

  @Test
  void leavesItToTheTrackerIfOneOfThemDoesNotKnow() throws DeltaHandlerException {
    first.keepsAccount = true;
    first.handle(batch(0, 5));
    second.handle(batch(0, 3));

    assertThat(tee().deliveredThrough(RING)).isEqualTo(DeltaHandler.UNKNOWN);
  }

  @Test
  void givesAHandlerThatIsAheadTheRestOnly() throws DeltaHandlerException {
    first.keepsAccount = true;
    first.handle(batch(0, 5));
    second.handle(batch(0, 3));
    TeeDeltaHandler tee = tee();

    tee.deliveredThrough(RING);
    tee.handle(batch(3, 4));

    assertThat(first.sequences()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(first.booked(1, 1)).isEqualTo(new Booked(70, 0, 0, 1000, true));
    assertThat(second.sequences()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void givesNothingToAHandlerThatLacksOnlyEmptySequences() throws DeltaHandlerException {
    first.keepsAccount = true;
    first.handle(batch(0, 2));
    TeeDeltaHandler tee = tee();
    tee.deliveredThrough(RING);
    first.breakDown(); // so that being asked would show
    DeltaBatch whole = batch(0, 2);

    tee.handle(new DeltaBatch(RING, 0, 5, whole.deltas(), whole.totals()));

    assertThat(second.sequences()).containsExactly(0L, 1L);
  }

  @Test
  void closesAllThoughOneFailsToClose() {
    first.failsToClose = true;

    assertThatThrownBy(() -> tee().close()).isInstanceOf(IllegalStateException.class);

    assertThat(first.closes).isEqualTo(1);
    assertThat(second.closes).isEqualTo(1);
  }

  @Test
  void findsItsHandlersByTheirNames(@TempDir Path folder) throws DeltaHandlerException {
    FakeOptions options =
        FakeOptions.of(
            Map.of(
                "handlers",
                List.of(
                    Map.of("name", "log"),
                    Map.of("name", "jsonl", "options", Map.of("folder", folder + "/a")),
                    Map.of(
                        "name",
                        "jsonl",
                        "as",
                        "copy",
                        "options",
                        Map.of("folder", folder + "/b")))));

    DeltaHandlerEnvironment environment =
        new DeltaHandlerEnvironment(
            "both",
            () -> {
              throw new IllegalStateException("no database");
            },
            new FakeMetrics(),
            new FakeClock());
    try (DeltaHandler tee = new TeeDeltaHandlerFactory().configure(options).create(environment)) {
      tee.handle(batch(0, 1));
    }

    assertThat(options.problems()).isEmpty();
    assertThat(folder.resolve("a")).isDirectoryContaining("glob:**.jsonl");
    assertThat(folder.resolve("b")).isDirectoryContaining("glob:**.jsonl");
  }

  @Test
  void closesWhatItHasMadeWhenALaterHandlerCannotBeMade(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    FakeOptions options =
        FakeOptions.of(
            Map.of(
                "handlers",
                List.of(
                    Map.of("name", "jsonl", "options", Map.of("folder", folder + "/a")),
                    Map.of("name", "jsonl", "as", "b", "options", Map.of("folder", "" + file)))));
    TeeDeltaHandlerFactory factory = new TeeDeltaHandlerFactory();
    DeltaHandlerEnvironment environment =
        new DeltaHandlerEnvironment(
            "both",
            () -> {
              throw new IllegalStateException("no database");
            },
            new FakeMetrics(),
            new FakeClock());

    for (int attempt = 0; attempt < 2; attempt++) {
      // Were the first one still open, its folder would be the trouble at the second attempt.
      assertThatThrownBy(() -> factory.configure(options).create(environment))
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void refusesWrongLists() {
    assertThat(problems(List.of())).containsExactly("handlers");
    assertThat(problems(List.of(Map.of("name", "carrier-pigeon"))))
        .containsExactly("handlers[0].name");
    assertThat(problems(List.of(Map.of("name", "log"), Map.of("name", "log"))))
        .containsExactly("handlers[1].as");
    assertThat(problems(List.of(Map.of("name", "jsonl", "options", Map.of("max-size", 1)))))
        .containsExactly("handlers[0].options.max-size");
  }

  private static List<String> problems(List<Map<String, ?>> handlers) {
    FakeOptions options = FakeOptions.of(Map.of("handlers", handlers));
    new TeeDeltaHandlerFactory().configure(options);
    return options.problemPaths();
  }
}
