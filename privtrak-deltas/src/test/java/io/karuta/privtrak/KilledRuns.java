package io.karuta.privtrak;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerTransition;
import io.karuta.pipeline.store.TakenChange;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.FakeMetrics;
import io.karuta.testkit.FakeRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An accounting over a file that is started, stopped and killed as often as a test likes. A kill
 * cuts the handlers off and goes on with a copy of the file as it is at that moment. Confined to
 * the test's thread.
 */
final class KilledRuns implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(20);

  final FakeClock clock = new FakeClock();
  final FakeRegistry registry = new FakeRegistry();
  final List<TakenChange> redone = new ArrayList<>();
  final Map<String, DeltaHandler> handlers = new LinkedHashMap<>();
  FakeMetrics metrics = new FakeMetrics();
  int ringSize = 64;
  int batchSize = 4;
  Duration batchInterval = Duration.ofHours(1);

  private final Path folder;
  private final List<DeltaService> killed = new ArrayList<>();
  private final List<Cut> cuts = new ArrayList<>();
  private int generation;
  private DeltaService service;
  private AccountingSink sink;

  KilledRuns(Path folder) {
    this.folder = folder;
    registry.put(new User(7, "seven", "Seven", true, true, 100, 100));
    registry.put(
        Torrent.of(TestAccounting.SWARM, 100, "Hundred", Torrent.Status.ACTIVE, "", 100, 100, 0));
  }

  /** Passes batches on until the process is killed. */
  private static final class Cut implements DeltaHandler {

    private final DeltaHandler behind;
    private boolean killed;

    Cut(DeltaHandler behind) {
      this.behind = behind;
    }

    synchronized void kill() {
      killed = true;
    }

    @Override
    public synchronized long deliveredThrough(UUID ring) throws DeltaHandlerException {
      return behind.deliveredThrough(ring);
    }

    @Override
    public synchronized void handle(DeltaBatch batch) throws DeltaHandlerException {
      if (killed) {
        throw new DeltaHandlerException("the process is dead");
      }
      behind.handle(batch);
    }

    /** What is behind outlives the run, as a database does. */
    @Override
    public void close() {}
  }

  Path file() {
    return folder.resolve("deltas-" + generation);
  }

  DeltaConfig config() {
    return new DeltaConfig(
        Optional.of(file()),
        ringSize,
        batchSize,
        batchInterval,
        SOON,
        handlers.entrySet().stream()
            .map(entry ->
                new DeltaConfig.Handler(
                    entry.getKey(),
                    _ -> {
                      Cut cut = new Cut(entry.getValue());
                      cuts.add(cut);
                      return cut;
                    }))
            .toList());
  }

  DeltaEnvironment environment() {
    return new DeltaEnvironment(
        clock,
        metrics,
        registry,
        () -> {
          throw new IllegalStateException("no database");
        },
        Duration.ofHours(1));
  }

  void start() {
    start(false);
  }

  void start(boolean acceptLoss) {
    metrics = new FakeMetrics();
    service = DeltaService.start(config(), environment(), redone::add, acceptLoss);
    sink =
        service.newSink(
            FirstSight.BASELINE, TestAccounting.NOBODY, TestAccounting.factors(registry, clock));
  }

  DeltaService service() {
    return service;
  }

  /** Offers and stores an announce of user 7 that uploaded so much more. */
  boolean book(long uploaded) {
    PeerTransition transition = offer(uploaded);
    boolean taken = transition.ticket() != PeerTransition.NO_TICKET;
    sink.stored(transition);
    return taken;
  }

  /** Offers an announce that the store has not stored yet. */
  PeerTransition offer(long uploaded) {
    PeerTransition transition = TestAccounting.moved(uploaded).transition();
    sink.offer(transition);
    return transition;
  }

  void stored(PeerTransition transition) {
    sink.stored(transition);
  }

  boolean stop() {
    return service.stop(Duration.ofMillis(500));
  }

  /** Ends the run as SIGKILL would; the next one goes on with what is in the file now. */
  void kill() {
    cuts.forEach(Cut::kill);
    cuts.clear();
    Path before = file();
    generation++;
    copy(before, file());
    killed.add(service);
  }

  static void copy(Path from, Path to) {
    try {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes bytes of the file, which nobody has open. */
  void damage(long at, int... bytes) throws IOException {
    byte[] content = Files.readAllBytes(file());
    for (int i = 0; i < bytes.length; i++) {
      content[(int) at + i] = (byte) bytes[i];
    }
    Files.write(file(), content);
  }

  @Override
  public void close() {
    killed.forEach(run -> run.stop(Duration.ZERO));
    if (service != null) {
      cuts.forEach(Cut::kill);
      service.stop(Duration.ZERO);
    }
  }
}
