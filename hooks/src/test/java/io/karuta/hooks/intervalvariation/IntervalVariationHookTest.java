package io.karuta.hooks.intervalvariation;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.hooks.Exchanges;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.hook.AnnounceExchange;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class IntervalVariationHookTest {

  private static int increaseSeconds(AnnounceExchange exchange, int maxIncreaseSeconds) {
    IntervalVariationHook hook =
        new IntervalVariationHook(new IntervalVariationConfig(maxIncreaseSeconds, false));
    exchange.response().reset(1800, 900);
    assertThat(hook.onAnnounce(exchange)).isEqualTo(Verdict.PROCEED);
    return exchange.response().intervalSeconds() - 1800;
  }

  @Test
  void spreadsPeersOfOneSwarmEvenlyOverAllSeconds() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    AnnounceExchange exchange = Exchanges.announce();
    int[] counts = new int[10];

    for (int i = 0; i < 10_000; i++) {
      random.nextBytes(exchange.request().peerId());
      counts[increaseSeconds(exchange, 9)]++;
    }

    // 1000 each on average with a standard deviation of 30: 200 off is beyond chance.
    for (int count : counts) {
      assertThat(count).as("seed %d", seed).isBetween(800, 1200);
    }
  }

  @Test
  void spreadsTheTorrentsOfOnePeer() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    AnnounceExchange exchange = Exchanges.announce();
    boolean[] seen = new boolean[61];

    for (int i = 0; i < 2_000; i++) {
      random.nextBytes(exchange.request().infoHash());
      seen[increaseSeconds(exchange, 60)] = true;
    }

    assertThat(seen).as("seed %d", seed).doesNotContain(false);
  }

  @Test
  void dependsOnEveryByteOfInfoHashAndPeerId() {
    AnnounceExchange exchange = Exchanges.announce();
    int before = increaseSeconds(exchange, 86_400);

    for (int i = 0; i < 20; i++) {
      exchange.request().infoHash()[i] ^= 1;
      assertThat(increaseSeconds(exchange, 86_400)).as("info hash byte %d", i).isNotEqualTo(before);
      exchange.request().infoHash()[i] ^= 1;
      exchange.request().peerId()[i] ^= 1;
      assertThat(increaseSeconds(exchange, 86_400)).as("peer id byte %d", i).isNotEqualTo(before);
      exchange.request().peerId()[i] ^= 1;
    }
  }

  @Test
  void answersTheSamePeerAlwaysTheSame() {
    AnnounceExchange exchange = Exchanges.announce();

    assertThat(increaseSeconds(exchange, 86_400)).isEqualTo(increaseSeconds(exchange, 86_400));
  }

  @Test
  void leavesTheLeastIntervalAloneUnlessTold() {
    AnnounceExchange exchange = Exchanges.announce();

    int increase = increaseSeconds(exchange, 86_400);
    assertThat(exchange.response().minIntervalSeconds()).isEqualTo(900);

    exchange.response().reset(1800, 900);
    new IntervalVariationHook(new IntervalVariationConfig(86_400, true)).onAnnounce(exchange);
    assertThat(exchange.response().minIntervalSeconds()).isEqualTo(900 + increase);
  }

  @Test
  void inventsNoLeastInterval() {
    AnnounceExchange exchange = Exchanges.announce();
    exchange.response().reset(1800, 0);

    new IntervalVariationHook(new IntervalVariationConfig(86_400, true)).onAnnounce(exchange);

    assertThat(exchange.response().minIntervalSeconds()).isZero();
  }
}
