package io.karuta.admin;

import io.karuta.admin.auth.Caller;
import io.karuta.admin.auth.Credentials;
import io.karuta.admin.auth.Credentials.Refusal;
import io.karuta.admin.auth.FailureBrake;
import io.karuta.admin.auth.RequestRate;
import io.karuta.admin.auth.StoredCredential;
import io.karuta.admin.json.JsonFields;
import io.karuta.admin.web.AuditLog;
import io.karuta.admin.web.RefusedException;
import io.karuta.admin.web.Reply;
import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.MetricsSink;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who is let in, decided on the IO thread, so that a stranger occupies no other: even an answer
 * that is held back holds no thread. Thread-safe.
 */
final class Gate {

  private static final int MAX_HELD = 256;

  private final Credentials credentials;
  private final RequestRate rate;
  private final FailureBrake brake;
  private final Map<Refusal, Counter> failures = new EnumMap<>(Refusal.class);
  private final Counter strangers;
  private final Counter throttled;
  private final AtomicInteger held = new AtomicInteger();

  Gate(Credentials credentials, RequestRate rate, FailureBrake brake, MetricsSink metrics) {
    this.credentials = credentials;
    this.rate = rate;
    this.brake = brake;
    strangers = requests(metrics, "unauthorized");
    throttled = requests(metrics, "throttled");
    for (Refusal refusal : EnumSet.complementOf(EnumSet.of(Refusal.NONE))) {
      failures.put(
          refusal,
          metrics.counter(
              "admin-auth-failures",
              "requests to the admin API without a valid credential",
              "reason",
              JsonFields.kebab(refusal)));
    }
  }

  /** The counter of requests that ended in some way. */
  static Counter requests(MetricsSink metrics, String result) {
    return metrics.counter("admin-requests", "requests to the admin API", "result", result);
  }

  /** Who calls; empty if nobody does who is let in, and then the request is answered for. */
  Optional<Caller> admit(HttpServerExchange exchange) {
    String authorization = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
    Credentials.Attempt attempt = credentials.attempt(authorization);
    InetAddress source = exchange.getSourceAddress().getAddress();
    StoredCredential credential = attempt.credential();
    if (credential == null) {
      strangers.increment();
      Objects.requireNonNull(failures.get(attempt.refusal())).increment();
      hold(exchange, source, attempt.refusal());
      return Optional.empty();
    }
    if (!rate.permits(credential.name())) {
      throttled.increment();
      Answers.send(exchange, tooMany("this credential makes too many requests", 1));
      return Optional.empty();
    }
    return Optional.of(new Caller(credential.name(), credential.scopes(), source.getHostAddress()));
  }

  private void hold(HttpServerExchange exchange, InetAddress source, Refusal refusal) {
    int millis = brake.delayMillis(source);
    if (millis != FailureBrake.TURNED_AWAY) { // who goes on is counted, and doesn't fill the log
      AuditLog.noteStranger(
          JsonFields.kebab(refusal) + " credential refused", source.getHostAddress());
    }
    if (millis == 0) {
      Answers.send(exchange, unauthorized());
    } else if (millis == FailureBrake.TURNED_AWAY || held.get() >= MAX_HELD) {
      Answers.send(
          exchange, tooMany("too many attempts without a credential", FailureBrake.RETRY_SECONDS));
    } else {
      held.incrementAndGet();
      exchange.dispatch(
          SameThreadExecutor.INSTANCE,
          () ->
              exchange
                  .getIoThread()
                  .executeAfter(() -> release(exchange), millis, TimeUnit.MILLISECONDS));
    }
  }

  private void release(HttpServerExchange exchange) {
    held.decrementAndGet();
    Answers.send(exchange, unauthorized());
  }

  private static Reply unauthorized() {
    return Reply.problem(401, "unauthorized", "show an admin credential", Map.of())
        .with("WWW-Authenticate", Credentials.CHALLENGE);
  }

  private static Reply tooMany(String message, int retrySeconds) {
    return new RefusedException(429, "too-many-requests", message, Map.of())
        .reply()
        .with("Retry-After", Integer.toString(retrySeconds));
  }
}
