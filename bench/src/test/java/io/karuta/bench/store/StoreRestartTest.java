package io.karuta.bench.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class StoreRestartTest {

  @Test
  void findsAllPeersAfterAKill() throws IOException, InterruptedException {
    StoreRestart restart = new StoreRestart();
    restart.kills = 1;
    restart.peers = 3_000;
    restart.mostLoadMillis = 200;

    restart.call();

    assertThat(restart.killedMillis()).hasSize(1);
  }
}
