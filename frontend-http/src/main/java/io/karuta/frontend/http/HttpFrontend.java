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
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
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

  private final HttpMetrics httpMetrics;
  private final MetricsSink metrics;
  private final HandlerInEffect entry;
  private final GracefulShutdownHandler gate;
  private final List<Listener> listeners = new ArrayList<>();
  private volatile @Nullable XnioWorker worker;

  /** A frontend that listens nowhere yet. */
  public HttpFrontend(HttpConfig config, TrackerLogic logic, MetricsSink metrics) {
    httpMetrics = new HttpMetrics(metrics);
    this.metrics = metrics;
    entry = new HandlerInEffect(handler(config, logic));
    gate = new GracefulShutdownHandler(entry);
  }

  private TrackerHandler handler(HttpConfig config, TrackerLogic logic) {
    return new TrackerHandler(CallContext.of(config, httpMetrics), logic);
  }

  /** The settings in effect. */
  public HttpConfig config() {
    return entry.current().context().config();
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
    HttpConfig config = config();
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
      return Listener.open(listener, certificate(listener), entry, gate, started, buffers);
    } catch (IOException e) {
      throw new UncheckedIOException("http listener " + listener + ": " + e.getMessage(), e);
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
   * Prepares other settings and another logic, such as those of a configuration that was read anew;
   * sockets and connections stay open. Changes nothing yet. Of {@code next} is left out what {@link
   * HttpConfig#over} says. Certificates are read again also where their settings didn't change.
   *
   * @throws UncheckedIOException if a certificate or key can't be read
   * @throws IllegalStateException if one is unusable, or the frontend isn't running
   */
  public synchronized Replacement prepare(HttpConfig next, TrackerLogic logic) {
    XnioWorker running = worker;
    if (running == null || listeners.isEmpty()) {
      throw new IllegalStateException("http frontend: not running");
    }
    HttpConfig config = next.over(config());
    List<Optional<SSLContext>> certificates = new ArrayList<>();
    for (ListenerConfig listener : config.listeners()) {
      certificates.add(certificate(listener));
    }
    return new Replacement(entry, handler(config, logic), running, listeners, certificates);
  }

  private static Optional<SSLContext> certificate(ListenerConfig listener) {
    try {
      return listener.tls().isEmpty()
          ? Optional.empty()
          : Optional.of(TlsContext.load(listener.tls().get()));
    } catch (IOException e) {
      throw new UncheckedIOException("http listener " + listener + ": " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("http listener " + listener + ": " + e.getMessage(), e);
    }
  }

  /**
   * Whether every I/O thread gets round to something new within {@code patience}; waits for that
   * long at most. Not so if the frontend isn't running.
   */
  public boolean responds(Duration patience) throws InterruptedException {
    XnioWorker running = worker;
    if (running == null) {
      return false;
    }
    int threads = config().ioThreads();
    CountDownLatch round = new CountDownLatch(threads);
    try {
      for (int i = 0; i < threads; i++) {
        running.getIoThread(i).execute(round::countDown);
      }
    } catch (RejectedExecutionException _) {
      return false;
    }
    return round.await(patience.toNanos(), TimeUnit.NANOSECONDS);
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
