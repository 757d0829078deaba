package io.karuta.frontend.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/**
 * What the listeners hand requests to: on to the handler of the configuration in effect.
 * Thread-safe. A request is served by one handler from end to end.
 */
final class HandlerInEffect implements HttpHandler {

  private volatile TrackerHandler handler;

  HandlerInEffect(TrackerHandler handler) {
    this.handler = handler;
  }

  TrackerHandler current() {
    return handler;
  }

  void replace(TrackerHandler next) {
    handler = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    if (exchange.isInIoThread()) {
      handler.handleRequest(exchange);
    } else {
      // A request pipelined behind one whose hooks waited begins where that one ended.
      exchange.dispatch(exchange.getIoThread(), this);
    }
  }
}
