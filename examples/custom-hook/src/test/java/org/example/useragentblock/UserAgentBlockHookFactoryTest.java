package org.example.useragentblock;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.hook.ExecutionMode;
import io.karuta.pipeline.hook.HookBlueprint;
import io.karuta.pipeline.hook.HookFactory;
import io.karuta.pipeline.hook.HookStage;
import io.karuta.testkit.FakeOptions;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class UserAgentBlockHookFactoryTest {

  @Test
  void isFoundByItsName() {
    assertThat(ServiceLoader.load(HookFactory.class))
        .extracting(HookFactory::name)
        .contains("user-agent-block");
  }

  @Test
  void decidesBeforeTheSwarmIsEnteredAndNeverWaits() {
    FakeOptions options = FakeOptions.of(Map.of("prefixes", List.of("Xunlei")));

    HookBlueprint blueprint = new UserAgentBlockHookFactory().configure(options);

    assertThat(blueprint.traits().stage()).isEqualTo(HookStage.DECIDE);
    assertThat(blueprint.traits().mode()).isEqualTo(ExecutionMode.INLINE);
  }
}
