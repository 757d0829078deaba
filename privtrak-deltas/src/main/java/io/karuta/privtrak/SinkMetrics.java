package io.karuta.privtrak;

import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.MetricsSink;

/** What the sink counts. Thread-safe; counting allocates nothing. */
final class SinkMetrics {

  private final Counter taken;
  private final Counter deferred;
  private final Counter firstSightWithCounters;
  private final Counter backward;

  SinkMetrics(MetricsSink metrics) {
    taken = metrics.counter("deltas-taken", "changes of peers that went into the ring");
    deferred =
        metrics.counter(
            "deltas-deferred", "changes that stayed with the peer, since the ring was full");
    firstSightWithCounters =
        metrics.counter(
            "deltas-first-sight-with-counters", "first announces of peers with counters above 0");
    backward =
        metrics.counter("deltas-counter-backward", "counters of peers that fell without a reason");
  }

  void count(CounterMove move, boolean taken) {
    (taken ? this.taken : deferred).increment();
    if (move == CounterMove.FIRST_SIGHT_WITH_COUNTERS) {
      firstSightWithCounters.increment();
    } else if (move == CounterMove.BACKWARD) {
      backward.increment();
    }
  }
}
