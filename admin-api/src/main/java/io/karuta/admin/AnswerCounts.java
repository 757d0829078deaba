package io.karuta.admin;

import io.karuta.admin.web.RouteSpec;
import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.MetricsSink;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ResponseCommitListener;
import io.undertow.util.AttachmentKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts answers by what was asked and their status, before the caller can know of them. What
 * callers write comes into no label: a path is that of the contract, or unknown. Thread-safe.
 */
final class AnswerCounts implements ResponseCommitListener {

  private static final AttachmentKey<Asked> ASKED = AttachmentKey.create(Asked.class);
  private static final Asked NOTHING_KNOWN = new Asked("other", "unknown");

  private record Asked(String method, String path) {}

  private record Key(Asked asked, int status) {}

  private final MetricsSink metrics;
  private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

  /** Counts from now on; faults of every route stand at zero from the start. */
  AnswerCounts(MetricsSink metrics, List<RouteSpec> specs) {
    this.metrics = metrics;
    specs.forEach(spec -> counter(new Key(new Asked(spec.method(), spec.pattern()), 500)));
  }

  /** Notes which route was asked for. */
  void asked(HttpServerExchange exchange, RouteSpec spec) {
    exchange.putAttachment(ASKED, new Asked(spec.method(), spec.pattern()));
  }

  /** Notes that a path was asked for by a method that it doesn't have. */
  void askedOtherwise(HttpServerExchange exchange, RouteSpec spec) {
    exchange.putAttachment(ASKED, new Asked(NOTHING_KNOWN.method(), spec.pattern()));
  }

  @Override
  public void beforeCommit(HttpServerExchange exchange) {
    Asked asked = exchange.getAttachment(ASKED);
    counter(new Key(asked == null ? NOTHING_KNOWN : asked, exchange.getStatusCode())).increment();
  }

  private Counter counter(Key key) {
    return counters.computeIfAbsent(
        key,
        _ ->
            metrics.counter(
                "admin-answers",
                "answers of the admin API",
                "method",
                key.asked().method(),
                "path",
                key.asked().path(),
                "status",
                Integer.toString(key.status())));
  }
}
