package io.karuta.cmd.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** All clients and the threads that they announce on. Confined to one thread. */
final class Crowd implements AutoCloseable {

  /** How much slower everybody settles. */
  private static final int SLOWER = 4;

  private final CrashSettings settings;
  private final Gate gate;
  private final Site site;
  private final List<Line> lines = new ArrayList<>();
  private final List<List<CrashClient>> clients = new ArrayList<>();
  private final ExecutorService threads;
  private final CompletionService<Boolean> work;
  private volatile boolean enough;

  private Crowd(CrashSettings settings, Site site, Gate gate) {
    this.settings = settings;
    this.site = site;
    this.gate = gate;
    threads = Executors.newFixedThreadPool(settings.threads());
    work = new ExecutorCompletionService<>(threads);
  }

  /** Every user takes some of the torrents, some of these with two clients. */
  static Crowd of(
      CrashSettings settings, Site site, TrackerUnderFire tracker, Gate gate, Tally tally) {
    Crowd crowd = new Crowd(settings, site, gate);
    for (int i = 0; i < settings.threads(); i++) {
      crowd.lines.add(new Line(tracker.ipv4(), tracker.ipv6(), tally));
      crowd.clients.add(new ArrayList<>());
    }
    Random random = new Random(settings.seed());
    int number = 0;
    for (int user = 1; user <= settings.users(); user++) {
      for (int torrent = 1; torrent <= settings.torrents(); torrent++) {
        if (random.nextInt(3) == 0) {
          number = crowd.add(number, user, torrent, random.nextLong());
          if (random.nextInt(4) == 0) {
            number = crowd.add(number, user, torrent, random.nextLong());
          }
        }
      }
    }
    return crowd;
  }

  private int add(int number, int user, int torrent, long seed) {
    clients
        .get(number % settings.threads())
        .add(new CrashClient(site, number, user, torrent, seed));
    return number + 1;
  }

  /** Lets them loose. */
  void begin() {
    for (int i = 0; i < settings.threads(); i++) {
      Line line = lines.get(i);
      List<CrashClient> mine = clients.get(i);
      Random random = new Random(settings.seed() + i);
      work.submit(() -> announce(line, mine, random));
    }
  }

  private boolean announce(Line line, List<CrashClient> mine, Random random)
      throws InterruptedException {
    long paceNanos = TimeUnit.SECONDS.toNanos(settings.threads()) / settings.rate();
    long nextNano = System.nanoTime();
    while (!enough) {
      nextNano = Math.max(nextNano + paceNanos, System.nanoTime() - paceNanos);
      LockSupport.parkNanos(nextNano - System.nanoTime());
      if (!mine.get(random.nextInt(mine.size())).step(line)) {
        gate.awaitOpen();
      }
    }
    return true;
  }

  /** Lets them go on for a while; a defect of a client ends that, and the run. */
  void goOn(long millis) throws InterruptedException, ExecutionException {
    Future<Boolean> ended = work.poll(millis, TimeUnit.MILLISECONDS);
    if (ended != null) {
      throw new AssertionError("a client has ended: " + ended.get());
    }
  }

  /** Ends the load; the tracker must be up. */
  void end() throws InterruptedException, ExecutionException {
    enough = true;
    awaitAll();
  }

  /** Lets each of them settle, see {@link CrashClient#settle}; whether all was answered. */
  boolean settle() throws InterruptedException, ExecutionException {
    long nowNano = System.nanoTime();
    for (int i = 0; i < settings.threads(); i++) {
      Line line = lines.get(i);
      List<CrashClient> mine = clients.get(i);
      work.submit(settling(line, mine, nowNano));
    }
    return awaitAll();
  }

  // In another order each time, and slower than before: of those who come first and all at once a
  // small ring would be full each time, and never hear of the last ones. A tracker that has just
  // started is slow, too.
  private Callable<Boolean> settling(Line line, List<CrashClient> mine, long nowNano) {
    List<CrashClient> shuffled = new ArrayList<>(mine);
    Collections.shuffle(shuffled, new Random(nowNano));
    long paceNanos = SLOWER * TimeUnit.SECONDS.toNanos(settings.threads()) / settings.rate();
    return () -> {
      boolean settled = true;
      for (CrashClient client : shuffled) {
        settled &= client.settle(line, nowNano);
        LockSupport.parkNanos(paceNanos);
      }
      return settled;
    };
  }

  private boolean awaitAll() throws InterruptedException, ExecutionException {
    boolean all = true;
    for (int i = 0; i < settings.threads(); i++) {
      all &= work.take().get();
    }
    return all;
  }

  /** Hangs up, while nobody announces, so that the next process is called anew. */
  void hangUp() {
    lines.forEach(Line::close);
  }

  /** Their own books, while nobody announces. */
  Books books() {
    Books books = new Books();
    clients.forEach(some -> some.forEach(client -> client.book(books)));
    return books;
  }

  /** The stories of those who can have a part in a row. */
  String stories(String row) {
    StringBuilder stories = new StringBuilder();
    for (List<CrashClient> some : clients) {
      for (CrashClient client : some) {
        if (client.isIn(row)) {
          stories.append(client.story()).append('\n');
        }
      }
    }
    return stories.toString();
  }

  @Override
  public void close() {
    enough = true;
    gate.open();
    threads.shutdownNow();
    hangUp();
  }
}
