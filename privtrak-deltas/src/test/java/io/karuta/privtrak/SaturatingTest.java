package io.karuta.privtrak;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaturatingTest {

  @ParameterizedTest
  @CsvSource({
    "1000, 100, 1000",
    "1000, 0, 0",
    "999, 0, 0",
    "1000, 250, 2500",
    "1, 50, 1", // half a byte goes up
    "1, 49, 0",
    "199, 150, 299", // 298.5
    "9223372036854775807, 100, 9223372036854775807",
    "9223372036854775807, 101, 9223372036854775807",
    "9223372036854775807, 50, 4611686018427387904",
  })
  void takesPercentRoundedHalfUp(long bytes, int percent, long expected) {
    assertThat(Saturating.percentOf(bytes, percent)).isEqualTo(expected);
  }

  @Test
  void agreesWithUnboundedArithmetic() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    BigInteger max = BigInteger.valueOf(Long.MAX_VALUE);
    for (int i = 0; i < 10_000; i++) {
      long bytes = random.nextLong() >>> 1 >>> random.nextInt(60);
      int percent = random.nextInt(1001);
      BigInteger exact =
          BigInteger.valueOf(bytes)
              .multiply(BigInteger.valueOf(percent))
              .add(BigInteger.valueOf(50))
              .divide(BigInteger.valueOf(100));

      assertThat(Saturating.percentOf(bytes, percent))
          .as("seed %d: %d percent of %d", seed, percent, bytes)
          .isEqualTo(exact.min(max).longValueExact());
    }
  }

  @Test
  void addsUpToTheLargestNumber() {
    assertThat(Saturating.add(1L, 2L)).isEqualTo(3);
    assertThat(Saturating.add(Long.MAX_VALUE, 1L)).isEqualTo(Long.MAX_VALUE);
    assertThat(Saturating.add(Integer.MAX_VALUE, 1)).isEqualTo(Integer.MAX_VALUE);
  }
}
