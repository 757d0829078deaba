package io.karuta.privtrak.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.testkit.FakeOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlDeltaHandlerConfigTest {

  @Test
  void hasDefaults() {
    FakeOptions options = FakeOptions.empty();

    assertThat(SqlDeltaHandlerConfig.read(options)).isEqualTo(new SqlDeltaHandlerConfig(250));
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void readsEveryKey() {
    FakeOptions options = FakeOptions.of(Map.of("rows-per-statement", 10));

    assertThat(SqlDeltaHandlerConfig.read(options)).isEqualTo(new SqlDeltaHandlerConfig(10));
    assertThat(options.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3001})
  void refusesValuesOutOfRange(int rows) {
    FakeOptions options = FakeOptions.of(Map.of("rows-per-statement", rows));

    SqlDeltaHandlerConfig.read(options);

    assertThat(options.problemPaths()).containsExactly("rows-per-statement");
  }
}
