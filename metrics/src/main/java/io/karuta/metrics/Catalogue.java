package io.karuta.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sees to it that a name means one thing: one kind, one meaning, the same label names. Monitoring
 * systems drop or mix up series otherwise. Confined by its owner's lock.
 */
final class Catalogue {

  /** How a metric moves. */
  enum Kind {
    COUNTER,
    GAUGE,
    HISTOGRAM
  }

  private record Entry(Kind kind, String meaning, List<String> labelNames) {}

  private final Map<String, Entry> entries = new HashMap<>();

  /**
   * Notes what a name means.
   *
   * @throws IllegalArgumentException if it means something else already
   */
  void note(Kind kind, String meaning, Series series) {
    Entry entry = new Entry(kind, meaning, series.labelNames());
    Entry known = entries.putIfAbsent(series.name(), entry);
    if (known != null && !known.equals(entry)) {
      throw new IllegalArgumentException(
          "metric " + series.name() + ": " + entry + " (expected: " + known + ")");
    }
  }
}
