package io.karuta.admin;

import io.karuta.admin.web.Reply;
import io.undertow.io.UndertowOutputStream;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Sends answers. */
final class Answers {

  private Answers() {}

  /**
   * Writes an answer as it is made, on a thread that may wait. Where that fails half way the
   * connection is cut: a clean end would pass half an answer for a whole one.
   */
  static void stream(HttpServerExchange exchange, Reply reply) throws IOException {
    describe(exchange, reply);
    if (reply.contentType().isEmpty()) {
      exchange.endExchange();
      return;
    }
    OutputStream output = exchange.getOutputStream();
    try {
      reply.content().writeTo(output);
      output.close();
    } catch (IOException | RuntimeException e) {
      if (exchange.isResponseStarted()) {
        exchange.getConnection().close();
      } else if (output instanceof UndertowOutputStream undertow) {
        undertow.resetBuffer(); // nobody has seen it yet, so the answer can be another one
      }
      throw e;
    }
  }

  /** Sends a short answer on any thread; nothing if another one was begun. */
  static void send(HttpServerExchange exchange, Reply reply) {
    if (exchange.isResponseStarted()) {
      return; // the caller sees that the answer is cut short
    }
    describe(exchange, reply);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      reply.content().writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    exchange.getResponseSender().send(ByteBuffer.wrap(bytes.toByteArray()));
  }

  private static void describe(HttpServerExchange exchange, Reply reply) {
    exchange.setStatusCode(reply.status());
    if (reply.contentType().isEmpty()) {
      exchange.getResponseHeaders().remove(Headers.CONTENT_TYPE);
    } else {
      exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, reply.contentType());
    }
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    reply
        .headers()
        .forEach((name, value) ->
            exchange.getResponseHeaders().put(HttpString.tryFromString(name), value));
  }
}
