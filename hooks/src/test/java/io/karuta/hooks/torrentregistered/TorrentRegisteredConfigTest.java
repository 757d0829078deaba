package io.karuta.hooks.torrentregistered;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.hook.HookStage;
import io.karuta.pipeline.hook.HookTraits;
import io.karuta.pipeline.hook.StandardAttributes;
import io.karuta.testkit.FakeOptions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TorrentRegisteredConfigTest {

  @Test
  void hasDefaults() {
    assertThat(TorrentRegisteredConfig.read(FakeOptions.empty()))
        .isEqualTo(new TorrentRegisteredConfig(0, 5));
  }

  @Test
  void readsEveryKey() {
    FakeOptions options =
        FakeOptions.of(
            Map.of("unknown-retry", Duration.ofMinutes(2), "approval-retry", Duration.ofHours(1)));

    assertThat(TorrentRegisteredConfig.read(options)).isEqualTo(new TorrentRegisteredConfig(2, 60));
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void tellsEachViolation() {
    FakeOptions options =
        FakeOptions.of(
            Map.of("unknown-retry", Duration.ofDays(2), "approval-retry", Duration.ofSeconds(90)));

    assertThat(TorrentRegisteredConfig.read(options).unknownRetryMinutes()).isZero();
    assertThat(options.problemPaths()).containsExactly("unknown-retry", "approval-retry");
  }

  @Test
  void providesTheTorrentAndDecides() {
    HookTraits traits = new TorrentRegisteredHookFactory().configure(FakeOptions.empty()).traits();

    assertThat(traits.stage()).isEqualTo(HookStage.DECIDE);
    assertThat(traits.provides()).containsExactly(StandardAttributes.TORRENT);
  }
}
