package io.karuta.cmd;

import io.karuta.database.Database;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The thread {@code database-watch}: looks every ten seconds whether the database answers, so that
 * nobody who asks has to wait.
 */
final class DatabaseWatch implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final BooleanSupplier reachable;
  private final Duration pause;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean answered = true;

  private DatabaseWatch(BooleanSupplier reachable, Duration pause) {
    this.reachable = reachable;
    this.pause = pause;
  }

  /** Starts the thread; the database was reached a moment ago. */
  static DatabaseWatch start(Database database) {
    return start(database::isReachable, PAUSE);
  }

  /** The same by another look, which may wait, and with another pause before each. */
  static DatabaseWatch start(BooleanSupplier reachable, Duration pause) {
    DatabaseWatch watch = new DatabaseWatch(reachable, pause);
    Thread.ofPlatform().name("database-watch").daemon().start(watch::run);
    return watch;
  }

  private void run() {
    try {
      while (!stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        answered = reachable.getAsBoolean();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it answered when it was last asked. */
  boolean answered() {
    return answered;
  }

  /** Looks no more; a look in progress ends by itself. */
  @Override
  public void close() {
    stopped.countDown();
  }
}
