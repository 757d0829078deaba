package io.karuta.cmd;

import io.karuta.cmd.systemd.ServiceManager;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code watchdog}: tells the service manager twice in its time that all is well, as
 * long as every thread that serves announces gets round to something new. A tracker that hangs so
 * falls silent and is started anew.
 */
final class Watchdog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  /** Looks whether the threads that serve announces do. */
  @FunctionalInterface
  interface Look {
    /** Whether all of them got round to something new within this time; waits for that long. */
    boolean responds(Duration patience) throws InterruptedException;
  }

  private final ServiceManager manager;
  private final Look look;
  private final Duration pause;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private Watchdog(ServiceManager manager, Look look, Duration pause) {
    this.manager = manager;
    this.look = look;
    this.pause = pause;
  }

  /**
   * Starts the thread.
   *
   * @param within how long the service manager waits before it takes the tracker for dead
   */
  static Watchdog start(ServiceManager manager, Look look, Duration within) {
    Watchdog watchdog = new Watchdog(manager, look, within.dividedBy(2));
    Thread.ofPlatform().name("watchdog").daemon().start(watchdog::run);
    return watchdog;
  }

  private void run() {
    try {
      do {
        if (look.responds(pause)) {
          manager.alive();
        } else if (stopped.getCount() > 0) {
          LOG.error(
              "a thread that serves announces hangs; the service manager isn't told that all"
                  + " is well");
        }
      } while (!stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says nothing more: a stop has a time of its own. */
  @Override
  public void close() {
    stopped.countDown();
  }
}
