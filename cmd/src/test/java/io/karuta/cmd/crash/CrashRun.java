package io.karuta.cmd.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Clients announce to a tracker that is killed, with a database that is killed, over a connection
 * that is cut; then everybody settles, and the tables are compared with the clients' own books.
 * Confined to one thread.
 */
final class CrashRun implements AutoCloseable {

  private static final Duration SETTLING = Duration.ofMinutes(5);

  /** Longer than a batch waits and a round of the sweep takes. */
  private static final Duration QUIET = Duration.ofSeconds(3);

  private static final int COMMIT_PATIENCE_SECONDS = 60;

  private final CrashSettings settings;
  private final Random random;
  private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
  private final Tally tally = new Tally();
  private final Gate gate = new Gate();
  private final Site site;
  private final CommitCutter cutter;
  private final TrackerUnderFire tracker;
  private final Crowd crowd;

  private CrashRun(
      CrashSettings settings, Site site, CommitCutter cutter, TrackerUnderFire tracker) {
    this.settings = settings;
    this.site = site;
    this.cutter = cutter;
    this.tracker = tracker;
    random = new Random(settings.seed());
    crowd = Crowd.of(settings, site, tracker, gate, tally);
  }

  /** Starts the database and the tracker in a folder. */
  static CrashRun open(CrashSettings settings, Path folder) throws Exception {
    Site site = Site.open(settings, folder.resolve("database"));
    CommitCutter cutter = CommitCutter.open(site.port());
    return new CrashRun(
        settings, site, cutter, TrackerUnderFire.start(folder, settings, cutter.port()));
  }

  /** Does it all. */
  CrashReport run(List<Set<Fault>> plan) throws Exception {
    long beganNano = System.nanoTime();
    gate.open();
    crowd.begin();
    for (Set<Fault> round : plan) {
      crowd.goOn(random.nextInt(1200));
      System.out.println(sinceNano(beganNano).toMillis() + " ms: " + round);
      if (round.contains(Fault.STOPPED_WITHOUT_DATABASE)) {
        stopWithoutDatabase();
      } else {
        strike(round);
      }
    }
    crowd.end();
    System.out.println(sinceNano(beganNano).toMillis() + " ms: settling");
    Books expected = settle();
    int status = tracker.stop();
    if (status != 0) {
      throw new AssertionError("the last stop: status " + status + "\n" + tracker.log());
    }
    return new CrashReport(
        settings,
        done,
        tally,
        tracker,
        sinceNano(beganNano),
        site.number("select coalesce(sum(last_sequence + 1), 0) from karuta_delivery"),
        site.number("select count(*) from karuta_dead_letters"),
        Differences.between(expected, site.read(), crowd));
  }

  private static Duration sinceNano(long nano) {
    return Duration.ofNanos(System.nanoTime() - nano);
  }

  private void strike(Set<Fault> round) throws Exception {
    boolean database = round.contains(Fault.DATABASE_KILLED);
    boolean process = round.contains(Fault.TRACKER_KILLED);
    boolean answerLost = round.contains(Fault.ANSWER_LOST);
    if (answerLost || round.contains(Fault.COMMIT_LOST)) {
      CommitCutter.Cut cut =
          new CommitCutter.Cut(
              answerLost,
              () -> {
                if (database) {
                  killDatabase();
                }
                if (process) {
                  killTracker();
                }
              });
      cutter.arm(cut);
      if (!cutter.awaitCut(cut, COMMIT_PATIENCE_SECONDS)) {
        throw new AssertionError("no commit to cut\n" + tracker.log());
      }
    } else {
      if (database) {
        killDatabase();
        crowd.goOn(random.nextInt(1500));
      }
      if (process && random.nextBoolean()) {
        killTrackerBetween();
      } else if (process) {
        killTracker();
      }
    }
    if (database) {
      crowd.goOn(random.nextInt(500));
      startDatabase();
    }
    if (process) {
      startTracker();
    }
    round.forEach(this::count);
  }

  private void stopWithoutDatabase() throws Exception {
    killDatabase();
    crowd.goOn(random.nextInt(1000));
    gate.shut();
    int status = tracker.stop();
    if (status != 0) {
      throw new AssertionError("stop without database: status " + status + "\n" + tracker.log());
    }
    startDatabase();
    startTracker();
    count(Fault.STOPPED_WITHOUT_DATABASE);
  }

  private void count(Fault fault) {
    done.merge(fault, 1, Integer::sum);
  }

  private void killDatabase() {
    tally.databaseAway = true;
    site.kill();
  }

  private void startDatabase() throws Exception {
    tally.databaseAway = false;
    site.startAgain();
  }

  private void killTracker() {
    gate.shut();
    tracker.kill();
  }

  private void killTrackerBetween() throws Exception {
    boolean caught = tracker.killBetween();
    gate.shut();
    if (caught) {
      count(Fault.TRACKER_KILLED_BETWEEN);
    }
  }

  private void startTracker() throws Exception {
    tracker.launch();
    while (random.nextInt(5) == 0) {
      crowd.goOn(random.nextInt(2500));
      tracker.kill();
      count(Fault.TRACKER_KILLED_AT_START);
      tracker.launch();
    }
    tracker.awaitUp();
    gate.open();
  }

  /** Lets everybody settle until the tables agree, or far too long; the clients' books. */
  private Books settle() throws Exception {
    long deadlineNano = System.nanoTime() + SETTLING.toNanos();
    boolean settled;
    Books books;
    do {
      settled = crowd.settle();
      books = crowd.books();
    } while (!(settled && agree(books)) && System.nanoTime() < deadlineNano);
    return books;
  }

  /**
   * Whether the tables agree as soon as nothing is delivered any more. Nobody announces meanwhile:
   * a small ring would be full of announces that move nothing, and what silent peers owe, which the
   * sweep offers, would find no room.
   */
  private boolean agree(Books books) throws Exception {
    long delivered = -1;
    long quietSinceNano = System.nanoTime();
    while (!site.read().agreesWith(books)) {
      long now = site.number("select coalesce(sum(last_sequence), 0) from karuta_delivery");
      if (now != delivered) {
        delivered = now;
        quietSinceNano = System.nanoTime();
      } else if (sinceNano(quietSinceNano).compareTo(QUIET) > 0) {
        return false;
      }
      crowd.goOn(50);
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    crowd.close();
    tracker.close();
    cutter.close();
    site.close();
  }
}
