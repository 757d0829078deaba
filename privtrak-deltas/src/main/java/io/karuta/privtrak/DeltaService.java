package io.karuta.privtrak;

import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerEnvironment;
import io.karuta.pipeline.delta.DeltaHandlerException;
import io.karuta.pipeline.delta.RecentFindings;
import io.karuta.pipeline.hook.UserIdentifier;
import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.TakenChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounting: the ring that takes deltas, and for each handler a thread {@code delta-NAME} that
 * hands them over in batches. Thread-safe. Offered to the hook {@code stats-deltas} as a service;
 * outlives the hooks, so that a reload loses nothing.
 *
 * <p>With a file, what was taken and not delivered outlives the process, however it ends, and is
 * delivered after the next start.
 */
public final class DeltaService {

  private static final Logger LOG = LoggerFactory.getLogger(DeltaService.class);

  /** For threads whose handler has been told that it was its last attempt. */
  private static final Duration LAST_ATTEMPT = Duration.ofSeconds(2);

  private static final int MAX_FINDINGS = 1000;

  private final Duration stopTimeout;
  private final DeltaEnvironment environment;
  private final DeltaJournal journal;
  private final DeltaRing ring;
  private final SinkMetrics sinkMetrics;
  private final List<DeltaDelivery> deliveries = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Optional<DeltaAnalysis> analysis;
  private final RecentFindings findings = new RecentFindings(MAX_FINDINGS);
  private volatile boolean closed;

  /** A handler that was made, and what it said first; empty if it could not say anything. */
  private record Made(String name, DeltaHandler handler, OptionalLong answer) {}

  private DeltaService(
      DeltaConfig config, DeltaEnvironment environment, DeltaJournal journal, List<Made> handlers) {
    this.environment = environment;
    this.journal = journal;
    stopTimeout = config.stopTimeout();
    sinkMetrics = new SinkMetrics(environment.metrics());
    RingProgress progress = new RingProgress(journal.memory());
    long delivered =
        config.handlers().stream()
            .mapToLong(h -> progress.delivered(progress.placeOf(h.name()).orElseThrow()))
            .min()
            .orElse(journal.last());
    ring = new DeltaRing(journal.memory(), delivered, journal.last());
    for (Made made : handlers) {
      int place = progress.placeOf(made.name()).orElseThrow();
      addDelivery(made, new RingConsumer(ring, place), config);
    }
    environment
        .metrics()
        .gauge(
            "delta-ring-depth",
            "deltas in the ring that some handler has not got yet",
            this::depth);
    environment.metrics().gauge("delta-ring-size", "deltas that the ring can hold", ring::slots);
    analysis =
        config.analysers().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new DeltaAnalysis(
                    ring,
                    config.analysers(),
                    environment.metrics(),
                    environment.clock(),
                    findings));
  }

  private void addDelivery(Made made, RingConsumer consumer, DeltaConfig config) {
    MetricsSink metrics = environment.metrics();
    String[] labels = {DeliveryMetrics.LABEL, made.name()};
    DeltaDelivery delivery =
        new DeltaDelivery(
            made.name(),
            journal.ring(),
            consumer,
            ring.newWait(DeltaDelivery.lookUpNanos(config.batchInterval())),
            made.handler(),
            made.answer().isPresent(),
            new DeliveryMetrics(metrics, made.name()),
            environment.clock(),
            config.batchSize(),
            config.batchInterval());
    metrics.gauge(
        "deltas-undelivered",
        "deltas that a handler has not got yet",
        consumer::undelivered,
        labels);
    metrics.gauge(
        "delta-oldest-age-seconds",
        "how long the first delta that a handler has not got has waited",
        () -> oldestAgeSeconds(consumer),
        labels);
    deliveries.add(delivery);
    threads.add(
        Thread.ofPlatform()
            .name("delta-" + made.name())
            .daemon()
            .uncaughtExceptionHandler(
                (_, e) -> LOG.error("the delivery to {} ended; it lacks deltas", made.name(), e))
            .unstarted(delivery));
  }

  private long oldestAgeSeconds(RingConsumer consumer) {
    if (closed) {
      return 0;
    }
    try {
      return consumer.oldestAgeSeconds(environment.clock().nowSecond());
    } catch (IllegalStateException e) {
      return 0; // it was closed just now
    }
  }

  /**
   * Opens the ring, puts right what a kill left, makes the handlers and starts the delivery. Before
   * the first announce, and after the swarm store.
   *
   * @param redo lets the swarm store do again what it may not have stored
   * @param acceptLoss whether to go on where deltas would be given up, which is refused otherwise
   * @throws DeltaRingException if the file can't be used as it is
   * @throws RuntimeException if a handler can never work
   */
  public static DeltaService start(
      DeltaConfig config,
      DeltaEnvironment environment,
      Consumer<TakenChange> redo,
      boolean acceptLoss) {
    return start(config, environment, redo, acceptLoss, _ -> true);
  }

  /**
   * The same with only some handlers, to deliver what they lack: no sink may be made.
   *
   * @param chosen which handlers, by name
   */
  static DeltaService start(
      DeltaConfig config,
      DeltaEnvironment environment,
      Consumer<TakenChange> redo,
      boolean acceptLoss,
      Predicate<String> chosen) {
    DeltaJournal journal =
        config
            .file()
            .map(file -> DeltaJournal.open(file, config.ringSize(), acceptLoss))
            .orElseGet(() -> DeltaJournal.inMemory(config.ringSize()));
    List<Made> handlers = new ArrayList<>();
    try {
      count(environment.metrics(), journal, redo);
      List<OptionalLong> answers = new ArrayList<>();
      for (DeltaConfig.Handler handler : config.handlers()) {
        if (chosen.test(handler.name())) {
          handlers.add(make(handler, environment, journal.ring()));
          answers.add(handlers.getLast().answer());
        } else {
          answers.add(OptionalLong.of(DeltaHandler.UNKNOWN));
        }
      }
      journal.settle(
          config.handlers().stream().map(DeltaConfig.Handler::name).toList(),
          answers,
          config.ringSize());
      DeltaService service = new DeltaService(config, environment, journal, handlers);
      service.threads.forEach(Thread::start);
      service.analysis.ifPresent(DeltaAnalysis::start);
      return service;
    } catch (RuntimeException e) {
      handlers.forEach(made -> made.handler().close());
      journal.close();
      throw e;
    }
  }

  private static void count(MetricsSink metrics, DeltaJournal journal, Consumer<TakenChange> redo) {
    Counter redone =
        metrics.counter(
            "deltas-redone", "changes of peers that the start after a crash stored again");
    Counter voided =
        metrics.counter(
            "deltas-void", "places of the ring that were claimed before a crash and never written");
    voided.add(journal.holes());
    redone.add(journal.redo(redo));
  }

  private static Made make(DeltaConfig.Handler plan, DeltaEnvironment environment, UUID ring) {
    DeltaHandler handler =
        plan.plan()
            .create(
                new DeltaHandlerEnvironment(
                    plan.name(),
                    environment.database(),
                    environment.metrics(),
                    environment.clock()));
    try {
      return new Made(plan.name(), handler, OptionalLong.of(handler.deliveredThrough(ring)));
    } catch (DeltaHandlerException e) {
      LOG.warn("handler {}: can't say yet how far it is; it is asked again", plan.name(), e);
      return new Made(plan.name(), handler, OptionalLong.empty());
    } catch (RuntimeException e) {
      handler.close();
      throw e;
    }
  }

  /** A sink that books into this ring. */
  AccountingSink newSink(FirstSight firstSight, UserIdentifier identifier, CreditFactors factors) {
    int lifetimeSeconds = Math.clamp(environment.peerLifetime().toSeconds(), 0, Integer.MAX_VALUE);
    return new DeltaSink(
        ring,
        new DeltaRule(firstSight, lifetimeSeconds),
        identifier,
        environment.registry(),
        factors,
        sinkMetrics);
  }

  /** Deltas that were taken and that some handler has not got yet. */
  public long depth() {
    return ring.depth();
  }

  /** What analysers have found lately. */
  public RecentFindings findings() {
    return findings;
  }

  /**
   * Delivers what is left and closes the handlers. Call it when no announce and no expiry runs any
   * more; changes offered later are deferred. Calling it again does nothing.
   *
   * @param timeout how long to wait for the handlers, if that is less than configured
   * @return whether everything was delivered; if not, it is in the file, if there is one
   */
  public boolean stop(Duration timeout) {
    if (closed) {
      return depth() == 0;
    }
    ring.close();
    deliveries.forEach(DeltaDelivery::stop);
    boolean ended = joined(timeout.compareTo(stopTimeout) < 0 ? timeout : stopTimeout);
    if (!ended) {
      deliveries.forEach(DeltaDelivery::giveUp);
      ended = joined(LAST_ATTEMPT);
    }
    deliveries.forEach(this::tellUndelivered);
    boolean analysed = analysis.map(started -> started.stop(LAST_ATTEMPT)).orElse(true);
    closed = true;
    if (!ended) {
      LOG.warn("a delta handler doesn't come back; its last batch may come again");
    }
    if (ended && analysed) {
      journal.close();
    }
    return ended && depth() == 0;
  }

  private void tellUndelivered(DeltaDelivery delivery) {
    long left = delivery.undelivered();
    if (left == 0) {
      return;
    }
    journal
        .path()
        .ifPresentOrElse(
            path ->
                LOG.warn(
                    "{} deltas for {} stay in {} until the next start",
                    left,
                    delivery.name(),
                    path),
            () ->
                LOG.error(
                    "{} deltas for {} were only in memory and are lost", left, delivery.name()));
  }

  private boolean joined(Duration timeout) {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    try {
      for (Thread thread : threads) {
        if (!thread.join(Duration.ofNanos(Math.max(1, deadlineNanos - System.nanoTime())))) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
