package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.karuta.pipeline.control.RuntimeSettings.Values;
import io.karuta.pipeline.engine.PipelineSettings;
import io.karuta.testkit.FakeOptions;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The level {@code announce} of the configuration. */
final class AnnounceSettingsTest {

  @Test
  void hasDefaults() {
    assertThat(PipelineSettings.read(FakeOptions.empty()))
        .isEqualTo(
            new PipelineSettings(
                new Values(1800, 900, 100, 100, Values.NEVER), 1024, Duration.ofSeconds(5), 64));
  }

  @Test
  void readsEveryKey() {
    FakeOptions options =
        FakeOptions.of(
            Map.of(
                "interval",
                Duration.ofSeconds(1200),
                "min-interval",
                Duration.ofSeconds(10),
                "upload-percent",
                200,
                "download-percent",
                0,
                "blocking-permits",
                7,
                "blocking-deadline",
                Duration.ofSeconds(1),
                "hook-sampling",
                10));

    assertThat(PipelineSettings.read(options))
        .isEqualTo(
            new PipelineSettings(
                new Values(1200, 10, 200, 0, Values.NEVER), 7, Duration.ofSeconds(1), 10));
    assertThat(options.problems()).isEmpty();
  }

  static Stream<Arguments> violations() {
    return Stream.of(
        arguments("interval", Duration.ZERO),
        arguments("interval", Duration.ofSeconds(86_401)),
        arguments("min-interval", Duration.ofSeconds(-1)),
        arguments("min-interval", Duration.ofSeconds(1801)),
        arguments("upload-percent", -1),
        arguments("upload-percent", 1001),
        arguments("download-percent", -1),
        arguments("download-percent", 1001),
        arguments("blocking-permits", 0),
        arguments("blocking-permits", 1_000_001),
        arguments("blocking-deadline", Duration.ZERO),
        arguments("blocking-deadline", Duration.ofSeconds(61)),
        arguments("hook-sampling", -1),
        arguments("hook-sampling", 1_000_001));
  }

  @ParameterizedTest
  @MethodSource("violations")
  void tellsEachViolation(String key, Object value) {
    FakeOptions options = FakeOptions.of(Map.of(key, value));

    PipelineSettings.read(options);

    assertThat(options.problemPaths()).containsOnly(key);
  }
}
