package io.karuta.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.registry.RegistryConfig.Source;
import io.karuta.testkit.FakeOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryConfigTest {

  @Test
  void hasDefaults() {
    FakeOptions options = FakeOptions.empty();

    assertThat(RegistryConfig.read(options)).isEqualTo(new RegistryConfig(Source.SQL));
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void readsEveryKey() {
    FakeOptions options = FakeOptions.of(Map.of("source", "memory"));

    assertThat(RegistryConfig.read(options)).isEqualTo(new RegistryConfig(Source.MEMORY));
    assertThat(options.askedKeys()).containsExactly("source");
  }

  @Test
  void reportsAnUnknownSource() {
    FakeOptions options = FakeOptions.of(Map.of("source", "punch cards"));

    RegistryConfig.read(options);

    assertThat(options.problemPaths()).containsExactly("source");
  }
}
