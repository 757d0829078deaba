package io.karuta.privtrak.handler.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerEnvironment;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.FakeMetrics;
import io.karuta.testkit.FakeOptions;
import java.util.Map;
import javax.sql.DataSource;

/** Opens handlers as a tracker would, from their options. */
final class TestSqlHandler {

  private final DataSource database;
  final FakeMetrics metrics = new FakeMetrics();
  final FakeClock clock = new FakeClock();

  TestSqlHandler(DataSource database) {
    this.database = database;
  }

  DeltaHandler open(Map<String, ?> options) {
    return open("sql", options);
  }

  DeltaHandler open(String name, Map<String, ?> options) {
    FakeOptions read = FakeOptions.of(options);
    var plan = new SqlDeltaHandlerFactory().configure(read);
    assertThat(read.problems()).isEmpty();
    return plan.create(new DeltaHandlerEnvironment(name, () -> database, metrics, clock));
  }
}
