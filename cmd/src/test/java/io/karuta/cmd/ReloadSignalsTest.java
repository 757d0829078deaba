package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.control.ReloadResult;
import io.karuta.pipeline.control.RuntimeSettings;
import io.karuta.pipeline.control.TrackerControl;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How many reloads signals make; that they are the real ones is shown by {@link ReloadTest}. */
final class ReloadSignalsTest {

  private final Semaphore begun = new Semaphore(0);
  private final Semaphore mayEnd = new Semaphore(0);
  private final AtomicInteger inProgress = new AtomicInteger();
  private final ReloadSignals signals = new ReloadSignals();

  private final TrackerControl tracker =
      new TrackerControl() {
        @Override
        public String effectiveConfig() {
          throw new UnsupportedOperationException();
        }

        @Override
        public ReloadResult reload() {
          assertThat(inProgress.incrementAndGet()).isEqualTo(1);
          begun.release();
          mayEnd.acquireUninterruptibly();
          inProgress.decrementAndGet();
          return new ReloadResult(true, List.of(), List.of());
        }

        @Override
        public RuntimeSettings settings() {
          throw new UnsupportedOperationException();
        }
      };

  private Thread signal() {
    return Thread.ofPlatform().daemon().start(signals::received);
  }

  private void awaitBegun() throws InterruptedException {
    assertThat(begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anySignalsDuringAReloadMakeOneMore() throws InterruptedException {
    signals.connect(tracker);
    Thread first = signal();
    awaitBegun();
    Thread second = signal();
    while (second.getState() != Thread.State.BLOCKED) {
      Thread.onSpinWait(); // until it waits its turn
    }
    for (int i = 0; i < 10; i++) {
      signal().join();
    }

    mayEnd.release();
    awaitBegun();
    mayEnd.release(10);
    first.join();
    second.join();

    assertThat(begun.availablePermits()).isZero();
  }

  @Test
  void aSignalAfterAReloadBeganIsNotAnsweredByIt() throws InterruptedException {
    signals.connect(tracker);
    mayEnd.release(10);
    for (int i = 0; i < 3; i++) {
      signal().join();
      awaitBegun();
    }
    assertThat(begun.availablePermits()).isZero();
  }

  @Test
  void signalsBeforeTheTrackerIsUpMakeOneReloadAfterwards() throws InterruptedException {
    mayEnd.release(10);
    Thread first = signal();
    while (first.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    CountDownLatch others = new CountDownLatch(3);
    for (int i = 0; i < 3; i++) {
      signal().join();
      others.countDown();
    }
    assertThat(others.getCount()).isZero();
    assertThat(begun.availablePermits()).isZero();

    signals.connect(tracker);
    first.join();

    assertThat(begun.availablePermits()).isEqualTo(1);
  }
}
