package io.karuta.privtrak;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.delta.DeltaHandlerFactory;
import io.karuta.privtrak.handler.LogDeltaHandlerFactory;
import io.karuta.privtrak.handler.sql.SqlDeltaHandlerFactory;
import io.karuta.testkit.FakeOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaConfigTest {

  private static DeltaConfig read(FakeOptions options) {
    return DeltaConfig.read(
        options, Map.of("sql", new SqlDeltaHandlerFactory(), "log", new LogDeltaHandlerFactory()));
  }

  private static List<String> names(DeltaConfig config) {
    return config.handlers().stream().map(DeltaConfig.Handler::name).toList();
  }

  @Test
  void hasDefaults() {
    FakeOptions options = FakeOptions.empty();

    DeltaConfig config = read(options);

    assertThat(options.problems()).isEmpty();
    assertThat(config.ringSize()).isEqualTo(262_144);
    assertThat(config.file()).isEmpty();
    assertThat(config.batchSize()).isEqualTo(1000);
    assertThat(config.batchInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.stopTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(names(config)).containsExactly("sql");
  }

  @Test
  void readsEveryKey() {
    FakeOptions options =
        FakeOptions.of(
            Map.of(
                "file",
                "data/deltas",
                "ring-size",
                1024,
                "batch-size",
                512,
                "batch-interval",
                Duration.ofSeconds(1),
                "stop-timeout",
                Duration.ofSeconds(2),
                "handlers",
                List.of(
                    Map.of("name", "log", "options", Map.of()),
                    Map.of("name", "log", "as", "second-log"))));

    DeltaConfig config = read(options);

    assertThat(options.problems()).isEmpty();
    assertThat(config.ringSize()).isEqualTo(1024);
    assertThat(config.batchSize()).isEqualTo(512);
    assertThat(config.batchInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.stopTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.file()).contains(Path.of("data/deltas"));
    assertThat(names(config)).containsExactly("log", "second-log");
  }

  @Test
  void handsTheHandlerItsOptions() {
    FakeOptions options =
        FakeOptions.of(
            Map.of("handlers", List.of(Map.of("options", Map.of("rows-per-statement", 100_000)))));

    read(options);

    assertThat(options.problemPaths()).containsExactly("handlers[0].options.rows-per-statement");
  }

  @ParameterizedTest
  @CsvSource({
    "ring-size, 32",
    "ring-size, 1000",
    "ring-size, 33554432",
    "batch-size, 0",
    "batch-size, 200000",
  })
  void refusesSizesThatCannotBe(String key, int value) {
    FakeOptions options = FakeOptions.of(Map.of(key, value));

    read(options);

    assertThat(options.problemPaths()).containsExactly(key);
  }

  @Test
  void keepsTheDefaultBatchWithinASmallRing() {
    FakeOptions options = FakeOptions.of(Map.of("ring-size", 64));

    assertThat(read(options).batchSize()).isEqualTo(32);
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void refusesTimesOutOfRange() {
    FakeOptions options =
        FakeOptions.of(
            Map.of("batch-interval", Duration.ofMillis(1), "stop-timeout", Duration.ofHours(2)));

    read(options);

    assertThat(options.problemPaths()).containsExactly("batch-interval", "stop-timeout");
  }

  @Test
  void namesTheHandlersThatThereAre() {
    FakeOptions options =
        FakeOptions.of(Map.of("handlers", List.of(Map.of("name", "carrier-pigeon"))));

    read(options);

    assertThat(options.problemPaths()).containsExactly("handlers[0].name");
    assertThat(options.problems().getFirst().expected()).contains("[log, sql]");
  }

  @Test
  void refusesTwoHandlersOfOneName() {
    FakeOptions options =
        FakeOptions.of(Map.of("handlers", List.of(Map.of("name", "log"), Map.of("as", "log"))));

    read(options);

    assertThat(options.problemPaths()).containsExactly("handlers[1].as");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-a", "Books", "a b", "123456789012345678901234567890123456789012345678"})
  void refusesNamesThatAreNone(String name) {
    FakeOptions options = FakeOptions.of(Map.of("handlers", List.of(Map.of("as", name))));

    read(options);

    assertThat(options.problemPaths()).containsExactly("handlers[0].as");
  }

  @Test
  void refusesNoHandlerAndTooMany() {
    for (int count : List.of(0, 17)) {
      List<Map<String, String>> handlers =
          IntStream.range(0, count).mapToObj(i -> Map.of("name", "log", "as", "log-" + i)).toList();
      FakeOptions options = FakeOptions.of(Map.of("handlers", handlers));

      read(options);

      assertThat(options.problemPaths()).containsExactly("handlers");
    }
  }

  @Test
  void offersItsHandlersAsServices() {
    assertThat(ServiceLoader.load(DeltaHandlerFactory.class))
        .extracting(DeltaHandlerFactory::name)
        .contains("sql", "log");
  }
}
