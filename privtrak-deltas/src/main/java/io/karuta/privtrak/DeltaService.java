package io.karuta.privtrak;

import com.lmax.disruptor.RingBuffer;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.DeltaHandlerEnvironment;
import io.karuta.pipeline.hook.UserIdentifier;
import io.karuta.pipeline.store.AccountingSink;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounting: the ring that takes deltas and the thread {@code delta-delivery} that hands them
 * over in batches. Thread-safe. Offered to the hook {@code stats-deltas} as a service; outlives the
 * hooks, so that a reload loses nothing.
 *
 * <p>The ring lies in memory: what was taken and not delivered is lost if the process is killed.
 */
public final class DeltaService {

  private static final Logger LOG = LoggerFactory.getLogger(DeltaService.class);

  private final Duration stopTimeout;
  private final DeltaEnvironment environment;
  private final RingBuffer<DeltaSlot> ring;
  private final DeltaDelivery delivery;
  private final SinkMetrics sinkMetrics;
  private final Thread thread;
  private volatile boolean open = true;

  private DeltaService(DeltaConfig config, DeltaEnvironment environment) {
    this.environment = environment;
    stopTimeout = config.stopTimeout();
    DeliveryWait wait = new DeliveryWait(DeltaDelivery.lookUpNanos(config.batchInterval()));
    ring = RingBuffer.createMultiProducer(DeltaSlot::new, config.ringSize(), wait);
    sinkMetrics = new SinkMetrics(environment.metrics());
    DeltaHandler handler =
        config
            .handler()
            .create(
                new DeltaHandlerEnvironment(
                    config.handlerName(),
                    environment.database(),
                    environment.metrics(),
                    environment.clock()));
    delivery =
        new DeltaDelivery(
            ring,
            wait,
            new BatchBuilder(UUID.randomUUID(), ring),
            handler,
            new DeliveryMetrics(environment.metrics()),
            environment.clock(),
            config.batchSize(),
            config.batchInterval());
    environment.metrics().gauge("delta-ring-depth", delivery::depth);
    environment.metrics().gauge("delta-ring-size", ring::getBufferSize);
    thread =
        Thread.ofPlatform()
            .name("delta-delivery")
            .daemon()
            .uncaughtExceptionHandler(
                (_, e) -> LOG.error("the delivery of deltas ended; accounting is deferred", e))
            .unstarted(delivery);
  }

  /** Makes the handler and starts the delivery. */
  public static DeltaService start(DeltaConfig config, DeltaEnvironment environment) {
    DeltaService service = new DeltaService(config, environment);
    service.thread.start();
    return service;
  }

  /** A sink that books into this ring. */
  AccountingSink newSink(FirstSight firstSight, UserIdentifier identifier) {
    int lifetimeSeconds = Math.clamp(environment.peerLifetime().toSeconds(), 0, Integer.MAX_VALUE);
    return new DeltaSink(
        ring,
        this::isOpen,
        new DeltaRule(firstSight, lifetimeSeconds),
        identifier,
        environment.registry(),
        sinkMetrics);
  }

  private boolean isOpen() {
    return open;
  }

  /** Deltas that were taken and not yet delivered. */
  public long depth() {
    return delivery.depth();
  }

  /**
   * Delivers what is left and closes the handler. Call it when no announce and no expiry runs any
   * more; changes offered later are deferred. Calling it again does nothing.
   *
   * @param timeout how long to wait for the handler, if that is less than configured
   * @return whether everything was delivered
   */
  public boolean stop(Duration timeout) {
    open = false;
    delivery.stop();
    boolean ended = joined(timeout.compareTo(stopTimeout) < 0 ? timeout : stopTimeout);
    if (!ended) {
      delivery.giveUp();
    }
    long left = delivery.depth();
    if (left > 0) {
      LOG.error("{} deltas were not delivered in time and are lost", left);
    }
    return ended && left == 0;
  }

  private boolean joined(Duration timeout) {
    try {
      return thread.join(timeout);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
