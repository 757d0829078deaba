package io.karuta.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SourceScanTest {

  private static final String SAMPLE =
      """
      include "base.conf" # comment
      a.b = 1, c : { d = [ { e = ${?X} }, "f" ] }
      \"""quoted\""".g += h // comment
      i = \"""
        many { lines [ ${
      \""" ${j} k
      """;

  @Test
  void knowsTheLineOfEachKey() {
    SourceScan scan = SourceScan.of(SAMPLE);

    assertThat(scan.lineOf("a.b")).isEqualTo(2);
    assertThat(scan.lineOf("c.d[0].e")).isEqualTo(2);
    assertThat(scan.lineOf("c.d[1]")).isEqualTo(2);
    assertThat(scan.lineOf("quoted.g")).isEqualTo(3);
    assertThat(scan.lineOf("i")).isEqualTo(4);
    assertThat(scan.lineOf("many")).isZero();
    assertThat(scan.includes()).containsExactly(new SourceScan.Include("base.conf", 1));
  }

  @Test
  void endsOnAnyText() {
    long seed = System.nanoTime();
    Random random = new Random(seed);

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(SAMPLE);
            for (int change = 0; change < 5; change++) {
              int at = random.nextInt(text.length());
              char c = "{}[]\"=:+,.$#/\\\n ai\ufeff".charAt(random.nextInt(19));
              switch (random.nextInt(3)) {
                case 0 -> text.insert(at, c);
                case 1 -> text.setCharAt(at, c);
                default -> text.setLength(Math.max(1, at));
              }
            }
            assertThat(SourceScan.of(text.toString())).isNotNull();
          }
        },
        "seed " + seed);
  }
}
