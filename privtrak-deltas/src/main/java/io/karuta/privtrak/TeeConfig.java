package io.karuta.privtrak;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.delta.DeltaHandlerFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Settings of the handler {@code tee}. Immutable.
 *
 * @param children in the operator's order, one or more
 */
record TeeConfig(List<Child> children) {

  /**
   * One handler of a tee.
   *
   * @param name what the operator calls it; its kind unless said otherwise
   * @param plan how to make it
   */
  record Child(String name, DeltaHandlerFactory.Plan plan) {}

  static TeeConfig read(Options options) {
    Services<DeltaHandlerFactory> factories =
        new Services<>(DeltaHandlerFactory.class, DeltaHandlerFactory::name);
    List<Child> children = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Options entry : options.children("handlers")) {
      String kind = entry.requiredString("name");
      String name = entry.string("as", kind);
      if (!names.add(name)) {
        entry.problem("as", "a name that no other handler of the tee has", name);
      }
      Options own = entry.child("options");
      factories
          .find(kind)
          .ifPresentOrElse(
              factory -> children.add(new Child(name, factory.configure(own))),
              () -> entry.problem("name", "one of " + factories.names(), kind));
    }
    if (names.isEmpty()) {
      options.problem("handlers", "one or more handlers", "none");
    }
    return new TeeConfig(List.copyOf(children));
  }
}
