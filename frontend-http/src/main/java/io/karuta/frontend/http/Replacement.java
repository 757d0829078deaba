package io.karuta.frontend.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.xnio.XnioWorker;

/**
 * New settings, certificates and logic for an open frontend, complete and not yet in effect. Used
 * once, by one thread.
 */
public final class Replacement {

  private final HandlerInEffect entry;
  private final TrackerHandler next;
  private final XnioWorker worker;
  private final List<Listener> listeners;
  private final List<Optional<SSLContext>> certificates;

  Replacement(
      HandlerInEffect entry,
      TrackerHandler next,
      XnioWorker worker,
      List<Listener> listeners,
      List<Optional<SSLContext>> certificates) {
    this.entry = entry;
    this.next = next;
    this.worker = worker;
    this.listeners = List.copyOf(listeners);
    this.certificates = List.copyOf(certificates);
  }

  /**
   * Takes effect for the requests and TLS handshakes that begin from now on; fails never.
   *
   * @return completes, on an I/O thread, when the last request that began before has ended; not at
   *     all if the frontend is stopped before that
   */
  public CompletableFuture<Void> apply() {
    for (int i = 0; i < listeners.size(); i++) {
      certificates.get(i).ifPresent(listeners.get(i)::certificate);
    }
    TrackerHandler old = entry.current();
    entry.replace(next);
    return ended(old);
  }

  private CompletableFuture<Void> ended(TrackerHandler old) {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    int threads = next.context().config().ioThreads();
    AtomicInteger busy = new AtomicInteger(threads);
    for (int i = 0; i < threads; i++) {
      CallPool pool = old.pool(i);
      try {
        // Behind whatever the thread is doing: nothing on it begins with the old handler any more.
        worker
            .getIoThread(i)
            .execute(() ->
                pool.whenIdle(() -> {
                  if (busy.decrementAndGet() == 0) {
                    ended.complete(null);
                  }
                }));
      } catch (RejectedExecutionException _) {
        // The frontend was stopped meanwhile.
      }
    }
    return ended;
  }
}
