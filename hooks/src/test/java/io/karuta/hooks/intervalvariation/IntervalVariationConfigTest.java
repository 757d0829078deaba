package io.karuta.hooks.intervalvariation;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.hook.HookStage;
import io.karuta.testkit.FakeOptions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class IntervalVariationConfigTest {

  @Test
  void hasDefaults() {
    assertThat(IntervalVariationConfig.read(FakeOptions.empty()))
        .isEqualTo(new IntervalVariationConfig(180, false));
  }

  @Test
  void readsEveryKey() {
    FakeOptions options =
        FakeOptions.of(Map.of("max-increase", Duration.ofSeconds(90), "vary-min-interval", true));

    assertThat(IntervalVariationConfig.read(options))
        .isEqualTo(new IntervalVariationConfig(90, true));
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void tellsEachViolation() {
    FakeOptions options =
        FakeOptions.of(Map.of("max-increase", Duration.ZERO, "vary-min-interval", 1));

    assertThat(IntervalVariationConfig.read(options))
        .isEqualTo(new IntervalVariationConfig(180, false));
    assertThat(options.problemPaths()).containsExactly("max-increase", "vary-min-interval");
  }

  @Test
  void editsTheReply() {
    assertThat(new IntervalVariationHookFactory().configure(FakeOptions.empty()).traits().stage())
        .isEqualTo(HookStage.EDIT_REPLY);
  }
}
