package io.karuta.privtrak;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.delta.DeltaHandlerFactory;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;

/**
 * How deltas are kept and delivered. Immutable.
 *
 * @param ringSize how many deltas fit into the ring, a power of two
 * @param batchSize most deltas of one batch, at most half of the ring
 * @param batchInterval how old the first delta of a batch may grow before the batch is delivered
 * @param stopTimeout most time that a stop waits for the delivery of what is left
 * @param handlerName the handler's name
 * @param handler how to make the handler
 */
public record DeltaConfig(
    int ringSize,
    int batchSize,
    Duration batchInterval,
    Duration stopTimeout,
    String handlerName,
    DeltaHandlerFactory.Plan handler) {

  private static final int MIN_RING_SIZE = 64;
  private static final int MAX_RING_SIZE = 1 << 24;

  /**
   * Reads the level {@code deltas}, the options of its handler included.
   *
   * @param handlers the handlers that there are, by their names
   */
  public static DeltaConfig read(Options options, Map<String, DeltaHandlerFactory> handlers) {
    int ringSize = options.integer("ring-size", 1 << 16, MIN_RING_SIZE, MAX_RING_SIZE);
    if (Integer.bitCount(ringSize) != 1) {
      options.problem("ring-size", "a power of two", String.valueOf(ringSize));
      ringSize = Integer.highestOneBit(ringSize);
    }
    int batchSize = options.integer("batch-size", Math.min(1000, ringSize / 2), 1, 100_000);
    if (batchSize > ringSize / 2) {
      options.problem(
          "batch-size",
          "at most half of ring-size (" + ringSize / 2 + ")",
          String.valueOf(batchSize));
    }
    Options handler = options.child("handler");
    String name = handler.string("name", "sql");
    return new DeltaConfig(
        ringSize,
        batchSize,
        options.duration(
            "batch-interval", Duration.ofSeconds(5), Duration.ofMillis(10), Duration.ofHours(1)),
        options.duration(
            "stop-timeout", Duration.ofSeconds(20), Duration.ZERO, Duration.ofHours(1)),
        name,
        plan(handler, name, handlers));
  }

  private static DeltaHandlerFactory.Plan plan(
      Options handler, String name, Map<String, DeltaHandlerFactory> handlers) {
    DeltaHandlerFactory factory = handlers.get(name);
    if (factory == null) {
      handler.problem("name", "one of " + new TreeSet<>(handlers.keySet()), name);
      return _ -> {
        throw new IllegalStateException("delta handler: " + name + " doesn't exist");
      };
    }
    return factory.configure(handler.child("options"));
  }
}
