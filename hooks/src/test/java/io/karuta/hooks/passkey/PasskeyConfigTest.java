package io.karuta.hooks.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.hook.HookStage;
import io.karuta.pipeline.hook.HookTraits;
import io.karuta.pipeline.hook.StandardAttributes;
import io.karuta.testkit.FakeOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PasskeyConfigTest {

  @Test
  void hasDefaults() {
    assertThat(PasskeyConfig.read(FakeOptions.empty())).isEqualTo(new PasskeyConfig(true));
  }

  @Test
  void readsEveryKey() {
    FakeOptions options = FakeOptions.of(Map.of("guard-scrape", false));

    assertThat(PasskeyConfig.read(options)).isEqualTo(new PasskeyConfig(false));
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void tellsEachViolation() {
    FakeOptions options = FakeOptions.of(Map.of("guard-scrape", "yes"));

    assertThat(PasskeyConfig.read(options)).isEqualTo(new PasskeyConfig(true));
    assertThat(options.problemPaths()).containsExactly("guard-scrape");
  }

  @Test
  void providesTheUserAndDecides() {
    HookTraits traits = new PasskeyHookFactory().configure(FakeOptions.empty()).traits();

    assertThat(traits.stage()).isEqualTo(HookStage.DECIDE);
    assertThat(traits.provides()).containsExactly(StandardAttributes.USER);
  }
}
