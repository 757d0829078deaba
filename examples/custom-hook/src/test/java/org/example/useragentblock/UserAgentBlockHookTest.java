package org.example.useragentblock;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.testkit.AllocationMeter;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserAgentBlockHookTest {

  private final UserAgentBlockHook hook =
      new UserAgentBlockHook(
          new UserAgentBlockConfig(List.of("Xunlei", "-XL0012"), "no leech clients"));

  @Test
  void refusesABlockedClientWithTheConfiguredText() {
    Verdict verdict = hook.onAnnounce(announceOf("Xunlei/7.9"));

    assertThat(verdict)
        .isInstanceOfSatisfying(
            FailureReason.class, reason -> assertThat(reason.text()).isEqualTo("no leech clients"));
  }

  @Test
  void comparesWithoutRegardToCase() {
    assertThat(hook.onAnnounce(announceOf("XUNLEI 7"))).isInstanceOf(FailureReason.class);
    assertThat(hook.onAnnounce(announceOf("-xl0012-"))).isInstanceOf(FailureReason.class);
  }

  @Test
  void letsOtherClientsPass() {
    assertThat(hook.onAnnounce(announceOf("Transmission/3.00"))).isEqualTo(Verdict.PROCEED);
    assertThat(hook.onAnnounce(announceOf("not Xunlei"))).isEqualTo(Verdict.PROCEED);
    assertThat(hook.onAnnounce(announceOf("Xun"))).isEqualTo(Verdict.PROCEED);
    assertThat(hook.onAnnounce(announceOf(""))).isEqualTo(Verdict.PROCEED);
  }

  @Test
  void allocatesNothing() {
    AnnounceExchange exchange = announceOf("qBittorrent/4.5.2");

    double bytesPerCall = AllocationMeter.bytesPerCall(50_000, () -> hook.onAnnounce(exchange));

    assertThat(bytesPerCall).isLessThan(1);
  }

  private static AnnounceExchange announceOf(String userAgent) {
    AnnounceExchange exchange = new AnnounceExchange();
    exchange.request().userAgent(userAgent);
    return exchange;
  }
}
