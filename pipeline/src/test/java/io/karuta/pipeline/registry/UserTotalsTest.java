package io.karuta.pipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UserTotalsTest {

  private static final UserTotals SOME = new UserTotals(1, 2, 3, 4, 5, 6, 7);

  @Test
  void addsEachTotal() {
    assertThat(SOME.plus(new UserTotals(10, 20, 30, 40, 50, 60, -70)))
        .isEqualTo(new UserTotals(11, 22, 33, 44, 55, 66, -63));
    assertThat(SOME.plus(UserTotals.ZERO)).isEqualTo(SOME);
  }

  @Test
  void refusesToOverflow() {
    assertThatThrownBy(() -> SOME.plus(new UserTotals(0, 0, 0, 0, 0, 0, Long.MAX_VALUE)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void isInvalidAsSoonAsOneTotalIsNegative() {
    assertThat(SOME.isValid()).isTrue();
    assertThat(UserTotals.ZERO.isValid()).isTrue();
    assertThat(new UserTotals(-1, 0, 0, 0, 0, 0, 0).isValid()).isFalse();
    assertThat(new UserTotals(0, 0, 0, -1, 0, 0, 0).isValid()).isFalse();
    assertThat(new UserTotals(0, 0, 0, 0, 0, 0, -1).isValid()).isFalse();
  }
}
