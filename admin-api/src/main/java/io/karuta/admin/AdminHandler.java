package io.karuta.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.pipeline.registry.RegistryException;
import io.karuta.pipeline.runtime.Counter;
import io.karuta.pipeline.runtime.MetricsSink;
import io.undertow.io.UndertowOutputStream;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a request to its answer: credential, route, body, answer as JSON. Thread-safe.
 *
 * <p>The credential is checked before anything else is looked at, on the IO thread, so that a
 * stranger occupies no other. The rest runs on Undertow's worker threads, since it may wait for a
 * database; these are platform threads, because the swarm store keeps something per thread that
 * would be made anew for every virtual one.
 */
final class AdminHandler implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(AdminHandler.class);
  private static final JsonFactory JSON = new JsonFactory();

  private final Credential credential;
  private final AdminRoutes routes;
  private final int maxBodyBytes;
  private final Counter served;
  private final Counter refused;
  private final Counter failed;
  private final Counter strangers;

  AdminHandler(Credential credential, AdminRoutes routes, int maxBodyBytes, MetricsSink metrics) {
    this.credential = credential;
    this.routes = routes;
    this.maxBodyBytes = maxBodyBytes;
    served = counter(metrics, "served");
    refused = counter(metrics, "refused");
    failed = counter(metrics, "failed");
    strangers = counter(metrics, "unauthorized");
  }

  private static Counter counter(MetricsSink metrics, String result) {
    return metrics.counter("admin-requests", "requests to the admin API", "result", result);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    Optional<String> admitted =
        credential.admits(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION));
    if (admitted.isEmpty()) {
      strangers.increment();
      exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, Credential.CHALLENGE);
      send(exchange, Reply.problem(401, "unauthorized", "show the admin credential", Map.of()));
      return;
    }
    // No page has business here; a browser that remembers the credential must not lend it to one.
    if (exchange.getRequestHeaders().contains(Headers.ORIGIN)) {
      refused.increment();
      send(
          exchange, Reply.problem(403, "forbidden", "requests of web pages are refused", Map.of()));
      return;
    }
    String caller = admitted.get() + " from " + exchange.getSourceAddress();
    exchange.dispatch(() -> serve(exchange, caller));
  }

  private void serve(HttpServerExchange exchange, String caller) {
    exchange.startBlocking();
    try {
      AdminRoute route = routeOf(exchange);
      Reply reply = route.answer(new AdminCall(caller, readBody(exchange)));
      served.increment(); // before the caller can know, so that a look at the metrics finds it
      stream(exchange, reply);
    } catch (RefusedException e) {
      refused.increment();
      send(exchange, e.reply());
    } catch (IOException e) {
      LOG.debug("a caller went away: {}", caller, e);
      exchange.endExchange();
    } catch (RegistryException e) {
      failed.increment();
      LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestPath(), e);
      send(
          exchange,
          Reply.problem(
              503,
              "source-failed",
              "the registry's source failed and nothing was changed; see the log",
              Map.of()));
    } catch (RuntimeException e) {
      failed.increment();
      LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestPath(), e);
      send(exchange, Reply.problem(500, "internal", "a fault; see the log", Map.of()));
    } finally {
      exchange.endExchange();
    }
  }

  private AdminRoute routeOf(HttpServerExchange exchange) throws RefusedException {
    String path = exchange.getRequestPath();
    Map<String, AdminRoute> routesByMethod = routes.under(path);
    if (routesByMethod.isEmpty()) {
      throw new RefusedException(
          404, "not-found", "there is nothing here", Map.of("path", "expected a known path"));
    }
    AdminRoute route = routesByMethod.get(exchange.getRequestMethod().toString());
    if (route == null) {
      String allowed = String.join(", ", routesByMethod.keySet());
      exchange.getResponseHeaders().put(Headers.ALLOW, allowed);
      throw new RefusedException(
          405,
          "method-not-allowed",
          "this path has other methods",
          Map.of("method", "expected " + allowed));
    }
    return route;
  }

  private byte[] readBody(HttpServerExchange exchange) throws IOException, RefusedException {
    if (exchange.getRequestContentLength() > maxBodyBytes) {
      throw tooLarge();
    }
    byte[] body = exchange.getInputStream().readNBytes(maxBodyBytes + 1);
    if (body.length > maxBodyBytes) {
      throw tooLarge();
    }
    return body;
  }

  private RefusedException tooLarge() {
    String expected = "expected at most " + maxBodyBytes + " bytes";
    return new RefusedException(
        413, "body-too-large", "the body is too large: " + expected, Map.of("body", expected));
  }

  /**
   * Writes an answer as it is made. Where that fails half way the connection is cut: a clean end
   * would pass half an answer for a whole one.
   */
  private static void stream(HttpServerExchange exchange, Reply reply) throws IOException {
    describe(exchange, reply);
    OutputStream output = exchange.getOutputStream();
    try {
      JsonGenerator json = JSON.createGenerator(output);
      reply.body().writeTo(json);
      json.close();
    } catch (IOException | RuntimeException e) {
      if (exchange.isResponseStarted()) {
        exchange.getConnection().close();
      } else if (output instanceof UndertowOutputStream undertow) {
        undertow.resetBuffer(); // nobody has seen it yet, so the answer can be another one
      }
      throw e;
    }
  }

  private static void send(HttpServerExchange exchange, Reply reply) {
    if (exchange.isResponseStarted()) {
      return; // the caller sees that the answer is cut short
    }
    describe(exchange, reply);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      reply.body().writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    exchange.getResponseSender().send(ByteBuffer.wrap(bytes.toByteArray()));
  }

  private static void describe(HttpServerExchange exchange, Reply reply) {
    exchange.setStatusCode(reply.status());
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
  }
}
