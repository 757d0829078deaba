package io.karuta.frontend.http;

import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.Histogram;
import io.karuta.pipeline.runtime.MetricsSink;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is counted of all announces, or of all scrapes: what became of them and how long they took.
 * Thread-safe; counting allocates nothing but at the first refusal with a code.
 *
 * <p>Refusals are counted by their code, not by the refusal itself: hooks make some of them for
 * each torrent.
 */
final class CallMetrics {

  /** Refusals with further codes are counted as {@link #OTHER}: a hook may make codes up. */
  private static final int MAX_CODES = 200;

  private static final String OTHER = "other";

  private final MetricsSink metrics;
  private final String kind;
  private final Counter served;
  private final Counter otherRefusals;
  private final Map<String, Counter> refusals = new ConcurrentHashMap<>();
  private final Histogram duration;

  /** Counts under {@code <kind>s} and {@code <kind>-duration}. */
  CallMetrics(MetricsSink metrics, String kind) {
    this.metrics = metrics;
    this.kind = kind;
    served = outcome("served", "none");
    otherRefusals = refusal(OTHER);
    for (FailureReason reason : Refusals.ALL) {
      refusals.put(reason.code(), refusal(reason.code()));
    }
    duration =
        metrics.histogram(
            kind + "-duration", "time from the arrival of a request to the end of its reply");
  }

  private Counter refusal(String code) {
    return outcome("refused", code);
  }

  private Counter outcome(String outcome, String code) {
    return metrics.counter(
        kind + "s",
        "requests of this kind, served or refused, by the code of the refusal",
        "outcome",
        outcome,
        "code",
        code);
  }

  void served() {
    served.increment();
  }

  void refused(FailureReason reason) {
    Counter counter = refusals.get(reason.code());
    (counter == null ? firstOf(reason.code()) : counter).increment();
  }

  private Counter firstOf(String code) {
    return refusals.size() < MAX_CODES
        ? refusals.computeIfAbsent(code, this::refusal)
        : otherRefusals;
  }

  /**
   * Notes how long a request took.
   *
   * @param nanos from the begin of its work to the end of its reply
   */
  void took(long nanos) {
    duration.record(nanos);
  }
}
