package io.karuta.hooks.clientwhitelist;

import io.karuta.hooks.clientwhitelist.ClientWhitelistConfig.EmptyList;
import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.hook.HookBlueprint;
import io.karuta.pipeline.hook.HookFactory;
import io.karuta.pipeline.hook.HookTraits;
import io.karuta.pipeline.hook.StandardAttributes;

/** Makes the hook {@code client-whitelist}. */
public final class ClientWhitelistHookFactory implements HookFactory {

  /** For {@link java.util.ServiceLoader}. */
  public ClientWhitelistHookFactory() {}

  @Override
  public String name() {
    return "client-whitelist";
  }

  @Override
  public HookBlueprint configure(Options options) {
    ClientWhitelistConfig config = ClientWhitelistConfig.read(options);
    HookTraits traits = HookTraits.deciding();
    return new HookBlueprint(
        // A client that passes an empty list is on no list.
        config.empty() == EmptyList.REFUSE ? traits.providing(StandardAttributes.CLIENT) : traits,
        environment -> new ClientWhitelistHook(config, environment.registry().clients()));
  }
}
