package io.karuta.cmd;

import io.karuta.cmd.systemd.ServiceManager;
import io.karuta.frontend.http.HttpFrontend;
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

  private final ServiceManager manager;
  private final HttpFrontend http;
  private final Duration pause;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private Watchdog(ServiceManager manager, HttpFrontend http, Duration pause) {
    this.manager = manager;
    this.http = http;
    this.pause = pause;
  }

  /** Starts the thread. */
  static Watchdog start(ServiceManager manager, HttpFrontend http, Duration within) {
    Watchdog watchdog = new Watchdog(manager, http, within.dividedBy(2));
    Thread.ofPlatform().name("watchdog").daemon().start(watchdog::run);
    return watchdog;
  }

  private void run() {
    try {
      do {
        if (http.responds(pause)) {
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
