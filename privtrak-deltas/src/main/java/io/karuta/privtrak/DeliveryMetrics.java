package io.karuta.privtrak;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.Histogram;
import io.karuta.pipeline.runtime.MetricsSink;
import java.util.concurrent.atomic.AtomicLong;

/** What the delivery to one handler counts. Thread-safe. */
final class DeliveryMetrics {

  static final String LABEL = "handler";

  private final Counter delivered;
  private final Counter withoutNumber;
  private final Counter batches;
  private final Counter failures;
  private final Histogram duration;
  private final AtomicLong lastBatchSize = new AtomicLong();

  DeliveryMetrics(MetricsSink metrics, String handler) {
    String[] labels = {LABEL, handler};
    delivered = metrics.counter("deltas-delivered", "deltas that a handler has got", labels);
    withoutNumber =
        metrics.counter(
            "deltas-without-number",
            "delivered deltas of users or torrents that the registry doesn't know",
            labels);
    batches = metrics.counter("delta-batches", "batches that a handler has got", labels);
    failures = metrics.counter("delta-batch-failures", "attempts to deliver that failed", labels);
    duration = metrics.histogram("delta-batch-duration", "time of a handler for one batch", labels);
    metrics.gauge("delta-batch-size", "deltas of the last batch", lastBatchSize::get, labels);
  }

  void delivered(DeltaBatch batch) {
    batches.increment();
    delivered.add(batch.deltas().size());
    withoutNumber.add(batch.deltas().stream().filter(d -> !BatchBuilder.hasNumbers(d)).count());
    lastBatchSize.set(batch.deltas().size());
  }

  /**
   * Notes how long a handler took for a batch.
   *
   * @param nanos of the attempt that succeeded
   */
  void took(long nanos) {
    duration.record(nanos);
  }

  void failed() {
    failures.increment();
  }
}
