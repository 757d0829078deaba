package io.karuta.bench;

import io.karuta.bench.workload.Workload;
import io.karuta.metrics.MetricsConfig;
import io.karuta.metrics.TrackerMetrics;
import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerFactory;
import io.karuta.pipeline.engine.HookSpec;
import io.karuta.pipeline.engine.Pipeline;
import io.karuta.pipeline.engine.PipelineSettings;
import io.karuta.pipeline.hook.ErrorPolicy;
import io.karuta.pipeline.hook.HookFactory;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.StoreTotals;
import io.karuta.privtrak.DeltaConfig;
import io.karuta.privtrak.DeltaEnvironment;
import io.karuta.privtrak.DeltaService;
import io.karuta.registry.EmptyRegistrySource;
import io.karuta.registry.IndexedRegistry;
import io.karuta.storage.optmem.OptmemConfig;
import io.karuta.storage.optmem.OptmemStore;
import io.karuta.testkit.FakeOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * All of a private tracker that stands behind the frontend, with default settings: registry, swarms
 * in memory, delta ring and chain. Only the last step is cut off: batches of deltas are thrown
 * away, so that no database is measured. Thread-safe.
 */
final class BenchTracker implements AutoCloseable {

  private static final String ACCOUNTING = "stats-deltas";

  /** The usual chain of a private site. */
  private static final List<String> CHAIN =
      List.of(
          "passkey",
          "client-whitelist",
          "torrent-registered",
          ACCOUNTING,
          "peer-selection",
          "interval-variation");

  private final TrackerMetrics metrics = TrackerMetrics.start(MetricsConfig.nowhere());
  private final OptmemStore store;
  private final DeltaService deltas;
  private final BenchEnvironment environment;
  private final Pipeline pipeline;

  /**
   * A tracker that knows the workload's users, torrents and clients, and no peer yet.
   *
   * @param accounting whether the chain accounts
   */
  BenchTracker(Workload workload, boolean accounting) {
    TrackerClock clock = TrackerClock.system();
    Registry registry = registry(workload, clock);
    OptmemConfig storeConfig = OptmemConfig.read(FakeOptions.empty());
    store = OptmemStore.open(storeConfig, clock, metrics);
    deltas =
        DeltaService.start(
            discarding(),
            new DeltaEnvironment(
                clock,
                metrics,
                registry,
                () -> {
                  throw new IllegalStateException("this benchmark has no database");
                },
                storeConfig.peerLifetime()),
            store::redo,
            false);
    environment =
        BenchEnvironment.of(
            metrics, () -> registry, () -> store, Map.of(DeltaService.class, deltas));
    pipeline =
        Pipeline.start(
            PipelineSettings.read(FakeOptions.empty()),
            environment,
            CHAIN.stream()
                .filter(name -> accounting || !name.equals(ACCOUNTING))
                .map(BenchTracker::hook)
                .toList(),
            List.of());
  }

  private Registry registry(Workload workload, TrackerClock clock) {
    Registry registry = IndexedRegistry.load(new EmptyRegistrySource(), metrics, clock);
    workload.users().forEach(registry::put);
    workload.torrents().forEach(registry::put);
    workload.clients().forEach(registry::put);
    return registry;
  }

  private static DeltaConfig discarding() {
    return DeltaConfig.read(
        FakeOptions.of(Map.of("handlers", List.of(Map.of("name", Discard.NAME)))),
        Map.of(Discard.NAME, new Discard()));
  }

  private static HookSpec hook(String name) {
    for (HookFactory factory : ServiceLoader.load(HookFactory.class)) {
      if (factory.name().equals(name)) {
        return new HookSpec(
            name, FakeOptions.empty(), ErrorPolicy.REFUSE, factory.configure(FakeOptions.empty()));
      }
    }
    throw new IllegalStateException("hook: " + name + " (expected: one on the class path)");
  }

  Pipeline pipeline() {
    return pipeline;
  }

  StoreTotals totals() {
    return store.totals();
  }

  /** Changes that the ring took. */
  long deltasTaken() {
    return metrics.total("deltas-taken");
  }

  /** Changes that the ring had no room for. */
  long deltasDeferred() {
    return metrics.total("deltas-deferred");
  }

  @Override
  public void close() {
    pipeline.stop();
    deltas.stop(Duration.ofSeconds(5));
    store.close();
    environment.close();
    metrics.close();
  }

  /** Takes every batch and forgets it; its own factory. */
  private static final class Discard implements DeltaHandler, DeltaHandlerFactory {

    static final String NAME = "discard";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Plan configure(Options options) {
      return _ -> this;
    }

    @Override
    public void handle(DeltaBatch batch) {}

    @Override
    public void close() {}
  }
}
