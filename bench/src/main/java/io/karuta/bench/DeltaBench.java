package io.karuta.bench;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.pipeline.hook.AccountingHook;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.privtrak.DeltaConfig;
import io.karuta.privtrak.DeltaEnvironment;
import io.karuta.privtrak.DeltaService;
import io.karuta.privtrak.StatsDeltasHookFactory;
import io.karuta.registry.EmptyRegistrySource;
import io.karuta.registry.IndexedRegistry;
import io.karuta.testkit.FakeMetrics;
import io.karuta.testkit.FakeOptions;
import io.karuta.testkit.store.TestAnnounce;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The accounting over a file, with one handler that takes everything or nothing. Confined to one
 * thread; its sink is thread-safe.
 */
final class DeltaBench implements AutoCloseable {

  private final BenchEnvironment environment;
  private final DeltaService service;
  private final AccountingSink sink;

  /**
   * Starts, with what the file holds.
   *
   * @param takes whether the handler takes batches
   */
  DeltaBench(Path file, int ringSize, boolean takes) {
    FakeMetrics metrics = new FakeMetrics();
    Registry registry =
        IndexedRegistry.load(new EmptyRegistrySource(), metrics, TrackerClock.system());
    service =
        DeltaService.start(
            new DeltaConfig(
                Optional.of(file),
                ringSize,
                1000,
                Duration.ofMillis(50),
                Duration.ofSeconds(1),
                List.of(new DeltaConfig.Handler("bench", _ -> new Handler(takes)))),
            new DeltaEnvironment(
                TrackerClock.system(),
                metrics,
                registry,
                () -> {
                  throw new IllegalStateException("this benchmark has no database");
                },
                Duration.ofHours(1)),
            _ -> {},
            false);
    environment =
        BenchEnvironment.of(
            metrics,
            () -> registry,
            () -> {
              throw new IllegalStateException("this benchmark has no store");
            },
            Map.of(DeltaService.class, service));
    AccountingHook hook =
        (AccountingHook)
            new StatsDeltasHookFactory().configure(FakeOptions.empty()).create().apply(environment);
    sink = hook.sink();
  }

  /** A change of a known peer that announces over IPv4, as a store offers it. */
  static PeerTransition change(int peer) {
    TestAnnounce announce = TestAnnounce.of(peer).user(7).left(1000).moved(5_000_000, 1_000_000);
    announce.overIpv4(peer);
    announce.request().userAgent("qBittorrent/4.6.2");
    PeerTransition transition = new PeerTransition();
    var swarmAnnounce = announce.toSwarmAnnounce();
    swarmAnnounce.terms().userNumber(7);
    swarmAnnounce.terms().torrentNumber(100);
    swarmAnnounce.terms().clientName("qBittorrent");
    transition.beginAnnounce(swarmAnnounce);
    transition.prior(4_000_000, 1_000_000, 1000, swarmAnnounce.nowSecond() - 1800, false, false);
    transition.outcome(false, false, 0, 0, 3, 4);
    return transition;
  }

  /** Offers a change and says that it is stored; whether it was taken. */
  boolean take(PeerTransition transition) {
    boolean taken = sink.offer(transition);
    sink.stored(transition);
    return taken;
  }

  long depth() {
    return service.depth();
  }

  /** Waits until everything is delivered. */
  void awaitDelivered() {
    while (service.depth() > 0) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    service.stop(Duration.ofSeconds(1));
    environment.close();
  }

  private record Handler(boolean takes) implements DeltaHandler {

    @Override
    public void handle(DeltaBatch batch) throws DeltaHandlerException {
      if (!takes) {
        throw new DeltaHandlerException("takes nothing");
      }
    }

    @Override
    public void close() {}
  }
}
