package io.karuta.privtrak;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.hook.UserIdentifierFactory;
import java.util.Optional;

/**
 * Settings of the hook {@code stats-deltas}. Immutable.
 *
 * @param userIdentifier who names the users
 * @param firstSight what counters above 0 mean at a peer's first announce
 */
record StatsDeltasConfig(UserIdentifierFactory userIdentifier, FirstSight firstSight) {

  static StatsDeltasConfig read(Options options) {
    String name = options.string("user-identifier", RegistryUserIdentifierFactory.NAME);
    Services<UserIdentifierFactory> factories =
        new Services<>(UserIdentifierFactory.class, UserIdentifierFactory::name);
    Optional<UserIdentifierFactory> factory = factories.find(name);
    if (factory.isEmpty()) {
      options.problem("user-identifier", "one of " + factories.names(), name);
    }
    return new StatsDeltasConfig(
        factory.orElseGet(RegistryUserIdentifierFactory::new),
        options.choice("first-sight", FirstSight.class, FirstSight.BASELINE));
  }
}
