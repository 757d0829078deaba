package io.karuta.admin.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.testkit.FakeClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/** How strangers are slowed, and callers kept within their rate. */
class BrakeTest {

  private final FakeClock clock = new FakeClock();

  @Test
  void answersTheFirstFailuresAtOnceAndTheNextTwoASecond() throws UnknownHostException {
    FailureBrake brake = new FailureBrake(clock);
    InetAddress source = InetAddress.getByName("192.0.2.7");

    for (int i = 0; i < 5; i++) {
      assertThat(brake.delayMillis(source)).isZero();
    }
    for (int i = 1; i <= 10; i++) {
      assertThat(brake.delayMillis(source)).isEqualTo(500 * i);
    }
    assertThat(brake.delayMillis(source)).isEqualTo(FailureBrake.TURNED_AWAY);
    assertThat(brake.delayMillis(InetAddress.getByName("192.0.2.8"))).isZero();

    clock.advanceSeconds(1);
    assertThat(brake.delayMillis(source)).isEqualTo(4500);
    clock.advanceSeconds(60);
    assertThat(brake.delayMillis(source)).isZero();
  }

  @Test
  void takesANetworkOfIpv6ForOneSource() throws UnknownHostException {
    FailureBrake brake = new FailureBrake(clock);
    for (int i = 0; i < 5; i++) {
      brake.delayMillis(InetAddress.getByName("2001:db8:1:2::" + i));
    }

    assertThat(brake.delayMillis(InetAddress.getByName("2001:db8:1:2:ffff::1"))).isPositive();
    assertThat(brake.delayMillis(InetAddress.getByName("2001:db8:1:3::1"))).isZero();
  }

  @Test
  void remembersABoundedNumberOfSources() throws UnknownHostException {
    FailureBrake brake = new FailureBrake(clock);
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
      brake.delayMillis(InetAddress.getByAddress(bytes));
    }

    assertThat(brake.size()).isEqualTo(4096);
  }

  @Test
  void permitsEachCredentialItsRate() {
    RequestRate rate = new RequestRate(10, clock);

    for (int i = 0; i < 10; i++) {
      assertThat(rate.permits("site")).isTrue();
    }
    assertThat(rate.permits("site")).isFalse();
    assertThat(rate.permits("other")).isTrue();
    clock.advance(java.time.Duration.ofMillis(100));
    assertThat(rate.permits("site")).isTrue();
    assertThat(rate.permits("site")).isFalse();
    clock.advanceSeconds(10);
    for (int i = 0; i < 10; i++) {
      assertThat(rate.permits("site")).isTrue();
    }
    assertThat(rate.permits("site")).isFalse();
  }
}
