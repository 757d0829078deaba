package io.karuta.cmd.crash;

import io.karuta.database.DatabaseConfig;
import io.karuta.testkit.FakeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Clients announce to a tracker that is killed, with a database that is killed, over a connection
 * that is cut, or with the embedded database, which goes with the tracker; then everybody settles,
 * and the tables are compared with the clients' own books. Confined to one thread.
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

  /** Empty for the embedded database. */
  private final Optional<DatabaseServer> server;

  private final Site site;
  private final TrackerUnderFire tracker;
  private final Crowd crowd;

  private CrashRun(
      CrashSettings settings,
      Optional<DatabaseServer> server,
      Site site,
      TrackerUnderFire tracker) {
    this.settings = settings;
    this.server = server;
    this.site = site;
    this.tracker = tracker;
    random = new Random(settings.seed());
    crowd = Crowd.of(settings, site, tracker, gate, tally);
  }

  /** Starts the database and the tracker in a folder. */
  static CrashRun open(CrashSettings settings, Path folder) throws Exception {
    Optional<DatabaseServer> server =
        settings.embedded()
            ? Optional.empty()
            : Optional.of(DatabaseServer.start(folder.resolve("database")));
    Site site =
        Site.make(settings, server.map(DatabaseServer::config).orElseGet(() -> embedded(folder)));
    // Nothing said, the embedded database is what the tracker takes.
    String database = server.map(DatabaseServer::settings).orElse("");
    return new CrashRun(settings, server, site, TrackerUnderFire.start(folder, settings, database));
  }

  private static DatabaseConfig embedded(Path home) {
    return DatabaseConfig.read(
        FakeOptions.of(Map.of("file", home.resolve("data/karuta").toString())));
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
      } else if (round.contains(Fault.TRACKER_KILLED_AT_STOP)) {
        killTrackerAtStop();
      } else {
        strike(round);
      }
    }
    crowd.end();
    System.out.println(sinceNano(beganNano).toMillis() + " ms: settling");
    Tables tables = settle();
    return new CrashReport(
        settings,
        done,
        tally,
        tracker,
        sinceNano(beganNano),
        tables,
        Differences.between(crowd.books(), tables.books(), crowd));
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
      CommitCutter cutter = server.orElseThrow().cutter();
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
      crowd.goOn(500 + random.nextInt(2500)); // by then every ring is full
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
    stopTracker();
    startDatabase();
    startTracker();
    count(Fault.STOPPED_WITHOUT_DATABASE);
  }

  private void killTrackerAtStop() throws Exception {
    gate.shut();
    if (tracker.killAtStop(random.nextInt(300))) {
      count(Fault.TRACKER_KILLED_AT_STOP);
    }
    startTracker();
  }

  private void stopTracker() throws Exception {
    int status = tracker.stop();
    if (status != 0) {
      throw new AssertionError("stop: status " + status + "\n" + tracker.log());
    }
  }

  private void count(Fault fault) {
    done.merge(fault, 1, Integer::sum);
  }

  private void killDatabase() {
    tally.databaseAway = true;
    server.orElseThrow().kill();
  }

  private void startDatabase() throws Exception {
    tally.databaseAway = false;
    server.orElseThrow().startAgain();
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
      crowd.goOn(random.nextInt(1500));
      tracker.kill();
      count(Fault.TRACKER_KILLED_AT_START);
      tracker.launch();
    }
    tracker.awaitUp();
    gate.open();
  }

  /**
   * Lets everybody settle until the tables agree, or far too long; what they say then. They are
   * read while the tracker is stopped, for it has the embedded database to itself.
   */
  private Tables settle() throws Exception {
    long deadlineNano = System.nanoTime() + SETTLING.toNanos();
    while (true) {
      boolean late = System.nanoTime() > deadlineNano;
      if (!crowd.settle() && !late) {
        continue;
      }
      crowd.hangUp();
      stopTracker();
      Tables tables = site.read();
      if (late || tables.books().agreesWith(crowd.books())) {
        return tables;
      }
      System.out.println("settling once more");
      tracker.launch();
      tracker.awaitUp();
      awaitQuiet();
    }
  }

  /**
   * Waits until nothing is delivered any more. Nobody announces meanwhile: a small ring would be
   * full of announces that move nothing, and what silent peers owe, which the sweep offers, would
   * find no room.
   */
  private void awaitQuiet() throws Exception {
    long delivered = -1;
    long quietSinceNano = System.nanoTime();
    while (sinceNano(quietSinceNano).compareTo(QUIET) < 0) {
      long now = tracker.delivered();
      if (now != delivered) {
        delivered = now;
        quietSinceNano = System.nanoTime();
      }
      crowd.goOn(50);
    }
  }

  @Override
  public void close() throws IOException {
    crowd.close();
    tracker.close();
    if (server.isPresent()) {
      server.get().close();
    }
  }
}
