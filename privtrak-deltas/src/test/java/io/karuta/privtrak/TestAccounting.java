package io.karuta.privtrak;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.control.RuntimeSettings;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.hook.UserIdentifier;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.runtime.TrackerClock;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.FakeMetrics;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.delta.FakeDeltaHandler;
import io.karuta.testkit.store.TestAnnounce;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A running accounting with a registry of user 7 (twice the upload credit) and torrent 100 (half
 * the download credit), whose swarm is number 1.
 */
final class TestAccounting implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(20);
  static final String NAME = "test";
  static final InfoHash SWARM = TestAnnounce.infoHash(1);

  /** Names nobody: tests name users themselves. */
  static final UserIdentifier NOBODY = _ -> false;

  final FakeClock clock = new FakeClock();
  final FakeMetrics metrics = new FakeMetrics();
  final FakeRegistry registry = new FakeRegistry();
  final FakeDeltaHandler handler;
  final DeltaService service;
  final AccountingSink sink;

  private TestAccounting(
      int ringSize,
      int batchSize,
      Duration interval,
      DeltaHandler handler,
      List<AnalysisConfig> analysers) {
    registry.put(new User(7, "seven", "Seven", true, true, 200, 100));
    registry.put(Torrent.of(SWARM, 100, "Hundred", Torrent.Status.ACTIVE, "", 100, 50, 0));
    this.handler = handler instanceof FakeDeltaHandler fake ? fake : new FakeDeltaHandler();
    service =
        DeltaService.start(
            new DeltaConfig(
                Optional.empty(),
                ringSize,
                batchSize,
                interval,
                SOON,
                List.of(new DeltaConfig.Handler(NAME, _ -> handler)),
                analysers),
            new DeltaEnvironment(
                clock,
                metrics,
                registry,
                () -> {
                  throw new IllegalStateException("no database");
                },
                Duration.ofHours(1)),
            _ -> {},
            false);
    sink = newSink(FirstSight.BASELINE);
  }

  /** A sink for users whom the announce names. */
  AccountingSink newSink(FirstSight firstSight) {
    return service.newSink(firstSight, NOBODY, factors(registry, clock));
  }

  /** Factors of a registry while the global ones are at par. */
  static CreditFactors factors(Registry registry, TrackerClock clock) {
    return new CreditFactors(registry.tokens(), settings(100, 100), clock);
  }

  /** Settings of which only the global factors matter. */
  static RuntimeSettings settings(int uploadPercent, int downloadPercent) {
    return RuntimeSettings.fixed(
        new RuntimeSettings.Values(
            1800, 900, uploadPercent, downloadPercent, RuntimeSettings.Values.NEVER));
  }

  /** A ring of 64 with a fake handler. */
  static TestAccounting withBatches(int size, Duration interval) {
    return new TestAccounting(64, size, interval, new FakeDeltaHandler(), List.of());
  }

  static TestAccounting with(int ringSize, int batchSize, Duration interval, DeltaHandler handler) {
    return new TestAccounting(ringSize, batchSize, interval, handler, List.of());
  }

  /** A fake handler that gets batches of 16 at once, and analysers. */
  static TestAccounting withAnalysers(int ringSize, List<AnalysisConfig> analysers) {
    return new TestAccounting(
        ringSize, 16, Duration.ofMillis(10), new FakeDeltaHandler(), analysers);
  }

  /** Offers a regular announce of user 7 with so many more bytes uploaded. */
  boolean offer(long uploaded) {
    return take(moved(uploaded).transition());
  }

  /** Offers a change and says that it is stored, as a store does. */
  boolean take(PeerTransition transition) {
    boolean taken = sink.offer(transition);
    sink.stored(transition);
    return taken;
  }

  /** A metric of the one handler. */
  long handlerMetric(String name) {
    return metrics.value(name, "handler", NAME);
  }

  /** A regular announce of user 7 to torrent 100 that uploaded so much more. */
  static Change moved(long uploaded) {
    return Change.announced().prior(0, 0).reports(uploaded, 0).accountedTo(7, 100);
  }

  @Override
  public void close() {
    service.stop(SOON);
  }
}
