package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.store.TestAnnounce;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Columns that come with the first peer that needs them, and go again. */
final class BlockColumnsTest {

  private static final AccountingSink REFUSING =
      transition -> {
        transition.owe(7, 8, 9, 10, false);
        return false;
      };

  private OptmemStore store;

  @BeforeEach
  void open() {
    OptmemConfig config =
        new OptmemConfig(Optional.empty(), 1000, 100, Duration.ofMinutes(45), Duration.ofDays(21));
    store = OptmemStore.open(config, new FakeClock(), MetricsSink.none());
  }

  @AfterEach
  void verifyAndClose() {
    assertThat(store.verify().problems()).isEmpty();
    store.close();
  }

  private long usedBytes() {
    return store.memory().usedBytes();
  }

  @Test
  void keepsTheReservedSlotWhenThePeersFirstDeltaIsOwed() {
    for (int peer = 0; peer < 60; peer++) {
      TestAnnounce.of(1).peer(peer).sink(REFUSING).to(store);
    }

    assertThat(store.totals().leechers()).isEqualTo(60);
  }

  @Test
  void keepsTheIpv6ColumnWhenAPeersFirstDeltaIsOwed() {
    TestAnnounce.of(1).peer(1).to(store);

    TestAnnounce.of(1).peer(2).overIpv6(2).sink(REFUSING).to(store);

    assertThat(TestAnnounce.of(1).peer(3).wantBoth(9).to(store).ipv6())
        .containsExactly(TestAnnounce.ipv6(2));
  }

  @Test
  void givesTheRoomOfDebtsBackOnceTheyAreTaken() {
    for (int peer = 0; peer < 50; peer++) {
      TestAnnounce.of(1).peer(peer).to(store);
    }
    long before = usedBytes();

    for (int peer = 0; peer < 50; peer++) {
      TestAnnounce.of(1).peer(peer).sink(REFUSING).to(store);
    }
    long owing = usedBytes();
    for (int peer = 0; peer < 50; peer++) {
      TestAnnounce.of(1).peer(peer).to(store);
    }
    while (!store.expireSlice(FakeClock.START_SECOND + 45 * 60, AccountingSink.NONE)) {
      // A whole round.
    }

    assertThat(owing - before).isGreaterThan(50 * 20);
    assertThat(usedBytes()).isEqualTo(before);
  }
}
