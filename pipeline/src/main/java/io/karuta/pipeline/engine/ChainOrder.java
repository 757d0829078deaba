package io.karuta.pipeline.engine;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.hook.AttributeKey;
import io.karuta.pipeline.hook.ErrorPolicy;
import io.karuta.pipeline.hook.ExecutionMode;
import io.karuta.pipeline.hook.HookStage;
import io.karuta.pipeline.hook.HookTraits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules that a list of pre-hooks must keep, checked before any hook is made:
 *
 * <ol>
 *   <li>no post-hook is among them;
 *   <li>stages never go back: decide, account, enter the swarm, edit the reply, so that nothing is
 *       stored or accounted for a refused announce;
 *   <li>at most one hook accounts and exactly one enters the swarm;
 *   <li>an attribute that a hook requires was provided by an earlier one, and one that is relied on
 *       isn't skipped by {@code on-error = proceed};
 *   <li>a hook that may wait stands before the accounting, so that a missed deadline leaves no
 *       trace.
 * </ol>
 */
public final class ChainOrder {

  private ChainOrder() {}

  /** Records every broken rule at the entry of the offending hook. */
  public static void check(List<HookSpec> preHooks) {
    checkStages(preHooks);
    checkAttributes(preHooks);
  }

  /**
   * Records that no hook enters the swarm.
   *
   * @param list the level of the configuration that holds the list
   * @param key the list's key
   */
  public static void requireSwarm(List<HookSpec> preHooks, Options list, String key) {
    if (preHooks.stream().noneMatch(spec -> stage(spec) == HookStage.ENTER_SWARM)) {
      list.problem(key, "a hook that enters the swarm, such as peer-selection", "none");
    }
  }

  /** Records every hook of the other list that is no post-hook, or that may wait. */
  public static void checkPostHooks(List<HookSpec> postHooks) {
    for (HookSpec spec : postHooks) {
      if (stage(spec) != HookStage.OBSERVE) {
        spec.entry().problem("name", "a hook that " + words(HookStage.OBSERVE), spec.name());
      } else if (spec.blueprint().traits().mode() == ExecutionMode.BLOCKING) {
        spec.entry().problem("name", "a hook that never waits", spec.name());
      }
    }
  }

  private static void checkStages(List<HookSpec> preHooks) {
    HookSpec furthest = null;
    for (HookSpec spec : preHooks) {
      HookStage stage = stage(spec);
      if (stage == HookStage.OBSERVE) {
        spec.entry().problem("name", "a pre-hook (this one belongs to post-hooks)", spec.name());
        continue;
      }
      if (furthest != null && stage.compareTo(stage(furthest)) < 0) {
        spec.entry()
            .problem(
                "name",
                spec.name()
                    + " ("
                    + words(stage)
                    + ") before "
                    + furthest.name()
                    + " ("
                    + words(stage(furthest))
                    + ")",
                "after it");
      } else {
        boolean single = stage == HookStage.ACCOUNT || stage == HookStage.ENTER_SWARM;
        if (furthest != null && single && stage == stage(furthest)) {
          spec.entry().problem("name", "one hook that " + words(stage), "a second one");
        }
        furthest = spec;
      }
      if (spec.blueprint().traits().mode() == ExecutionMode.BLOCKING && stage != HookStage.DECIDE) {
        spec.entry().problem("name", "no waiting once accounting has begun", spec.name());
      }
    }
  }

  private static void checkAttributes(List<HookSpec> preHooks) {
    Set<AttributeKey<?>> provided = new HashSet<>();
    Set<AttributeKey<?>> required = new HashSet<>();
    for (HookSpec spec : preHooks) {
      HookTraits traits = spec.blueprint().traits();
      for (AttributeKey<?> key : traits.requires()) {
        if (!provided.contains(key)) {
          spec.entry()
              .problem(
                  "name", "an earlier hook that provides '" + key + "'", providers(key, preHooks));
        }
      }
      provided.addAll(traits.provides());
      required.addAll(traits.requires());
    }
    for (HookSpec spec : preHooks) {
      if (spec.onError() == ErrorPolicy.PROCEED) {
        for (AttributeKey<?> key : spec.blueprint().traits().provides()) {
          if (required.contains(key)) {
            spec.entry()
                .problem("on-error", "refuse, since a later hook needs '" + key + "'", "proceed");
          }
        }
      }
    }
  }

  private static String providers(AttributeKey<?> key, List<HookSpec> preHooks) {
    List<String> names = new ArrayList<>();
    for (HookSpec spec : preHooks) {
      if (spec.blueprint().traits().provides().contains(key)) {
        names.add(spec.name());
      }
    }
    return names.isEmpty() ? "none in the list" : String.join(", ", names) + " after it";
  }

  private static HookStage stage(HookSpec spec) {
    return spec.blueprint().traits().stage();
  }

  private static String words(HookStage stage) {
    return switch (stage) {
      case DECIDE -> "may refuse";
      case ACCOUNT -> "accounts";
      case ENTER_SWARM -> "enters the swarm";
      case EDIT_REPLY -> "edits the reply";
      case OBSERVE -> "observes";
    };
  }
}
