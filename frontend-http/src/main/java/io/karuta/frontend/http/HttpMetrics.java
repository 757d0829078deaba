package io.karuta.frontend.http;

import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.MetricsSink;

/** What this frontend counts. Thread-safe. */
final class HttpMetrics {

  private final CallMetrics announces;
  private final CallMetrics scrapes;
  private final Counter notFound;
  private final Counter notGet;
  private final Counter defects;

  HttpMetrics(MetricsSink metrics) {
    announces = new CallMetrics(metrics, "announce");
    scrapes = new CallMetrics(metrics, "scrape");
    notFound = stray(metrics, Refusals.NOT_FOUND.code());
    notGet = stray(metrics, Refusals.NOT_GET.code());
    defects = metrics.counter("http-defects", "requests at which the frontend itself failed");
  }

  private static Counter stray(MetricsSink metrics, String reason) {
    return metrics.counter(
        "http-refusals", "requests that are neither an announce nor a scrape", "reason", reason);
  }

  CallMetrics announces() {
    return announces;
  }

  CallMetrics scrapes() {
    return scrapes;
  }

  void notFound() {
    notFound.increment();
  }

  void notGet() {
    notGet.increment();
  }

  void failed() {
    defects.increment();
  }
}
