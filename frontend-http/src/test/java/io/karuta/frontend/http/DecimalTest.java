package io.karuta.frontend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {

  private static final BigInteger TWO_TO_63 = BigInteger.ONE.shiftLeft(63);
  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

  private final Decimal decimal = new Decimal();

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-1", "+1", "1 ", "0x1", "1.0", "1e3", "\u0661", "1,000"})
  void refusesWhatIsNoNumber(String text) {
    assertThat(read(text)).isEqualTo(Decimal.INVALID);
  }

  @Test
  void readsLeadingZeros() {
    assertThat(read("0000000000000000000000000000007")).isEqualTo(Decimal.IN_RANGE);
    assertThat(decimal.value()).isEqualTo(7);
  }

  @Test
  void refusesWhereDecodingFoundNothing() {
    assertThat(decimal.read(new byte[1], QueryScanner.UNDECODABLE)).isEqualTo(Decimal.INVALID);
  }

  @Test
  void agreesWithBigIntegersAroundItsLimits() {
    for (BigInteger limit : new BigInteger[] {BigInteger.ZERO, TWO_TO_63, TWO_TO_64}) {
      for (int difference = -20; difference <= 20; difference++) {
        compare(limit.add(BigInteger.valueOf(difference)));
      }
    }
  }

  @Test
  void agreesWithBigIntegersAtRandom() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    System.out.println("DecimalTest seed " + seed);

    for (int i = 0; i < 10_000; i++) {
      compare(new BigInteger(random.nextInt(70), random));
    }
  }

  private void compare(BigInteger number) {
    int expected =
        number.signum() < 0 || number.compareTo(TWO_TO_64) >= 0
            ? Decimal.INVALID
            : number.compareTo(TWO_TO_63) < 0 ? Decimal.IN_RANGE : Decimal.HUGE;

    assertThat(read(number.toString())).as("%s", number).isEqualTo(expected);
    if (expected != Decimal.INVALID) {
      assertThat(decimal.value()).isEqualTo(number.longValue());
    }
  }

  private int read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return decimal.read(bytes, bytes.length);
  }
}
