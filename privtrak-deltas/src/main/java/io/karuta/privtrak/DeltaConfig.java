package io.karuta.privtrak;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.delta.DeltaHandlerFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How deltas are kept and delivered. Immutable.
 *
 * @param file where deltas wait, also over a kill of the process; empty for memory alone
 * @param ringSize how many deltas fit into the ring, a power of two
 * @param batchSize most deltas of one batch, at most half of the ring
 * @param batchInterval how old the first delta of a batch may grow before the batch is delivered
 * @param stopTimeout most time that a stop waits for the delivery of what is left
 * @param handlers who makes deltas last, one or more, by different names
 * @param analysers who looks on, by different names
 */
public record DeltaConfig(
    Optional<Path> file,
    int ringSize,
    int batchSize,
    Duration batchInterval,
    Duration stopTimeout,
    List<Handler> handlers,
    List<AnalysisConfig> analysers) {

  /**
   * One handler. Immutable.
   *
   * @param name what the operator calls it
   * @param plan how to make it
   */
  public record Handler(String name, DeltaHandlerFactory.Plan plan) {}

  private static final int MIN_RING_SIZE = 64;
  private static final int MAX_RING_SIZE = 1 << 24;
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9][a-z0-9-]{0," + (RingLayout.MAX_NAME_BYTES - 1) + "}");

  /** Without analysers. */
  public DeltaConfig(
      Optional<Path> file,
      int ringSize,
      int batchSize,
      Duration batchInterval,
      Duration stopTimeout,
      List<Handler> handlers) {
    this(file, ringSize, batchSize, batchInterval, stopTimeout, handlers, List.of());
  }

  /**
   * Reads the level {@code deltas}, the options of its handlers included.
   *
   * @param factories the handlers that there are, by their names
   */
  public static DeltaConfig read(Options options, Map<String, DeltaHandlerFactory> factories) {
    int ringSize = options.integer("ring-size", 1 << 18, MIN_RING_SIZE, MAX_RING_SIZE);
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
    return new DeltaConfig(
        options.optionalPath("file"),
        ringSize,
        batchSize,
        options.duration(
            "batch-interval", Duration.ofSeconds(5), Duration.ofMillis(10), Duration.ofHours(1)),
        options.duration(
            "stop-timeout", Duration.ofSeconds(20), Duration.ZERO, Duration.ofHours(1)),
        handlers(options, factories),
        AnalysisConfig.read(options));
  }

  private static List<Handler> handlers(
      Options options, Map<String, DeltaHandlerFactory> factories) {
    List<Handler> handlers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Options entry : options.childrenOrDefault("handlers")) {
      String kind = entry.string("name", "sql");
      String name = entry.string("as", kind);
      if (!NAME.matcher(name).matches()) {
        entry.problem("as", "1 to 47 of a-z, 0-9 and -, not - first", name);
      } else if (!names.add(name)) {
        entry.problem("as", "a name that no other handler has", name);
      }
      handlers.add(new Handler(name, plan(entry, kind, factories)));
    }
    if (handlers.isEmpty() || handlers.size() > RingLayout.MAX_HANDLERS) {
      options.problem(
          "handlers",
          "1 to " + RingLayout.MAX_HANDLERS + " handlers",
          String.valueOf(handlers.size()));
    }
    return List.copyOf(handlers);
  }

  private static DeltaHandlerFactory.Plan plan(
      Options entry, String kind, Map<String, DeltaHandlerFactory> factories) {
    DeltaHandlerFactory factory = factories.get(kind);
    if (factory == null) {
      entry.has("options"); // can't be judged
      entry.problem("name", "one of " + new TreeSet<>(factories.keySet()), kind);
      return _ -> {
        throw new IllegalStateException("delta handler: " + kind + " doesn't exist");
      };
    }
    return factory.configure(entry.child("options"));
  }

  /** The same with another time for the stop. */
  public DeltaConfig withStopTimeout(Duration timeout) {
    return new DeltaConfig(file, ringSize, batchSize, batchInterval, timeout, handlers, analysers);
  }
}
