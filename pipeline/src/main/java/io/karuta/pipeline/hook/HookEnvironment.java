package io.karuta.pipeline.hook;

import io.karuta.pipeline.control.RuntimeSettings;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.PeerStore;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** What a hook is handed when it is made, instead of reaching for statics. Thread-safe. */
public interface HookEnvironment {

  /** The time. */
  TrackerClock clock();

  /** Where the hook registers what it counts. */
  MetricsSink metrics();

  /** For timers; tasks must be short. */
  ScheduledExecutorService scheduler();

  /** What the site knows. */
  Registry registry();

  /** The swarms. */
  PeerStore store();

  /** What can change while the tracker runs; to be asked for each announce anew. */
  RuntimeSettings settings();

  /**
   * A service that a module of the tracker offers to its own hooks, such as the accounting's ring;
   * empty if the tracker runs without it.
   */
  <T> Optional<T> service(Class<T> type);
}
