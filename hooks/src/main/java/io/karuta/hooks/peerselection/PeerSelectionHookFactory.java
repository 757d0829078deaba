package io.karuta.hooks.peerselection;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.hook.ExecutionMode;
import io.karuta.pipeline.hook.HookBlueprint;
import io.karuta.pipeline.hook.HookFactory;
import io.karuta.pipeline.hook.HookStage;
import io.karuta.pipeline.hook.HookTraits;
import java.util.Set;

/** Makes the hook {@code peer-selection}. */
public final class PeerSelectionHookFactory implements HookFactory {

  /** For {@link java.util.ServiceLoader}. */
  public PeerSelectionHookFactory() {}

  @Override
  public String name() {
    return "peer-selection";
  }

  @Override
  public HookBlueprint configure(Options options) {
    PeerSelectionConfig config = PeerSelectionConfig.read(options);
    return new HookBlueprint(
        new HookTraits(HookStage.ENTER_SWARM, ExecutionMode.INLINE, Set.of(), Set.of()),
        environment ->
            new PeerSelectionHook(
                config, environment.registry(), environment.store(), environment.metrics()));
  }
}
