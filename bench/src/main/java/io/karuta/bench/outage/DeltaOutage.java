package io.karuta.bench.outage;

import io.karuta.bench.workload.Announcer;
import io.karuta.bench.workload.Workload;
import io.karuta.pipeline.bittorrent.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Announces at a steady rate while the database goes away and comes back: the real store and the
 * real ring, both in files, the handler for SQL, a MariaDB server of its own. Prints what announces
 * and offers took before, during and after the outage, then lets everybody announce once more until
 * nobody owes anything, and compares every user's total.
 *
 * <p>Settings are system properties, see {@link OutageSettings}.
 */
final class DeltaOutage {

  private static final String[] NAMES = {"before", "database away", "after", ""};
  private static final int WARM_UP = 3;
  private static final int USERS_PER_TORRENT = 2;
  private static final int PEERS_PER_TORRENT = 50;

  private final OutageSettings settings;
  private final Workload workload;
  private final OutageTracker tracker;
  private final List<OutageAnnouncer> announcers = new ArrayList<>();

  private DeltaOutage(OutageSettings settings, Workload workload, OutageTracker tracker) {
    this.settings = settings;
    this.workload = workload;
    this.tracker = tracker;
    List<Announcer> peers = workload.announcers();
    for (int i = 0; i < settings.threads(); i++) {
      int from = (int) ((long) peers.size() * i / settings.threads());
      int to = (int) ((long) peers.size() * (i + 1) / settings.threads());
      announcers.add(new OutageAnnouncer(tracker.store(), tracker.sink(), peers.subList(from, to)));
    }
  }

  /** Takes the folder for the files, which must not be there. */
  public static void main(String[] arguments) throws Exception {
    OutageSettings settings = OutageSettings.ofProperties();
    Path folder = Files.createDirectory(Path.of(arguments[0]));
    int torrents = Math.max(1, settings.peers() / PEERS_PER_TORRENT);
    Workload workload =
        Workload.of(Workload.SEED, torrents * USERS_PER_TORRENT, torrents, settings.peers());
    boolean equal;
    try (OutageTracker tracker = OutageTracker.open(folder, settings, workload)) {
      equal = new DeltaOutage(settings, workload, tracker).measure();
    }
    System.exit(equal ? 0 : 1);
  }

  private boolean measure() throws Exception {
    System.out.println(settings);
    announcers.forEach(announcer -> announcer.announceAll(Event.STARTED));
    try (ExecutorService threads = Executors.newFixedThreadPool(settings.threads())) {
      List<Future<?>> running = new ArrayList<>();
      int perSecond = settings.rate() / settings.threads();
      for (OutageAnnouncer announcer : announcers) {
        announcer.phase(WARM_UP);
        running.add(threads.submit(() -> announcer.run(perSecond)));
      }
      TimeUnit.SECONDS.sleep(settings.aroundSeconds());
      double[] seconds = new double[NAMES.length];
      seconds[0] = phase(0, settings.aroundSeconds());
      tracker.stopDatabase();
      seconds[1] = phase(1, settings.outageSeconds());
      tracker.startDatabase();
      seconds[2] = phase(2, settings.aroundSeconds());
      announcers.forEach(OutageAnnouncer::end);
      for (Future<?> each : running) {
        each.get();
      }
      print(seconds);
    }
    return everythingArrived();
  }

  private double phase(int number, int seconds) throws InterruptedException {
    long beganNano = System.nanoTime();
    announcers.forEach(announcer -> announcer.phase(number));
    TimeUnit.SECONDS.sleep(seconds);
    announcers.forEach(announcer -> announcer.phase(WARM_UP));
    return (System.nanoTime() - beganNano) / 1e9;
  }

  private void print(double[] seconds) {
    System.out.println(Phase.head());
    for (int i = 0; i < WARM_UP; i++) {
      Phase all = new Phase();
      for (OutageAnnouncer announcer : announcers) {
        all.add(announcer.measured(i));
      }
      System.out.println(all.row(NAMES[i], seconds[i]));
    }
  }

  private boolean everythingArrived() throws Exception {
    long beganNano = System.nanoTime();
    long undelivered = tracker.undelivered();
    int rounds = 0;
    long deferred;
    do {
      tracker.awaitDelivery();
      deferred = 0;
      for (OutageAnnouncer announcer : announcers) {
        deferred += announcer.announceAll(Event.NONE);
      }
      rounds++;
    } while (deferred > 0);
    tracker.awaitDelivery();
    double seconds = (System.nanoTime() - beganNano) / 1e9;
    long[] expected = new long[workload.users().size() + 1];
    announcers.forEach(announcer -> announcer.book(expected));
    long[] found = tracker.uploadedByUser(expected.length);
    int differences = 0;
    long total = 0;
    for (int user = 0; user < expected.length; user++) {
      differences += expected[user] == found[user] ? 0 : 1;
      total += found[user];
    }
    System.out.printf(
        "%,d deltas were waiting at the end; all arrived %.1f s later, after %d more rounds of"
            + " announces: %,d bytes of %,d users, %d differ%n",
        undelivered, seconds, rounds, total, workload.users().size(), differences);
    return differences == 0;
  }
}
