package io.karuta.bench;

import io.karuta.pipeline.control.RuntimeSettings;
import io.karuta.pipeline.engine.PipelineSettings;
import io.karuta.pipeline.hook.HookEnvironment;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.testkit.FakeMetrics;
import io.karuta.testkit.FakeOptions;
import io.karuta.testkit.FakeRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * What hooks are handed in a benchmark: the machine's clock, counters that count, and the registry
 * and store of the benchmark. Thread-safe.
 *
 * @param services by their type
 */
record BenchEnvironment(
    TrackerClock clock,
    MetricsSink metrics,
    ScheduledExecutorService scheduler,
    Supplier<Registry> registrySource,
    Supplier<PeerStore> storeSource,
    RuntimeSettings settings,
    Map<Class<?>, Object> services)
    implements HookEnvironment, AutoCloseable {

  /** An environment for hooks that ask for nothing. */
  static BenchEnvironment withoutTracker() {
    return withoutTracker(new FakeMetrics());
  }

  /** The same with metrics of the caller's. */
  static BenchEnvironment withoutTracker(MetricsSink metrics) {
    Registry empty = new FakeRegistry(); // the engine asks it whether it was changed
    return of(
        metrics,
        () -> empty,
        () -> {
          throw new IllegalStateException("this benchmark has no store");
        },
        Map.of());
  }

  static BenchEnvironment of(
      MetricsSink metrics,
      Supplier<Registry> registry,
      Supplier<PeerStore> store,
      Map<Class<?>, Object> services) {
    return new BenchEnvironment(
        TrackerClock.system(),
        metrics,
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory()),
        registry,
        store,
        RuntimeSettings.fixed(PipelineSettings.read(FakeOptions.empty()).values()),
        services);
  }

  @Override
  public Registry registry() {
    return registrySource.get();
  }

  @Override
  public PeerStore store() {
    return storeSource.get();
  }

  @Override
  public <T> Optional<T> service(Class<T> type) {
    return Optional.ofNullable(services.get(type)).map(type::cast);
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
