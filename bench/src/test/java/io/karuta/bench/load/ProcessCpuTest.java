package io.karuta.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProcessCpuTest {

  @Test
  void addsUserAndSystemTime() {
    String stat =
        "4711 (java) S 1 4711 4711 0 -1 4194304 9000 0 3 0 1234 66 7 8 20 0 31 0 900 5000 100 1";

    assertThat(ProcessCpu.usedMicros(stat)).isEqualTo(13_000_000);
  }

  @Test
  void isNotMisledByTheNameOfTheProcess() {
    String stat =
        "4711 (a) S 9 (b) S 1 4711 4711 0 -1 4194304 9000 0 3 0 1 2 7 8 20 0 31 0 900 5000 100 1";

    assertThat(ProcessCpu.usedMicros(stat)).isEqualTo(30_000);
  }
}
