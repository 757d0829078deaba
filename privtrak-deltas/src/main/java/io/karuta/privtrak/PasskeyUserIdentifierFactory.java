package io.karuta.privtrak;

import io.karuta.pipeline.hook.HookEnvironment;
import io.karuta.pipeline.hook.UserIdentifier;
import io.karuta.pipeline.hook.UserIdentifierFactory;

/** Names a user by the passkey's bytes: {@code user-identifier = passkey}. */
public final class PasskeyUserIdentifierFactory implements UserIdentifierFactory {

  /** For {@link java.util.ServiceLoader}. */
  public PasskeyUserIdentifierFactory() {}

  @Override
  public String name() {
    return "passkey";
  }

  @Override
  public UserIdentifier create(HookEnvironment environment) {
    return new PasskeyUserIdentifier(environment.registry().users());
  }
}
