package io.karuta.hooks.passkey;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.hook.HookBlueprint;
import io.karuta.pipeline.hook.HookFactory;
import io.karuta.pipeline.hook.HookTraits;
import io.karuta.pipeline.hook.StandardAttributes;

/** Makes the hook {@code passkey}. */
public final class PasskeyHookFactory implements HookFactory {

  /** For {@link java.util.ServiceLoader}. */
  public PasskeyHookFactory() {}

  @Override
  public String name() {
    return "passkey";
  }

  @Override
  public HookBlueprint configure(Options options) {
    PasskeyConfig config = PasskeyConfig.read(options);
    return new HookBlueprint(
        HookTraits.deciding().providing(StandardAttributes.USER),
        environment -> new PasskeyHook(config, environment.registry().users()));
  }
}
