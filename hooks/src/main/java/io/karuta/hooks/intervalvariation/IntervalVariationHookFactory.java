package io.karuta.hooks.intervalvariation;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.hook.HookBlueprint;
import io.karuta.pipeline.hook.HookFactory;
import io.karuta.pipeline.hook.HookTraits;

/** Makes the hook {@code interval-variation}. */
public final class IntervalVariationHookFactory implements HookFactory {

  /** For {@link java.util.ServiceLoader}. */
  public IntervalVariationHookFactory() {}

  @Override
  public String name() {
    return "interval-variation";
  }

  @Override
  public HookBlueprint configure(Options options) {
    IntervalVariationConfig config = IntervalVariationConfig.read(options);
    return new HookBlueprint(
        HookTraits.editingReply().lengtheningInterval(config.maxIncreaseSeconds()),
        environment -> new IntervalVariationHook(config));
  }
}
