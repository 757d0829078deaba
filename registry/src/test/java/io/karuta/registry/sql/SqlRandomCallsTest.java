package io.karuta.registry.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.registry.IndexedRegistry;
import io.karuta.registry.RandomCalls;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.database.EachDatabase;
import io.karuta.testkit.database.TestDatabase;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random calls: what the database holds after each is what a registry of plain maps has. */
@EachDatabase
class SqlRandomCallsTest {

  private static final int CALLS = 120;
  private static final int KEYS = 8;

  private final TestDatabase database;

  SqlRandomCallsTest(TestDatabase database) {
    this.database = database;
    database.clear();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isTheSameWhenItIsLoadedAgain(long seed) {
    RandomCalls calls = new RandomCalls(new Random(seed), KEYS);
    FakeRegistry model = new FakeRegistry();
    IndexedRegistry registry = load();

    for (int i = 0; i < CALLS; i++) {
      RandomCalls.Call call = calls.next();
      assertThat(call.on(registry)).as("seed %s, call %s", seed, i).isEqualTo(call.on(model));
      if (i % 5 == 0) {
        assertThat(calls.shown(load()))
            .as("seed %s, call %s, loaded again", seed, i)
            .isEqualTo(calls.shown(model));
      }
      if (i % 20 == 0) {
        registry = load();
      }
    }

    assertThat(calls.shown(registry)).as("seed %s", seed).isEqualTo(calls.shown(model));
  }

  private IndexedRegistry load() {
    return IndexedRegistry.load(
        new SqlRegistrySource(database.dataSource()), MetricsSink.none(), new FakeClock());
  }
}
