package org.example.useragentblock;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.PreHook;
import org.junit.jupiter.api.Test;

/** The smallest hook there is. */
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
}
