package io.karuta.client;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection on which nothing came for too long, which ends a read that would wait for
 * ever: a thread of its own, since reads of {@link java.net.http.HttpClient} know no timeout. One
 * thread reads; any may close.
 */
final class SilenceGuard implements AutoCloseable {

  private final Closeable connection;
  private final long maxSilenceNanos;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile long heardNanos = System.nanoTime();
  private volatile boolean silent;

  private SilenceGuard(Closeable connection, Duration maxSilence) {
    this.connection = connection;
    maxSilenceNanos = maxSilence.toNanos();
  }

  static SilenceGuard over(Closeable connection, Duration maxSilence) {
    SilenceGuard guard = new SilenceGuard(connection, maxSilence);
    Thread.ofVirtual().name("karuta-silence").start(guard::run);
    return guard;
  }

  /** Something came. */
  void heard() {
    heardNanos = System.nanoTime();
  }

  /** Whether the connection was closed by this. */
  boolean wasSilent() {
    return silent;
  }

  private void run() {
    try {
      long left = maxSilenceNanos;
      while (!over.await(left, TimeUnit.NANOSECONDS)) {
        left = maxSilenceNanos - (System.nanoTime() - heardNanos);
        if (left <= 0) {
          silent = true;
          connection.close();
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException _) {
      // The reader hears of it, too.
    }
  }

  @Override
  public void close() {
    over.countDown();
  }
}
