package io.karuta.frontend.http;

import io.karuta.pipeline.engine.TrackerLogic;
import io.karuta.pipeline.runtime.MetricsSink;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.handlers.GracefulShutdownHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;
import org.xnio.management.XnioServerMXBean;

/**
 * Serves announces and scrapes over HTTP (BEP 3, BEP 48) and hands them to a {@link TrackerLogic}.
 * Thread-safe; started and stopped once.
 *
 * <p>Requests are parsed, run and answered on threads named {@code http-io-N}; only a chain with a
 * hook that waits leaves them for a virtual thread.
 */
public final class HttpFrontend {

  private static final int BUFFER_BYTES = 16 * 1024;
  private static final int BUFFERS_KEPT = 1024;
  private static final int BUFFERS_KEPT_PER_THREAD = 16;

  private final CallContext context;
  private final MetricsSink metrics;
  private final TrackerHandler handler;
  private final GracefulShutdownHandler gate;
  private final List<Listener> listeners = new ArrayList<>();
  private @Nullable XnioWorker worker;

  /** A frontend that listens nowhere yet. */
  public HttpFrontend(HttpConfig config, TrackerLogic logic, MetricsSink metrics) {
    context = CallContext.of(config, new HttpMetrics(metrics));
    this.metrics = metrics;
    handler = new TrackerHandler(context, logic, config.ioThreads());
    gate = new GracefulShutdownHandler(handler);
  }

  /**
   * Opens all listeners. If one can't be opened, those before it are closed again.
   *
   * @throws UncheckedIOException if an address can't be bound; the message names it
   * @throws IllegalStateException if a certificate or key is unusable, or it was started before
   */
  public synchronized void start() {
    if (worker != null) {
      throw new IllegalStateException("http frontend: started before (expected: once)");
    }
    HttpConfig config = context.config();
    XnioWorker started = startWorker(config);
    worker = started;
    ByteBufferPool buffers =
        new DefaultByteBufferPool(true, BUFFER_BYTES, BUFFERS_KEPT, BUFFERS_KEPT_PER_THREAD);
    try {
      for (ListenerConfig listener : config.listeners()) {
        listeners.add(open(listener, started, buffers));
      }
    } catch (RuntimeException e) {
      close(started);
      throw e;
    }
    metrics.gauge(
        "http-connections", "connections of clients open now", () -> connections(started));
  }

  private static XnioWorker startWorker(HttpConfig config) {
    try {
      XnioWorker started =
          Xnio.getInstance(HttpFrontend.class.getClassLoader())
              .createWorker(ServerOptions.worker(config));
      for (int i = 0; i < config.ioThreads(); i++) {
        XnioIoThread thread = started.getIoThread(i);
        thread.setName("http-io-" + thread.getNumber());
      }
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("http frontend: can't start its threads", e);
    }
  }

  private Listener open(ListenerConfig listener, XnioWorker started, ByteBufferPool buffers) {
    try {
      return Listener.open(listener, context, gate, started, buffers);
    } catch (IOException e) {
      throw new UncheckedIOException("http listener " + listener + ": " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("http listener " + listener + ": " + e.getMessage(), e);
    }
  }

  private static long connections(XnioWorker worker) {
    long connections = 0;
    for (XnioServerMXBean server : worker.getMXBean().getServerMXBeans()) {
      connections += server.getConnectionCount();
    }
    return connections;
  }

  /** Where the listeners really listen, in the order of the configuration; empty if stopped. */
  public synchronized List<InetSocketAddress> addresses() {
    return listeners.stream().map(Listener::address).toList();
  }

  /**
   * Hands requests to another logic from now on, such as that of a reloaded configuration. Requests
   * that are under way end where they began.
   */
  public void replaceLogic(TrackerLogic logic) {
    handler.logic(logic);
  }

  /**
   * Accepts nothing more, lets requests end that are under way, then closes all connections. New
   * requests on open connections get a 503. Waits; interrupted, it closes at once. Does nothing if
   * it was not started.
   *
   * @param graceful how long requests may take to end, 0 or more
   * @return whether all of them did
   */
  public synchronized boolean stop(Duration graceful) {
    XnioWorker running = worker;
    if (running == null) {
      return true;
    }
    listeners.forEach(Listener::close);
    gate.shutdown();
    boolean ended = false;
    try {
      ended = gate.awaitShutdown(graceful.toMillis());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    close(running);
    return ended;
  }

  private void close(XnioWorker running) {
    listeners.forEach(Listener::close);
    listeners.clear();
    running.shutdownNow();
    try {
      // Its threads close the connections that are left.
      boolean _ = running.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
