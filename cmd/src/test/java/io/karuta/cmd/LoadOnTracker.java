package io.karuta.cmd;

import io.karuta.testkit.HttpReply;
import io.karuta.testkit.TrackerClient;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that announce one after the other on connections that stay open, as fast as they are
 * answered, each peer with a growing count of what it uploaded. The first answer that is not as it
 * should be ends it.
 */
final class LoadOnTracker implements AutoCloseable {

  private static final int PEERS_EACH = 200;
  private static final int STEP_BYTES = 1000;

  private final InetSocketAddress tracker;
  private final ExecutorService clients;
  private final List<Future<?>> running = new ArrayList<>();
  private final AtomicLong announces = new AtomicLong();
  private final AtomicLong uploaded = new AtomicLong();
  private volatile boolean enough;

  LoadOnTracker(InetSocketAddress tracker, int connections) {
    this.tracker = tracker;
    clients = Executors.newFixedThreadPool(connections);
    for (int i = 0; i < connections; i++) {
      int first = PEERS_EACH * i + 1;
      running.add(clients.submit(() -> announce(first)));
    }
  }

  private void announce(int first) {
    try (TrackerClient client = TrackerClient.connect(tracker)) {
      long last = 0;
      for (long round = 0; !enough; round++) {
        for (int peer = first; peer < first + PEERS_EACH && !enough; peer++) {
          HttpReply reply =
              client.get(
                  PrivateSite.query(peer)
                      .with("left", 0)
                      .with("uploaded", round * STEP_BYTES)
                      .with("event", round == 0 ? "started" : "")
                      .toString());
          if (reply.status() != 200 || !reply.bencoded().has("interval")) {
            throw new AssertionError(
                "announce " + announces + ": " + reply.status() + " " + reply.bencoded());
          }
          announces.incrementAndGet();
          last += round == 0 ? 0 : STEP_BYTES;
        }
      }
      uploaded.addAndGet(last);
    }
  }

  /** Announces that were answered so far. */
  long announces() {
    return announces.get();
  }

  /** Bytes that the site must have booked in the end; after {@link #stop}. */
  long uploaded() {
    return uploaded.get();
  }

  /** Peers that seed in the end. */
  int peers() {
    return PEERS_EACH * running.size();
  }

  /** Throws if a client has failed; otherwise all go on. */
  void check() throws InterruptedException, ExecutionException {
    for (Future<?> one : running) {
      if (one.isDone()) {
        one.get();
      }
    }
  }

  /** Ends the load; throws if a client has failed. */
  void stop() throws InterruptedException, ExecutionException {
    enough = true;
    for (Future<?> one : running) {
      one.get();
    }
  }

  @Override
  public void close() {
    enough = true;
    clients.close();
  }
}
