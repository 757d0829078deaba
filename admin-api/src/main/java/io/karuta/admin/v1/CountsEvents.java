package io.karuta.admin.v1;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.admin.web.RefusedException;
import io.karuta.admin.web.Reply;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/**
 * {@code GET /v1/counts/events}: counts as they change, as server-sent events. While somebody
 * listens, one thread looks at the board once a second; listeners hold no thread. A listener that
 * doesn't keep up is told less often: what changes twice meanwhile is told once. Thread-safe.
 */
final class CountsEvents implements HttpHandler, AutoCloseable {

  static final int MAX_LISTENERS = 64;
  static final int MAX_ITEMS = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(CountsEvents.class);
  private static final JsonFactory JSON = new JsonFactory();
  private static final long HEARTBEAT_MILLIS = Duration.ofSeconds(15).toMillis();

  private final CountsBoard board;
  private final ServerSentEventHandler handler;
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("admin-counts").daemon().factory());

  private final Future<?> ticking;

  CountsEvents(CountsBoard board) {
    this.board = board;
    handler = new ServerSentEventHandler(this::connected);
    ticking = ticker.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    if (listeners.size() >= MAX_LISTENERS) {
      throw new RefusedException(
          429, "too-many-requests", MAX_LISTENERS + " listen already", Map.of());
    }
    handler.handleRequest(exchange);
  }

  private void connected(ServerSentEventConnection connection, String lastEventId) {
    Listener listener = new Listener(connection, lastEventId == null ? "" : lastEventId);
    connection.setKeepAliveTime(HEARTBEAT_MILLIS);
    connection.addCloseTask(_ -> listeners.remove(listener));
    listeners.add(listener);
    if (!connection.isOpen()) {
      listeners.remove(listener);
    }
    ticker.execute(() -> tell(listener));
  }

  private void tick() {
    listeners.forEach(this::tell);
  }

  private void tell(Listener listener) {
    try {
      if (listener.isIdle()) {
        send(listener, board.since(listener.change()));
      }
    } catch (RuntimeException e) {
      LOG.error("a listener to the counts is dropped", e);
      IoUtils.safeClose(listener.connection());
    }
  }

  private static void send(Listener listener, CountsBoard.View view) {
    if (view.complete()) {
      listener.send("reset", "[]", "");
    }
    if (!view.removed().isEmpty()) {
      listener.send("removed", text(json -> CountsRoute.writeRemoved(json, view.removed())), "");
    }
    List<CountsBoard.Counts> items = view.items();
    for (int from = 0; from < items.size(); from += MAX_ITEMS) {
      int to = Math.min(from + MAX_ITEMS, items.size());
      List<CountsBoard.Counts> some = items.subList(from, to);
      String data = text(json -> CountsRoute.writeItems(json, some));
      // Only the last one has the id: who is cut off before it gets all of them again.
      listener.send("counts", data, to == items.size() ? view.change() : "");
    }
    if (items.isEmpty() && (view.complete() || !view.removed().isEmpty())) {
      listener.send("counts", "[]", view.change());
    }
    listener.saw(view.change());
  }

  private static String text(Reply.Json body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      body.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text has room for everything
    }
    return text.toString();
  }

  /** Ends all connections; nobody is told anything any more. */
  @Override
  public void close() {
    ticking.cancel(false);
    ticker.shutdownNow();
    listeners.forEach(listener -> IoUtils.safeClose(listener.connection()));
    listeners.clear();
  }
}
