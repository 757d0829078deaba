package io.karuta.admin.v1;

import io.undertow.server.handlers.sse.ServerSentEventConnection;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told of counts. Told by one thread; what was sent is noted by the connection's.
 */
final class Listener implements ServerSentEventConnection.EventCallback {

  private final ServerSentEventConnection connection;
  private final AtomicInteger unsent = new AtomicInteger();
  private String change;

  Listener(ServerSentEventConnection connection, String change) {
    this.connection = connection;
    this.change = change;
  }

  ServerSentEventConnection connection() {
    return connection;
  }

  /** The change up to which it was told. */
  String change() {
    return change;
  }

  void saw(String change) {
    this.change = change;
  }

  /** Whether all that it was told is on its way, so that more may follow. */
  boolean isIdle() {
    return unsent.get() == 0;
  }

  void send(String event, String data, String id) {
    unsent.incrementAndGet();
    connection.send(data, event, id.isEmpty() ? null : id, this);
  }

  @Override
  public void done(
      ServerSentEventConnection connection,
      @Nullable String data,
      @Nullable String event,
      @Nullable String id) {
    unsent.decrementAndGet();
  }

  @Override
  public void failed(
      ServerSentEventConnection connection,
      @Nullable String data,
      @Nullable String event,
      @Nullable String id,
      IOException e) {
    unsent.decrementAndGet();
  }
}
