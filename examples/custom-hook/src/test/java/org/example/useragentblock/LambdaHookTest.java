package org.example.useragentblock;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.PostHook;
import io.karuta.pipeline.hook.PreHook;
import io.karuta.pipeline.store.Booking;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** The smallest hooks there are. */
class LambdaHookTest {

  @Test
  void refusesSystemPorts() {
    FailureReason systemPort = FailureReason.of("system-port", "use a port above 1023");
    PreHook hook = exchange -> exchange.request().port() < 1024 ? systemPort : Verdict.PROCEED;
    AnnounceExchange exchange = new AnnounceExchange();

    exchange.request().port(443);
    assertThat(hook.onAnnounce(exchange)).isEqualTo(systemPort);

    exchange.request().port(6881);
    assertThat(hook.onAnnounce(exchange)).isEqualTo(Verdict.PROCEED);
  }

  @Test
  void countsSeedTimeOnceItIsBooked() {
    LongAdder seedSeconds = new LongAdder();
    PostHook hook =
        exchange -> {
          Booking booking = exchange.swarmAnnounce().booking();
          if (booking.isTaken()) {
            seedSeconds.add(booking.seedSeconds());
          }
        };
    AnnounceExchange exchange = new AnnounceExchange();

    hook.afterAnnounce(exchange);
    assertThat(seedSeconds.sum()).isZero();

    exchange.swarmAnnounce().booking().taken(1000, 0, 2000, 0, 1800, 0, false);
    hook.afterAnnounce(exchange);
    assertThat(seedSeconds.sum()).isEqualTo(1800);
  }
}
