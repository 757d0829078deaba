package io.karuta.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.FakeRegistry;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random calls, against a registry of maps that is obviously right. */
class RandomCallsTest {

  private static final int CALLS = 1_500;
  private static final int KEYS = 8;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void agreesWithPlainMaps(long seed) {
    RandomCalls calls = new RandomCalls(new Random(seed), KEYS);
    FakeRegistry model = new FakeRegistry();
    IndexedRegistry registry =
        IndexedRegistry.load(new EmptyRegistrySource(), MetricsSink.none(), new FakeClock());

    for (int i = 0; i < CALLS; i++) {
      RandomCalls.Call call = calls.next();

      assertThat(call.on(registry)).as("seed %s, call %s", seed, i).isEqualTo(call.on(model));

      assertThat(calls.shown(registry))
          .as("seed %s, call %s", seed, i)
          .isEqualTo(calls.shown(model));
    }
  }
}
