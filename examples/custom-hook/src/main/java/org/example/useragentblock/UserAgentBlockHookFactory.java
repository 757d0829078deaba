package org.example.useragentblock;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.hook.HookBlueprint;
import io.karuta.pipeline.hook.HookFactory;
import io.karuta.pipeline.hook.HookTraits;

/** Makes the hook {@code user-agent-block}. */
public final class UserAgentBlockHookFactory implements HookFactory {

  /** For {@link java.util.ServiceLoader}. */
  public UserAgentBlockHookFactory() {}

  @Override
  public String name() {
    return "user-agent-block";
  }

  @Override
  public HookBlueprint configure(Options options) {
    UserAgentBlockConfig config = UserAgentBlockConfig.read(options);
    return new HookBlueprint(HookTraits.deciding(), environment -> new UserAgentBlockHook(config));
  }
}
