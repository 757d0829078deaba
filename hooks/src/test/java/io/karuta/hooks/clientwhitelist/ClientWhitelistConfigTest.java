package io.karuta.hooks.clientwhitelist;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.hooks.clientwhitelist.ClientWhitelistConfig.EmptyList;
import io.karuta.pipeline.hook.StandardAttributes;
import io.karuta.testkit.FakeOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ClientWhitelistConfigTest {

  @Test
  void hasDefaults() {
    assertThat(ClientWhitelistConfig.read(FakeOptions.empty()))
        .isEqualTo(new ClientWhitelistConfig(EmptyList.REFUSE));
  }

  @Test
  void readsEveryKey() {
    FakeOptions options = FakeOptions.of(Map.of("empty", "allow"));

    assertThat(ClientWhitelistConfig.read(options))
        .isEqualTo(new ClientWhitelistConfig(EmptyList.ALLOW));
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void tellsEachViolation() {
    FakeOptions options = FakeOptions.of(Map.of("empty", "maybe"));

    assertThat(ClientWhitelistConfig.read(options))
        .isEqualTo(new ClientWhitelistConfig(EmptyList.REFUSE));
    assertThat(options.problemPaths()).containsExactly("empty");
  }

  @Test
  void providesTheClientOnlyIfEveryClientThatPassesIsOnTheList() {
    ClientWhitelistHookFactory factory = new ClientWhitelistHookFactory();

    assertThat(factory.configure(FakeOptions.empty()).traits().provides())
        .containsExactly(StandardAttributes.CLIENT);
    assertThat(factory.configure(FakeOptions.of(Map.of("empty", "allow"))).traits().provides())
        .isEmpty();
  }
}
