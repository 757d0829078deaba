package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StopStackTest {

  private final StopStack parts = new StopStack();
  private final List<String> stopped = new ArrayList<>();

  @Test
  void stopsTheLastStartedFirst() {
    parts.push("store", _ -> stopped.add("store"));
    parts.push("listener", _ -> stopped.add("listener"));

    assertThat(parts.stopAll(Duration.ofSeconds(5))).isTrue();
    assertThat(stopped).containsExactly("listener", "store");
  }

  @Test
  void stopsTheOthersWhenOneFails() {
    parts.push("store", _ -> stopped.add("store"));
    parts.push(
        "listener",
        _ -> {
          throw new IllegalStateException("stuck");
        });

    assertThat(parts.stopAll(Duration.ofSeconds(5))).isFalse();
    assertThat(stopped).containsExactly("store");
  }

  @Test
  void stopsNothingTwice() {
    parts.push("store", _ -> stopped.add("store"));

    parts.stopAll(Duration.ofSeconds(5));
    parts.stopAll(Duration.ofSeconds(5));

    assertThat(stopped).containsExactly("store");
  }
}
