package io.karuta.conf;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.engine.ChainOrder;
import io.karuta.pipeline.engine.HookSpec;
import io.karuta.pipeline.hook.ErrorPolicy;
import io.karuta.pipeline.hook.HookFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the operator's lists of hooks. An entry is a level with {@code name}, {@code on-error} and
 * {@code options}, or just the name. Starts nothing; confined to one thread.
 */
public final class HookLists {

  private static final String PRE_HOOKS = "pre-hooks";
  private static final String POST_HOOKS = "post-hooks";

  private HookLists() {}

  /**
   * Reads {@code pre-hooks} and checks their order.
   *
   * @param factories by {@link HookFactory#name()}
   * @return the hooks in their order; complete only if there are no problems
   */
  public static List<HookSpec> preHooks(ConfigRoot root, Map<String, HookFactory> factories) {
    List<HookSpec> specs = new ArrayList<>();
    boolean complete = true;
    for (HoconOptions entry : root.hocon().levels(PRE_HOOKS, "name")) {
      ErrorPolicy onError = entry.choice("on-error", ErrorPolicy.class, ErrorPolicy.REFUSE);
      Optional<HookSpec> spec = spec(entry, onError, factories);
      spec.ifPresent(specs::add);
      complete &= spec.isPresent();
    }
    // A hook that isn't known could be the very one that the others need.
    if (complete) {
      ChainOrder.check(specs);
      ChainOrder.requireSwarm(specs, root.options(), PRE_HOOKS);
    }
    return List.copyOf(specs);
  }

  /**
   * Reads {@code post-hooks}, whose order is free.
   *
   * @param factories by {@link HookFactory#name()}
   */
  public static List<HookSpec> postHooks(ConfigRoot root, Map<String, HookFactory> factories) {
    List<HookSpec> specs =
        root.hocon().levels(POST_HOOKS, "name").stream()
            .flatMap(entry -> spec(entry, ErrorPolicy.PROCEED, factories).stream())
            .toList();
    ChainOrder.checkPostHooks(specs);
    return specs;
  }

  private static Optional<HookSpec> spec(
      HoconOptions entry, ErrorPolicy onError, Map<String, HookFactory> factories) {
    String name = entry.requiredString("name");
    HookFactory factory = factories.get(name);
    if (factory == null) {
      // Its options can't be judged.
      entry.has("options");
      if (!name.isEmpty()) {
        entry.problem("name", NearestKey.expectation("a hook", name, factories.keySet()), name);
      }
      return Optional.empty();
    }
    Options options = entry.child("options");
    return Optional.of(new HookSpec(name, entry, onError, factory.configure(options)));
  }
}
