package io.karuta.hooks.peerselection;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.hooks.peerselection.PeerSelectionConfig.Early;
import io.karuta.pipeline.hook.HookStage;
import io.karuta.testkit.FakeOptions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PeerSelectionConfigTest {

  @Test
  void hasDefaults() {
    assertThat(PeerSelectionConfig.read(FakeOptions.empty()))
        .isEqualTo(new PeerSelectionConfig(50, 200, false, 0, Early.NO_PEERS));
  }

  @Test
  void readsEveryKey() {
    FakeOptions options =
        FakeOptions.of(
            Map.of(
                "default-num-want",
                30,
                "max-num-want",
                100,
                "both-families",
                true,
                "min-interval-enforced",
                Duration.ofMinutes(5),
                "early",
                "refuse"));

    assertThat(PeerSelectionConfig.read(options))
        .isEqualTo(new PeerSelectionConfig(30, 100, true, 300, Early.REFUSE));
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void lowersTheDefaultNumberWithTheMost() {
    FakeOptions options = FakeOptions.of(Map.of("max-num-want", 20));

    assertThat(PeerSelectionConfig.read(options).defaultNumWant()).isEqualTo(20);
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void tellsEachViolation() {
    FakeOptions options =
        FakeOptions.of(
            Map.of(
                "default-num-want",
                0,
                "max-num-want",
                2001,
                "both-families",
                "yes",
                "min-interval-enforced",
                Duration.ofDays(2),
                "early",
                "never"));

    assertThat(PeerSelectionConfig.read(options))
        .isEqualTo(new PeerSelectionConfig(50, 200, false, 0, Early.NO_PEERS));
    assertThat(options.problemPaths())
        .containsExactlyInAnyOrder(
            "default-num-want", "max-num-want", "both-families", "min-interval-enforced", "early");
  }

  @Test
  void refusesADefaultAboveTheMost() {
    FakeOptions options = FakeOptions.of(Map.of("default-num-want", 60, "max-num-want", 50));

    assertThat(PeerSelectionConfig.read(options)).isNotNull();
    assertThat(options.problemPaths()).containsExactly("default-num-want");
  }

  @Test
  void refusesAFractionOfASecond() {
    FakeOptions options = FakeOptions.of(Map.of("min-interval-enforced", Duration.ofMillis(500)));

    assertThat(PeerSelectionConfig.read(options)).isNotNull();
    assertThat(options.problemPaths()).containsExactly("min-interval-enforced");
  }

  @Test
  void entersTheSwarm() {
    assertThat(new PeerSelectionHookFactory().configure(FakeOptions.empty()).traits().stage())
        .isEqualTo(HookStage.ENTER_SWARM);
  }
}
