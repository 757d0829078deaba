package io.karuta.bench.outage;

import io.karuta.bench.store.Latencies;

/** What one thread, or all of them, measured in one phase. Confined to one thread at a time. */
final class Phase {

  final Latencies announces = new Latencies();
  final Latencies offers = new Latencies();
  long deferred;
  long withoutPeers;

  void add(Phase other) {
    announces.add(other.announces);
    offers.add(other.offers);
    deferred += other.deferred;
    withoutPeers += other.withoutPeers;
  }

  /** The head of the table of {@link #row}. */
  static String head() {
    return """
    | phase | announces/s | without peers | deferred | announce p50 us | p99 | p99.9 | max \
    | offer p50 us | p99 | p99.9 | max |
    |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\
    """;
  }

  String row(String name, double seconds) {
    return "| %s | %,.0f | %,d | %,d | %s | %s |"
        .formatted(
            name,
            announces.calls() / seconds,
            withoutPeers,
            deferred,
            figures(announces),
            figures(offers));
  }

  private static String figures(Latencies latencies) {
    return "%.2f | %.2f | %.1f | %.0f"
        .formatted(
            latencies.micros(0.5),
            latencies.micros(0.99),
            latencies.micros(0.999),
            latencies.maxMicros());
  }
}
