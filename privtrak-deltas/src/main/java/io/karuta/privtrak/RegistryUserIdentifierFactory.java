package io.karuta.privtrak;

import io.karuta.pipeline.hook.AttributeKey;
import io.karuta.pipeline.hook.HookEnvironment;
import io.karuta.pipeline.hook.StandardAttributes;
import io.karuta.pipeline.hook.UserIdentifier;
import io.karuta.pipeline.hook.UserIdentifierFactory;
import io.karuta.pipeline.registry.User;
import java.util.Set;

/** Names a user by the registry's number: {@code user-identifier = registry}. */
public final class RegistryUserIdentifierFactory implements UserIdentifierFactory {

  static final String NAME = "registry";

  /** For {@link java.util.ServiceLoader}. */
  public RegistryUserIdentifierFactory() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<AttributeKey<?>> requires() {
    return Set.of(StandardAttributes.USER);
  }

  @Override
  public UserIdentifier create(HookEnvironment environment) {
    return exchange -> {
      User user = exchange.attributes().find(StandardAttributes.USER);
      if (user == null) {
        return false;
      }
      exchange.swarmAnnounce().userOfNumber(user.number());
      return true;
    };
  }
}
