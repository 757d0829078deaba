package io.karuta.bench.load;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import org.xnio.Options;

/**
 * The least that any tracker on Undertow can cost: a handler that sends the same body to everybody,
 * with the threads, buffers and options that the tracker's listener has by default.
 */
final class BareServer {

  private static final int BUFFER_BYTES = 16 * 1024;

  private BareServer() {}

  /** Serves until the process is ended. Arguments: port, length of the body in bytes. */
  public static void main(String[] arguments) {
    start(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
  }

  static Undertow start(int port, int bodyLengthBytes) {
    ByteBuffer body = ByteBuffer.allocateDirect(bodyLengthBytes);
    while (body.hasRemaining()) {
      body.put((byte) 'x');
    }
    body.flip();
    int threads = Runtime.getRuntime().availableProcessors();
    Undertow server =
        Undertow.builder()
            .addHttpListener(port, "127.0.0.1")
            .setIoThreads(threads)
            .setWorkerThreads(threads)
            .setByteBufferPool(new DefaultByteBufferPool(true, BUFFER_BYTES, 1024, 16))
            .setWorkerOption(Options.CORK, true)
            .setSocketOption(Options.TCP_NODELAY, true)
            .setSocketOption(Options.BACKLOG, 4096)
            .setServerOption(UndertowOptions.DECODE_URL, false)
            .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
            .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
            .setServerOption(UndertowOptions.ALWAYS_SET_DATE, false)
            .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
            .setServerOption(UndertowOptions.RECORD_REQUEST_START_TIME, false)
            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, 16_384)
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, 16_384L)
            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, 10_000)
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 30_000)
            .setServerOption(UndertowOptions.IDLE_TIMEOUT, 60_000)
            .setHandler(exchange -> answer(exchange, body))
            .build();
    server.start();
    return server;
  }

  private static void answer(HttpServerExchange exchange, ByteBuffer body) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
    exchange.getResponseSender().send(body.duplicate());
  }
}
