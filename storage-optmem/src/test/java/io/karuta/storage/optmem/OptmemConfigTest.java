package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.testkit.FakeOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class OptmemConfigTest {

  @Test
  void hasDefaults() {
    FakeOptions options = FakeOptions.empty();

    assertThat(OptmemConfig.read(options))
        .isEqualTo(
            new OptmemConfig(
                Optional.empty(), 1_000_000, 200_000, Duration.ofMinutes(45), Duration.ofDays(21)));
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void readsEveryKey() {
    FakeOptions options =
        FakeOptions.of(
            Map.of(
                "file",
                "data/swarms",
                "max-peers",
                5000,
                "max-torrents",
                600,
                "peer-lifetime",
                Duration.ofMinutes(70),
                "dormant-lifetime",
                Duration.ofDays(8),
                "keep-traits",
                true,
                "address-cache",
                false));

    assertThat(OptmemConfig.read(options))
        .isEqualTo(
            new OptmemConfig(
                Optional.of(Path.of("data/swarms")),
                5000,
                600,
                Duration.ofMinutes(70),
                Duration.ofDays(8),
                true,
                false));
    assertThat(options.problems()).isEmpty();
    assertThat(options.askedKeys())
        .containsExactlyInAnyOrder(
            "file",
            "max-peers",
            "max-torrents",
            "peer-lifetime",
            "dormant-lifetime",
            "keep-traits",
            "address-cache");
  }

  @ParameterizedTest
  @MethodSource("violations")
  void tellsWhatIsWrong(String key, Object value) {
    FakeOptions options = FakeOptions.of(Map.of(key, value));

    OptmemConfig.read(options);

    assertThat(options.problemPaths()).containsExactly(key);
  }

  static Object[][] violations() {
    return new Object[][] {
      {"file", 5},
      {"max-peers", 0},
      {"max-peers", 1_000_000_001},
      {"max-torrents", 0},
      {"max-torrents", 1_000_000_001},
      {"peer-lifetime", Duration.ofSeconds(59)},
      {"peer-lifetime", Duration.ofDays(8)},
      {"dormant-lifetime", Duration.ofSeconds(59)},
      {"dormant-lifetime", Duration.ofDays(3651)},
      {"dormant-lifetime", Duration.ofMinutes(44)},
    };
  }
}
