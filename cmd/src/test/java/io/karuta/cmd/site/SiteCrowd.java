package io.karuta.cmd.site;

import io.karuta.testkit.TrackerClient;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * All clients, announcing at a steady rate over connections that stay open. Confined to one thread.
 *
 * <p>An announce that was due while the one before it was still not answered is timed from when it
 * was due: a tracker that stalls must not look quick because nobody asks meanwhile.
 */
final class SiteCrowd implements AutoCloseable {

  private final SiteSettings settings;
  private final InetSocketAddress tracker;
  private final Ledger<UserState> users;
  private final Ledger<TorrentState> torrents;
  private final List<SiteClient> clients = new ArrayList<>();
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final LongAdder judged = new LongAdder();
  private final LongAdder unjudged = new LongAdder();
  private final ExecutorService threads;
  private volatile boolean enough;

  SiteCrowd(
      SiteSettings settings,
      InetSocketAddress tracker,
      Ledger<UserState> users,
      Ledger<TorrentState> torrents) {
    this.settings = settings;
    this.tracker = tracker;
    this.users = users;
    this.torrents = torrents;
    threads = Executors.newFixedThreadPool(settings.threads());
    Random random = new Random(settings.seed());
    for (int number = 0; number < settings.clients(); number++) {
      clients.add(SiteClient.random(number, settings, random));
    }
  }

  List<SiteClient> clients() {
    return clients;
  }

  /** Announces for a phase, which {@code meanwhile} may fill with something else. */
  Latencies announceWhile(Runnable meanwhile) throws Exception {
    Latencies latencies = new Latencies();
    enough = false;
    List<Future<?>> running = new ArrayList<>();
    for (int thread = 0; thread < settings.threads(); thread++) {
      int first = thread;
      running.add(threads.submit(() -> announceSteadily(first, latencies)));
    }
    try {
      meanwhile.run();
    } finally {
      enough = true;
    }
    for (Future<?> each : running) {
      each.get();
    }
    return latencies;
  }

  private void announceSteadily(int first, Latencies latencies) {
    Random random = new Random(settings.seed() + first);
    long paceNanos = TimeUnit.SECONDS.toNanos(settings.threads()) / settings.rate();
    long dueNano = System.nanoTime() + random.nextLong(paceNanos);
    int mine = (clients.size() - first + settings.threads() - 1) / settings.threads();
    try (TrackerClient line = TrackerClient.connect(tracker)) {
      while (!enough) {
        boolean late = System.nanoTime() >= dueNano;
        while (System.nanoTime() < dueNano) {
          LockSupport.parkNanos(dueNano - System.nanoTime());
        }
        SiteClient client = clients.get(first + settings.threads() * random.nextInt(mine));
        long fromNano = late ? dueNano : System.nanoTime();
        latencies.add(announce(client, line, random.nextBoolean(), fromNano));
        dueNano += paceNanos;
      }
    }
  }

  private long announce(SiteClient client, TrackerClient line, boolean olderPasskey, long from) {
    SiteClient.Answer answer = client.announce(line, users, torrents, olderPasskey, from);
    (answer.judged() ? judged : unjudged).increment();
    answer.violation().ifPresent(violations::add);
    return answer.nanos();
  }

  /** Every client announces once, as fast as it is answered; while nobody changes anything. */
  void announceOnce() {
    try (TrackerClient line = TrackerClient.connect(tracker)) {
      for (SiteClient client : clients) {
        long _ = announce(client, line, false, System.nanoTime());
      }
    }
  }

  /** Answers that don't fit what the site had said. */
  List<String> violations() {
    return List.copyOf(violations);
  }

  /** Announces that were compared with what the site had said. */
  long judged() {
    return judged.sum();
  }

  /** Announces during which too much changed. */
  long unjudged() {
    return unjudged.sum();
  }

  @Override
  public void close() {
    enough = true;
    threads.shutdownNow();
  }
}
