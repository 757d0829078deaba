package io.karuta.pipeline.engine;

import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.MetricsSink;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done about an exception out of one hook: counted always, logged once per distinct stack.
 * Thread-safe.
 */
final class HookFaults {

  /** Stacks remembered per hook; a hook with more kinds of faults is logged no further. */
  private static final int MAX_DISTINCT_STACKS = 100;

  private static final Logger LOG = LoggerFactory.getLogger(HookFaults.class);

  private final String hookName;
  private final Counter count;
  private final Set<Integer> seenStacks = ConcurrentHashMap.newKeySet();

  HookFaults(String hookName, MetricsSink metrics) {
    this.hookName = hookName;
    count = metrics.counter("hook-errors", "exceptions that a hook threw", "hook", hookName);
  }

  void note(Throwable fault) {
    count.increment();
    int stack = 31 * fault.getClass().hashCode() + Arrays.hashCode(fault.getStackTrace());
    if (seenStacks.size() < MAX_DISTINCT_STACKS && seenStacks.add(stack)) {
      LOG.error("hook {} threw; further faults with this stack are only counted", hookName, fault);
    }
  }
}
