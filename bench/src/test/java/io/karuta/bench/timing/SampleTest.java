package io.karuta.bench.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SampleTest {

  private static Sample of(long... nanos) {
    Sample sample = new Sample();
    for (long time : nanos) {
      sample.add(time);
    }
    return sample;
  }

  @Test
  void welchIsTheDifferenceInStandardErrors() {
    // Means 3 and 9, variances 2.5 and 10, errors squared 0.5 and 2.
    Sample a = of(1, 2, 3, 4, 5);
    Sample b = of(5, 7, 9, 11, 13);

    assertThat(Sample.welch(a, b)).isEqualTo(-6 / Math.sqrt(2.5), within(1e-9));
    assertThat(Sample.error(a, b)).isEqualTo(Math.sqrt(2.5), within(1e-9));
  }

  @Test
  void quantilesAndCutsAreOfWhatIsThere() {
    Sample sample = of(4, 1, 3, 2).with(of(100));

    assertThat(sample.quantile(0.5)).isEqualTo(3);
    assertThat(sample.quantile(0.8)).isEqualTo(4);
    assertThat(sample.quantile(1)).isEqualTo(100);
    assertThat(sample.upTo(4).size()).isEqualTo(4);
    assertThat(sample.upTo(4).mean()).isEqualTo(2.5);
    assertThat(new Sample().quantile(0.5)).isZero();
  }

  @Test
  void kindsDifferFromTheTokenWhereTheySay() {
    String token = "0123456789abcdef".repeat(4);
    Random random = new Random(1);

    assertThat(Kind.FIRST_WRONG.header(token, random)).endsWith(token.substring(1) + "\r\n");
    assertThat(Kind.LAST_WRONG.header(token, random))
        .contains(" " + token.substring(0, 63))
        .doesNotContain(token);
    String half = Kind.HALF_RIGHT.header(token, random);
    assertThat(half).contains(" " + token.substring(0, 32)).doesNotContain(token.substring(0, 33));
    for (Kind kind : Kind.values()) {
      assertThat(kind.header(token, random)).as(kind.name()).doesNotContain(token);
    }
  }
}
