package io.karuta.privtrak;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.SequenceBarrier;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeliveryWaitTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DeliveryWait wait = new DeliveryWait(TimeUnit.HOURS.toNanos(1));
  private final RingBuffer<Object> ring = RingBuffer.createMultiProducer(Object::new, 8, wait);
  private final SequenceBarrier barrier = ring.newBarrier();
  private volatile long highest = -1;

  private final Thread consumer =
      new Thread(() -> {
        try {
          highest = barrier.waitFor(0);
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      });

  private void publish() {
    ring.publish(ring.next());
  }

  private void awaitParked() {
    while (consumer.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void returnsAtOnceWhenTheWantedSequenceIsThere() throws InterruptedException {
    publish();
    publish();
    wait.want(1);

    consumer.start();

    assertThat(consumer.join(PATIENCE)).isTrue();
    assertThat(highest).isEqualTo(1);
  }

  @Test
  void sleepsThroughPublicationsBeforeTheWantedOne() throws InterruptedException {
    wait.want(2);
    consumer.start();
    awaitParked();

    publish();
    publish();
    assertThat(consumer.join(Duration.ofMillis(50))).isFalse();

    publish();
    assertThat(consumer.join(PATIENCE)).isTrue();
    assertThat(highest).isEqualTo(2);
  }

  @Test
  void returnsWhatIsThereWhenWokenUp() throws InterruptedException {
    wait.want(2);
    consumer.start();
    awaitParked();
    publish();

    wait.wakeUp();

    assertThat(consumer.join(PATIENCE)).isTrue();
    assertThat(highest).isZero();
  }

  @Test
  void looksUpThoughNothingWakesIt() throws Exception {
    DeliveryWait brief = new DeliveryWait(TimeUnit.MILLISECONDS.toNanos(1));
    RingBuffer<Object> silent = RingBuffer.createMultiProducer(Object::new, 8, brief);
    brief.want(5);

    assertThat(silent.newBarrier().waitFor(0)).isEqualTo(-1);
  }

  @Test
  void losesNoWakeUpToARace() throws Exception {
    for (int i = 0; i < 20_000; i++) {
      DeliveryWait raced = new DeliveryWait(TimeUnit.HOURS.toNanos(1));
      RingBuffer<Object> racedRing = RingBuffer.createMultiProducer(Object::new, 8, raced);
      raced.want(0);
      Thread publisher = Thread.ofVirtual().start(() -> racedRing.publish(racedRing.next()));

      // It may return early by the wake-up of the round before, but must not sleep for the hour.
      SequenceBarrier racedBarrier = racedRing.newBarrier();
      long available = -1;
      while (available < 0) {
        available = racedBarrier.waitFor(0);
      }

      assertThat(available).isZero();
      publisher.join();
    }
  }
}
