package io.karuta.frontend.http;

import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.MetricsSink;
import java.util.IdentityHashMap;

/** What this frontend counts. Thread-safe; counting allocates nothing. */
final class HttpMetrics {

  private final Counter announces;
  private final Counter scrapes;
  private final IdentityHashMap<FailureReason, Counter> refusals = new IdentityHashMap<>();

  HttpMetrics(MetricsSink metrics) {
    announces =
        metrics.counter("http-requests", "requests for a route of this kind", "kind", "announce");
    scrapes =
        metrics.counter("http-requests", "requests for a route of this kind", "kind", "scrape");
    for (FailureReason reason : Refusals.ALL) {
      refusals.put(
          reason,
          metrics.counter(
              "http-refusals",
              "requests refused before any hook saw them",
              "reason",
              reason.code()));
    }
  }

  void announced() {
    announces.increment();
  }

  void scraped() {
    scrapes.increment();
  }

  /** Counts a refusal of this frontend's own; those of hooks are counted where they are made. */
  void refused(FailureReason reason) {
    Counter counter = refusals.get(reason);
    if (counter != null) {
      counter.increment();
    }
  }
}
