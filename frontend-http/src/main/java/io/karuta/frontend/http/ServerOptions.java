package io.karuta.frontend.http;

import io.undertow.UndertowOptions;
import java.time.Duration;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Sequence;

/** How Undertow and XNIO are set up. */
final class ServerOptions {

  private static final int BACKLOG = 4096;

  private ServerOptions() {}

  /** Options of the threads that serve connections. */
  static OptionMap worker(HttpConfig config) {
    return OptionMap.builder()
        .set(Options.WORKER_NAME, "http")
        .set(Options.WORKER_IO_THREADS, config.ioThreads())
        // Only TLS handshakes run there; requests stay on their I/O thread.
        .set(Options.WORKER_TASK_CORE_THREADS, config.ioThreads())
        .set(Options.WORKER_TASK_MAX_THREADS, config.ioThreads())
        .set(Options.TCP_NODELAY, true)
        .set(Options.CORK, true)
        .getMap();
  }

  /** Options of a listening socket. */
  static OptionMap socket(HttpConfig config) {
    int maxConnections = config.limits().maxConnections();
    return OptionMap.builder()
        .set(Options.WORKER_IO_THREADS, config.ioThreads())
        .set(Options.TCP_NODELAY, true)
        .set(Options.REUSE_ADDRESSES, true)
        .set(Options.BACKLOG, BACKLOG)
        .set(Options.CONNECTION_HIGH_WATER, maxConnections)
        .set(Options.CONNECTION_LOW_WATER, maxConnections)
        .set(Options.SSL_ENABLED_PROTOCOLS, Sequence.of("TLSv1.3", "TLSv1.2"))
        .getMap();
  }

  /** Options of the HTTP protocol. */
  static OptionMap protocol(HttpConfig config) {
    HttpLimits limits = config.limits();
    return OptionMap.builder()
        .set(UndertowOptions.BUFFER_PIPELINED_DATA, true)
        // The query is decoded by us, to bytes: a character decoder destroys an info hash.
        .set(UndertowOptions.DECODE_URL, false)
        // Clients send bytes above 0x7f, and '"<>{}|', as they are.
        .set(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
        .set(UndertowOptions.ENABLE_HTTP2, false)
        .set(UndertowOptions.ALWAYS_SET_DATE, false)
        .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
        .set(UndertowOptions.RECORD_REQUEST_START_TIME, false)
        .set(UndertowOptions.MAX_HEADER_SIZE, limits.maxRequestBytes())
        .set(UndertowOptions.MAX_ENTITY_SIZE, (long) limits.maxRequestBytes())
        .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, millis(limits.requestParseTimeout()))
        .set(UndertowOptions.NO_REQUEST_TIMEOUT, millis(limits.noRequestTimeout()))
        .set(UndertowOptions.IDLE_TIMEOUT, millis(limits.idleTimeout()))
        .getMap();
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
