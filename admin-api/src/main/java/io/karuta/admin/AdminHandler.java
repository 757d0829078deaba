package io.karuta.admin;

import io.karuta.admin.auth.Caller;
import io.karuta.admin.json.InvalidFieldsException;
import io.karuta.admin.web.AuditLog;
import io.karuta.admin.web.BodySize;
import io.karuta.admin.web.Call;
import io.karuta.admin.web.PathParts;
import io.karuta.admin.web.RefusedException;
import io.karuta.admin.web.Reply;
import io.karuta.admin.web.RouteSpec;
import io.karuta.admin.web.Router;
import io.karuta.pipeline.registry.KeyReusedException;
import io.karuta.pipeline.registry.RegistryException;
import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.MetricsSink;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a request to its answer: credential, route, scope, body, answer. Thread-safe.
 *
 * <p>All but the answer is settled on the IO thread. The answer is made on one of Undertow's worker
 * threads, since it may wait for a database; these are platform threads, because the swarm store
 * keeps something per thread that would be made anew for every virtual one.
 */
final class AdminHandler implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(AdminHandler.class);

  private final Gate gate;
  private final Router router;
  private final AdminLimits limits;
  private final AnswerCounts answers;
  private final Counter served;
  private final Counter refused;
  private final Counter failed;

  AdminHandler(Gate gate, Router router, AdminLimits limits, MetricsSink metrics) {
    this.gate = gate;
    this.router = router;
    this.limits = limits;
    answers = new AnswerCounts(metrics, router.specs());
    served = Gate.requests(metrics, "served");
    refused = Gate.requests(metrics, "refused");
    failed = Gate.requests(metrics, "failed");
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    exchange.addResponseCommitListener(answers);
    Router.Found found;
    Caller caller;
    try {
      Optional<Router.Found> open = openRoute(exchange);
      if (open.isPresent()) {
        found = open.get();
        caller = new Caller("anybody", Set.of(), "anywhere");
      } else {
        Optional<Caller> admitted = gate.admit(exchange);
        if (admitted.isEmpty()) {
          return;
        }
        caller = admitted.get();
        found = routeOf(exchange);
        checkScope(found, caller);
      }
      // No page has business here; a browser that remembers the credential must not lend it to one.
      if (exchange.getRequestHeaders().contains(Headers.ORIGIN)) {
        AuditLog.note(found.spec(), found.values(), caller, "refused: of a web page");
        throw RefusedException.forbidden("requests of web pages are refused");
      }
    } catch (RefusedException e) {
      refused.increment();
      Answers.send(exchange, e.reply());
      return;
    }
    HttpHandler handler = found.spec().handler();
    if (handler == null) {
      exchange.dispatch(() -> serve(exchange, found, caller));
    } else {
      listen(exchange, handler);
    }
  }

  private void listen(HttpServerExchange exchange, HttpHandler handler) throws Exception {
    try {
      handler.handleRequest(exchange);
      served.increment();
    } catch (RefusedException e) {
      refused.increment();
      Answers.send(exchange, e.reply());
    }
  }

  /** The route, if no credential is needed for it; whatever else there is to say can wait. */
  private Optional<Router.Found> openRoute(HttpServerExchange exchange) {
    try {
      Map<String, Router.Found> byMethod = router.under(PathParts.of(exchange.getRequestURI()));
      Router.Found found = byMethod.get(exchange.getRequestMethod().toString());
      if (found != null) {
        answers.asked(exchange, found.spec());
      } else if (!byMethod.isEmpty()) {
        answers.askedOtherwise(exchange, byMethod.values().iterator().next().spec());
      }
      return Optional.ofNullable(found).filter(route -> route.spec().scope() == null);
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  private Router.Found routeOf(HttpServerExchange exchange) throws RefusedException {
    Map<String, Router.Found> byMethod = router.under(PathParts.of(exchange.getRequestURI()));
    if (byMethod.isEmpty()) {
      throw RefusedException.notFound("path", "a known path");
    }
    Router.Found found = byMethod.get(exchange.getRequestMethod().toString());
    if (found == null) {
      String allowed = String.join(", ", byMethod.keySet());
      throw RefusedException.with(
          Reply.problem(
                  405,
                  "method-not-allowed",
                  "this path has other methods",
                  Map.of("method", "expected " + allowed))
              .with("Allow", allowed));
    }
    return found;
  }

  private static void checkScope(Router.Found found, Caller caller) throws RefusedException {
    RouteSpec spec = found.spec();
    if (spec.scope() != null && !caller.may(spec.scope())) {
      AuditLog.note(spec, found.values(), caller, "refused: lacks scope " + spec.scope().text());
      throw RefusedException.forbidden("this needs a credential with scope " + spec.scope().text());
    }
  }

  private void serve(HttpServerExchange exchange, Router.Found found, Caller caller) {
    exchange.startBlocking();
    try {
      Reply reply = answer(exchange, found, caller);
      served.increment(); // before the caller can know, so that a look at the metrics finds it
      Answers.stream(exchange, reply);
    } catch (RefusedException e) {
      refused.increment();
      Answers.send(exchange, e.reply());
    } catch (InvalidFieldsException e) {
      refused.increment();
      Answers.send(exchange, Reply.problem(400, "invalid-request", e.message(), e.problems()));
    } catch (KeyReusedException e) {
      refused.increment();
      String expected = "expected a new one for another request";
      Answers.send(
          exchange,
          Reply.problem(
              422,
              "key-reused",
              "the key was used before: " + expected,
              Map.of("Idempotency-Key", expected)));
    } catch (IOException e) {
      LOG.debug("a caller went away: {}", caller, e);
    } catch (RegistryException e) {
      failed.increment();
      log(found.spec(), e);
      Answers.send(
          exchange,
          Reply.problem(
              503,
              "source-failed",
              "the registry's source failed; see the log, and repeat the call",
              Map.of()));
    } catch (RuntimeException e) {
      if (exchange.isComplete()) {
        LOG.debug("the connection failed behind the answer", e); // as it does at a stop
        return;
      }
      failed.increment();
      log(found.spec(), e);
      Answers.send(exchange, Reply.problem(500, "internal", "a fault; see the log", Map.of()));
    } finally {
      end(exchange);
    }
  }

  private static void end(HttpServerExchange exchange) {
    try {
      exchange.endExchange();
    } catch (RejectedExecutionException e) {
      LOG.debug("the listener stopped behind the answer", e);
    }
  }

  private static void log(RouteSpec spec, RuntimeException e) {
    LOG.error("{} {} failed", spec.method(), spec.pattern(), e);
  }

  /** A change that comes to nothing before its route knows what it would be is noted here. */
  private Reply answer(HttpServerExchange exchange, Router.Found found, Caller caller)
      throws RefusedException, InvalidFieldsException, IOException {
    RouteSpec spec = found.spec();
    if (spec.route() == null) {
      throw new IllegalStateException(spec.pattern() + " (expected: a route)");
    }
    Call call = null;
    try {
      call = read(exchange, found, caller);
      return spec.route().answer(call);
    } catch (RefusedException | InvalidFieldsException | RuntimeException e) {
      if (spec.changes() && (call == null || !call.isNoted())) {
        AuditLog.note(spec, found.values(), caller, resultOf(e));
      }
      throw e;
    }
  }

  private static String resultOf(Exception e) {
    return switch (e) {
      case RefusedException refusal -> "refused with " + refusal.reply().status();
      case InvalidFieldsException _ -> "refused with 400";
      case KeyReusedException _ -> "refused with 422";
      case RegistryException _ -> "failed with 503";
      default -> "failed with 500";
    };
  }

  private Call read(HttpServerExchange exchange, Router.Found found, Caller caller)
      throws RefusedException, IOException {
    RouteSpec spec = found.spec();
    Map<String, String> query = PathParts.query(exchange.getQueryString(), spec.queries());
    byte[] body = readBody(exchange, spec.bodySize());
    String target =
        spec.method() + " " + exchange.getRequestURI() + "?" + exchange.getQueryString();
    return new Call(
        caller,
        target,
        found.values(),
        query,
        name -> exchange.getRequestHeaders().getFirst(name),
        body);
  }

  private byte[] readBody(HttpServerExchange exchange, BodySize size)
      throws IOException, RefusedException {
    int max = size == BodySize.BULK ? limits.maxBulkBytes() : limits.maxBodyBytes();
    if (exchange.getRequestContentLength() > max) {
      throw tooLarge(max);
    }
    byte[] body = exchange.getInputStream().readNBytes(max + 1);
    if (body.length > max) {
      throw tooLarge(max);
    }
    return body;
  }

  private static RefusedException tooLarge(int max) {
    String expected = "expected at most " + max + " bytes";
    return new RefusedException(
        413, "body-too-large", "the body is too large: " + expected, Map.of("body", expected));
  }
}
