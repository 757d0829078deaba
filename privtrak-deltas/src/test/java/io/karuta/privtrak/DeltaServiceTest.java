package io.karuta.privtrak;

import static io.karuta.privtrak.TestAccounting.SOON;
import static io.karuta.privtrak.TestAccounting.moved;
import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.delta.DeltaBatch;
import io.karuta.pipeline.delta.DeltaHandler;
import io.karuta.pipeline.delta.StatsDelta;
import io.karuta.pipeline.store.PeerTransition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeltaServiceTest {

  private static final Duration LONG = Duration.ofHours(1);

  @Test
  void closesABatchWhenItIsLargeEnough() throws InterruptedException {
    try (TestAccounting accounting = TestAccounting.withBatches(3, LONG)) {
      for (int i = 1; i <= 7; i++) {
        assertThat(accounting.offer(i)).isTrue();
      }

      DeltaBatch first = accounting.handler.next(SOON);
      DeltaBatch second = accounting.handler.next(SOON);

      assertThat(first.firstSequence()).isZero();
      assertThat(first.lastSequence()).isEqualTo(2);
      assertThat(first.deltas()).extracting(StatsDelta::uploaded).containsExactly(1L, 2L, 3L);
      assertThat(first.totals()).hasSize(1);
      assertThat(first.totals().getFirst().uploaded()).isEqualTo(6);
      assertThat(first.totals().getFirst().announces()).isEqualTo(3);
      assertThat(second.ring()).isEqualTo(first.ring());
      assertThat(second.firstSequence()).isEqualTo(3);
      assertThat(second.lastSequence()).isEqualTo(5);
      assertThat(accounting.service.depth()).isLessThanOrEqualTo(4);
    }
  }

  @Test
  void closesABatchWhenItIsOldEnoughThoughNothingElseComes() throws InterruptedException {
    try (TestAccounting accounting = TestAccounting.withBatches(30, Duration.ofSeconds(5))) {
      accounting.offer(11);
      // Until the delivery has seen the delta, the age doesn't run; so move the clock repeatedly.
      DeltaBatch batch = null;
      for (int i = 0; i < 200 && batch == null; i++) {
        accounting.clock.advanceSeconds(5);
        batch = accounting.handler.nextOrNull(Duration.ofMillis(100));
      }

      assertThat(batch).isNotNull();
      assertThat(batch.deltas()).hasSize(1);
    }
  }

  @Test
  void givesTheSameBatchAgainUntilItLasts() throws InterruptedException {
    try (TestAccounting accounting = TestAccounting.withBatches(2, LONG)) {
      accounting.handler.breakDown();
      accounting.offer(1);
      accounting.offer(2);
      DeltaBatch first = accounting.handler.nextRefused(SOON);
      DeltaBatch again = accounting.handler.nextRefused(SOON);
      accounting.offer(3);
      accounting.offer(4);

      accounting.handler.repair();

      assertThat(again).isEqualTo(first);
      assertThat(accounting.handler.next(SOON)).isEqualTo(first);
      assertThat(accounting.handler.next(SOON).firstSequence()).isEqualTo(2);
      assertThat(accounting.handlerMetric("delta-batch-failures")).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void takesAnyExceptionOfAHandlerForAFailure() throws InterruptedException {
    AtomicInteger attempts = new AtomicInteger();
    CountDownLatch taken = new CountDownLatch(1);
    DeltaHandler throwing =
        new DeltaHandler() {
          @Override
          public void handle(DeltaBatch batch) {
            if (attempts.incrementAndGet() < 3) {
              throw new IllegalArgumentException("defect");
            }
            taken.countDown();
          }

          @Override
          public void close() {}
        };
    try (TestAccounting accounting = TestAccounting.with(64, 1, LONG, throwing)) {
      accounting.offer(1);

      assertThat(taken.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
    assertThat(attempts).hasValue(3);
  }

  @Test
  void defersWhenTheRingIsFullAndCatchesUp() throws InterruptedException {
    TestAccounting accounting = TestAccounting.withBatches(32, LONG);
    try (accounting) {
      accounting.handler.breakDown();
      for (int i = 0; i < 64; i++) {
        assertThat(accounting.offer(1)).isTrue();
      }

      PeerTransition refused = moved(1000).transition();
      assertThat(accounting.take(refused)).isFalse();
      assertThat(refused.owed().uploaded()).isEqualTo(1000);
      assertThat(accounting.metrics.value("deltas-deferred")).isEqualTo(1);
      assertThat(accounting.metrics.value("delta-ring-depth")).isEqualTo(64);

      accounting.handler.repair();
      accounting.handler.next(SOON);
      accounting.handler.next(SOON);
      PeerTransition later = moved(5).transition();
      later.debt().set(1000, 0, 0, 0, false);
      while (!accounting.take(later)) {
        Thread.onSpinWait(); // the batch lasts a moment before its slots are free
      }
    }

    assertThat(accounting.handler.booked(7, 100).uploaded()).isEqualTo(64 + 1000 + 5);
  }

  @Test
  void deliversWhatIsLeftWhenItStops() {
    TestAccounting accounting = TestAccounting.withBatches(30, LONG);
    for (int i = 0; i < 50; i++) {
      accounting.offer(1);
    }

    assertThat(accounting.service.stop(SOON)).isTrue();

    assertThat(accounting.handler.booked(7, 100).uploaded()).isEqualTo(50);
    assertThat(accounting.handler.closed()).isTrue();
    assertThat(accounting.service.depth()).isZero();
    assertThat(accounting.handlerMetric("deltas-delivered")).isEqualTo(50);
    assertThat(accounting.service.stop(SOON)).isTrue();
  }

  @Test
  void defersEverythingOnceItHasStopped() {
    TestAccounting accounting = TestAccounting.withBatches(1, LONG);
    accounting.close();

    PeerTransition late = moved(9).transition();

    assertThat(accounting.take(late)).isFalse();
    assertThat(late.owed().uploaded()).isEqualTo(9);
  }

  @Test
  void saysThatSomethingIsLeftWhenTheHandlerFailsUntilTheEnd() throws InterruptedException {
    TestAccounting accounting = TestAccounting.withBatches(1, LONG);
    accounting.handler.breakDown();
    accounting.offer(1);
    accounting.handler.nextRefused(SOON);

    assertThat(accounting.service.stop(Duration.ofMillis(300))).isFalse();

    assertThat(accounting.service.depth()).isEqualTo(1);
  }

  @Test
  void losesNothingToManyThreads() throws InterruptedException {
    int threads = 4;
    int each = 20_000;
    AtomicLong owed = new AtomicLong();
    TestAccounting accounting = TestAccounting.withBatches(16, LONG);
    List<Thread> announcing =
        IntStream.range(0, threads)
            .mapToObj(_ ->
                Thread.ofPlatform()
                    .start(() -> {
                      Change change = moved(1);
                      for (int i = 0; i < each; i++) {
                        PeerTransition transition = change.transition();
                        if (!accounting.take(transition)) {
                          owed.addAndGet(transition.owed().uploaded());
                        }
                      }
                    }))
            .toList();
    for (Thread thread : announcing) {
      thread.join();
    }

    assertThat(accounting.service.stop(SOON)).isTrue();

    assertThat(accounting.handler.booked(7, 100).uploaded() + owed.get())
        .isEqualTo((long) threads * each);
    List<StatsDelta> deltas = accounting.handler.deltas();
    for (int i = 0; i < deltas.size(); i++) {
      assertThat(deltas.get(i).sequence()).isEqualTo(i);
    }
  }
}
