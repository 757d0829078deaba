package io.karuta.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class WrkResultTest {

  @Test
  void findsTheScriptsLineAmongWhatWrkPrints() {
    String output =
        """
        Running 10s test @ http://127.0.0.1:26969
          1 threads and 64 connections
        result requests=500000 duration-us=10000000 p50-us=310 p99-us=1900 errors=2
        """;

    WrkResult result = WrkResult.parse(output);

    assertThat(result).isEqualTo(new WrkResult(500_000, 10_000_000, 310, 1_900, 2));
    assertThat(result.requestsPerSecond()).isEqualTo(50_000);
  }

  @Test
  void showsTheOutputIfThereIsNoResult() {
    assertThatThrownBy(() -> WrkResult.parse("unable to connect"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("unable to connect");
  }
}
