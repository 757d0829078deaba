package io.karuta.cmd;

import io.karuta.pipeline.control.RuntimeSettings;
import io.karuta.pipeline.hook.HookEnvironment;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.PeerStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What the hooks of a running tracker are handed. Thread-safe.
 *
 * @param services by their type
 */
record Environment(
    TrackerClock clock,
    MetricsSink metrics,
    ScheduledExecutorService scheduler,
    Registry registry,
    PeerStore store,
    RuntimeSettings settings,
    Map<Class<?>, Object> services)
    implements HookEnvironment {

  /** The same with another place for what hooks count. */
  Environment withMetrics(MetricsSink other) {
    return new Environment(clock, other, scheduler, registry, store, settings, services);
  }

  @Override
  public <T> Optional<T> service(Class<T> type) {
    return Optional.ofNullable(services.get(type)).map(type::cast);
  }
}
