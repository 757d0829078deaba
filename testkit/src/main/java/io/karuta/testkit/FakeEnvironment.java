package io.karuta.testkit;

import io.karuta.pipeline.control.RuntimeSettings;
import io.karuta.pipeline.hook.HookEnvironment;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.PeerStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What a hook is handed in a test. Thread-safe.
 *
 * @param services by their type
 */
public record FakeEnvironment(
    TrackerClock clock,
    MetricsSink metrics,
    ScheduledExecutorService scheduler,
    Registry registry,
    PeerStore store,
    RuntimeSettings settings,
    Map<Class<?>, Object> services)
    implements HookEnvironment {

  /** An environment without services; its scheduler's thread is a daemon. */
  public static FakeEnvironment of(TrackerClock clock, Registry registry, PeerStore store) {
    return new FakeEnvironment(
        clock,
        new FakeMetrics(),
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory()),
        registry,
        store,
        RuntimeSettings.fixed(new RuntimeSettings.Values(1800, 900, 100, 100, 0)),
        Map.of());
  }

  @Override
  public <T> Optional<T> service(Class<T> type) {
    return Optional.ofNullable(services.get(type)).map(type::cast);
  }
}
