package io.karuta.privtrak;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.MetricsSink;
import java.util.concurrent.atomic.AtomicLong;

/** What the delivery counts. Thread-safe. */
final class DeliveryMetrics {

  private final Counter delivered;
  private final Counter withoutNumber;
  private final Counter batches;
  private final Counter failures;
  private final AtomicLong lastBatchSize = new AtomicLong();

  DeliveryMetrics(MetricsSink metrics) {
    delivered = metrics.counter("deltas-delivered");
    withoutNumber = metrics.counter("deltas-without-number");
    batches = metrics.counter("delta-batches");
    failures = metrics.counter("delta-batch-failures");
    metrics.gauge("delta-batch-size", lastBatchSize::get);
  }

  void delivered(DeltaBatch batch) {
    batches.increment();
    delivered.add(batch.deltas().size());
    withoutNumber.add(batch.deltas().stream().filter(d -> !BatchBuilder.hasNumbers(d)).count());
    lastBatchSize.set(batch.deltas().size());
  }

  void failed() {
    failures.increment();
  }
}
