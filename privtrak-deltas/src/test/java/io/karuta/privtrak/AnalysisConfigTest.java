package io.karuta.privtrak;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.testkit.FakeOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AnalysisConfigTest {

  private static FakeOptions options(List<Map<String, ?>> analysers) {
    return FakeOptions.of(Map.of("analysers", analysers));
  }

  private static List<String> names(FakeOptions options) {
    return AnalysisConfig.read(options).stream().map(AnalysisConfig::name).toList();
  }

  @Test
  void hasNoAnalysersByDefault() {
    FakeOptions options = FakeOptions.empty();

    assertThat(names(options)).isEmpty();
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void readsEveryKey() {
    FakeOptions options =
        options(
            List.of(
                Map.of("name", "impossible-speed", "options", Map.of("bytes-per-second", 1000)),
                Map.of("name", "impossible-speed", "as", "seedboxes")));

    assertThat(names(options)).containsExactly("impossible-speed", "seedboxes");
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void refusesAnalysersThatThereAreNot() {
    FakeOptions options = options(List.of(Map.of("name", "horoscope"), Map.of()));

    assertThat(names(options)).isEmpty();
    assertThat(options.problemPaths())
        .containsExactly("analysers[0].name", "analysers[1].name", "analysers[1].name");
    assertThat(options.problems().getFirst().expected()).contains("impossible-speed");
  }

  @Test
  void refusesTheSameNameTwice() {
    FakeOptions options =
        options(List.of(Map.of("name", "impossible-speed"), Map.of("name", "impossible-speed")));

    names(options);

    assertThat(options.problemPaths()).containsExactly("analysers[1].as");
  }

  @Test
  void tellsProblemsOfTheAnalysersOwnOptions() {
    FakeOptions options =
        options(List.of(Map.of("name", "impossible-speed", "options", Map.of("max-peers", 0))));

    names(options);

    assertThat(options.problemPaths()).containsExactly("analysers[0].options.max-peers");
  }
}
