package io.karuta.privtrak.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.testkit.FakeOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonlConfigTest {

  private static final Map<String, Object> EVERY_KEY =
      Map.of(
          "folder",
          "out",
          "max-size",
          4096,
          "rotate-every",
          Duration.ofHours(1),
          "max-files",
          7,
          "fsync",
          false);

  @Test
  void hasDefaults() {
    FakeOptions options = FakeOptions.empty();

    JsonlConfig config = JsonlConfig.read(options);

    assertThat(options.problems()).isEmpty();
    assertThat(options.askedKeys()).containsExactlyInAnyOrderElementsOf(EVERY_KEY.keySet());
    assertThat(config)
        .isEqualTo(
            new JsonlConfig(
                Path.of("data/deltas"), 100L << 20, Duration.ofDays(1), 0, true, "folder"));
  }

  @Test
  void readsEveryKey() {
    FakeOptions options = FakeOptions.of(EVERY_KEY);

    JsonlConfig config = JsonlConfig.read(options);

    assertThat(options.problems()).isEmpty();
    assertThat(config)
        .isEqualTo(new JsonlConfig(Path.of("out"), 4096, Duration.ofHours(1), 7, false, "folder"));
  }

  @ParameterizedTest
  @CsvSource({"max-size, 1023", "max-files, -1", "max-files, 1000001"})
  void refusesNumbersOutOfRange(String key, int value) {
    FakeOptions options = FakeOptions.of(Map.of(key, value));

    JsonlConfig.read(options);

    assertThat(options.problemPaths()).containsExactly(key);
  }

  @Test
  void refusesSpansOutOfRange() {
    for (Duration span : new Duration[] {Duration.ofSeconds(59), Duration.ofDays(367)}) {
      FakeOptions options = FakeOptions.of(new HashMap<>(Map.of("rotate-every", span)));

      JsonlConfig.read(options);

      assertThat(options.problemPaths()).containsExactly("rotate-every");
    }
  }
}
