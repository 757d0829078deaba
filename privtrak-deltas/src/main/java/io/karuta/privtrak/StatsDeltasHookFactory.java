package io.karuta.privtrak;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.hook.AttributeKey;
import io.karuta.pipeline.hook.ExecutionMode;
import io.karuta.pipeline.hook.Hook;
import io.karuta.pipeline.hook.HookBlueprint;
import io.karuta.pipeline.hook.HookEnvironment;
import io.karuta.pipeline.hook.HookFactory;
import io.karuta.pipeline.hook.HookStage;
import io.karuta.pipeline.hook.HookTraits;
import io.karuta.pipeline.hook.UserIdentifier;
import java.util.Set;

/** Makes the hook {@code stats-deltas}, which books what users transfer. */
public final class StatsDeltasHookFactory implements HookFactory {

  /** For {@link java.util.ServiceLoader}. */
  public StatsDeltasHookFactory() {}

  @Override
  public String name() {
    return "stats-deltas";
  }

  @Override
  public HookBlueprint configure(Options options) {
    StatsDeltasConfig config = StatsDeltasConfig.read(options);
    Set<AttributeKey<?>> required = config.userIdentifier().requires();
    return new HookBlueprint(
        new HookTraits(HookStage.ACCOUNT, ExecutionMode.INLINE, Set.of(), required),
        environment -> create(config, environment));
  }

  private static Hook create(StatsDeltasConfig config, HookEnvironment environment) {
    DeltaService service =
        environment
            .service(DeltaService.class)
            .orElseThrow(
                () -> new IllegalStateException("stats-deltas: the accounting isn't running"));
    UserIdentifier identifier = config.userIdentifier().create(environment);
    CreditFactors factors =
        new CreditFactors(
            environment.registry().tokens(), environment.settings(), environment.clock());
    return new StatsDeltasHook(
        identifier, factors, service.newSink(config.firstSight(), identifier, factors));
  }
}
