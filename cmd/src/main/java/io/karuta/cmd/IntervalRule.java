package io.karuta.cmd;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.engine.HookSpec;
import java.time.Duration;
import java.util.List;

/**
 * A peer must live for longer than its client is told to be silent: else it is dropped between two
 * announces, and every swarm looks smaller than it is.
 */
final class IntervalRule {

  private IntervalRule() {}

  /** Most seconds that the hooks add to the interval of a reply. */
  static int addedSeconds(List<HookSpec> preHooks) {
    return preHooks.stream()
        .mapToInt(spec -> spec.blueprint().traits().addedIntervalSeconds())
        .sum();
  }

  /**
   * Records that peers would be dropped between two announces.
   *
   * @param options the whole file
   */
  static void check(
      Options options, int intervalSeconds, List<HookSpec> preHooks, Duration peerLifetime) {
    long silentSeconds = (long) intervalSeconds + addedSeconds(preHooks);
    if (peerLifetime.toSeconds() > silentSeconds) {
      return;
    }
    StringBuilder expected =
        new StringBuilder("more than announce.interval, ")
            .append(intervalSeconds)
            .append(" s (")
            .append(options.child("announce").origin("interval"))
            .append(')');
    for (HookSpec spec : preHooks) {
      int added = spec.blueprint().traits().addedIntervalSeconds();
      if (added > 0) {
        expected
            .append(", and what ")
            .append(spec.name())
            .append(" adds, up to ")
            .append(added)
            .append(" s (")
            .append(spec.entry().origin())
            .append(')');
      }
    }
    options
        .child("swarm")
        .problem("peer-lifetime", expected.toString(), peerLifetime.toSeconds() + " s");
  }
}
