package io.karuta.frontend.http;

import io.karuta.pipeline.bittorrent.BencodeWriter;
import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.engine.TrackerLogic;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;

/**
 * Takes requests from Undertow on the I/O threads and hands them to recycled {@link Call}s. Knows
 * one configuration and one logic; a reload makes another one. Thread-safe.
 */
final class TrackerHandler {

  private final CallContext context;
  private final Routes announceRoutes;
  private final Routes scrapeRoutes;
  private final CallPool[] pools;
  private final TrackerLogic logic;

  TrackerHandler(CallContext context, TrackerLogic logic) {
    this.context = context;
    this.logic = logic;
    announceRoutes = new Routes(context.config().announceRoutes());
    scrapeRoutes = new Routes(context.config().scrapeRoutes());
    // One more, since XNIO numbers its accepting thread after the others.
    pools = new CallPool[context.config().ioThreads() + 1];
    for (int i = 0; i < pools.length; i++) {
      pools[i] = new CallPool(context);
    }
  }

  CallContext context() {
    return context;
  }

  /** The calls of an I/O thread. */
  CallPool pool(int ioThread) {
    return pools[ioThread];
  }

  /** Serves a request; on the I/O thread of its connection. */
  void handleRequest(HttpServerExchange exchange) {
    try {
      route(exchange);
    } catch (Throwable e) {
      // Undertow would log it with the path, which holds the passkey.
      FailureReason reason = context.defect(e);
      if (exchange.isResponseStarted()) {
        exchange.endExchange();
      } else {
        // Clients show a failure reason only with this status.
        sendError(exchange, StatusCodes.OK, reason);
      }
    }
  }

  private void route(HttpServerExchange exchange) {
    if (!context.config().keepAlive() || !exchange.isRequestComplete()) {
      // Nothing is done with a body, so nothing is waited for either.
      exchange.setPersistent(false);
    }
    if (!exchange.getRequestMethod().equals(Methods.GET)) {
      context.metrics().notGet();
      exchange.getResponseHeaders().put(Headers.ALLOW, Methods.GET_STRING);
      sendError(exchange, StatusCodes.METHOD_NOT_ALLOWED, Refusals.NOT_GET);
      return;
    }
    CallPool pool = pools[exchange.getIoThread().getNumber()];
    byte[] passkey = pool.passkey();
    String path = exchange.getRequestPath();
    int length = announceRoutes.match(path, passkey);
    if (length != Route.NO_MATCH) {
      pool.takeAnnounce().serve(exchange, logic, passkey, length);
      return;
    }
    length = scrapeRoutes.match(path, passkey);
    if (length != Route.NO_MATCH) {
      pool.takeScrape().serve(exchange, logic, passkey, length);
      return;
    }
    context.metrics().notFound();
    sendError(exchange, StatusCodes.NOT_FOUND, Refusals.NOT_FOUND);
  }

  private void sendError(HttpServerExchange exchange, int status, FailureReason reason) {
    BencodeWriter writer = new BencodeWriter();
    FailureReply.write(reason, writer);
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
    exchange.getResponseSender().send(ByteBuffer.wrap(writer.toBytes()));
  }
}
