package io.karuta.privtrak;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.MultiProducerSequencer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeliveryWaitTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DeliveryWaits waits = new DeliveryWaits();
  private final MultiProducerSequencer ring = new MultiProducerSequencer(8, waits);
  private final DeliveryWait wait =
      waits.add(new DeliveryWait(ring::getCursor, TimeUnit.HOURS.toNanos(1)));
  private volatile long wanted;

  private final Thread consumer =
      new Thread(() -> {
        try {
          wait.await(wanted);
        } catch (InterruptedException e) {
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
    wanted = 1;

    consumer.start();

    assertThat(consumer.join(PATIENCE)).isTrue();
  }

  @Test
  void sleepsThroughPublicationsBeforeTheWantedOne() throws InterruptedException {
    wanted = 2;
    consumer.start();
    awaitParked();

    publish();
    publish();
    assertThat(consumer.join(Duration.ofMillis(50))).isFalse();

    publish();
    assertThat(consumer.join(PATIENCE)).isTrue();
  }

  @Test
  void endsAtOnceWhenToldTo() throws InterruptedException {
    wanted = 2;
    consumer.start();
    awaitParked();
    publish();

    wait.end();

    assertThat(consumer.join(PATIENCE)).isTrue();
  }

  @Test
  void waitsNoMoreAfterTheEnd() throws InterruptedException {
    wait.end();

    wait.await(5);

    assertThat(ring.getCursor()).isEqualTo(-1);
  }

  @Test
  void looksUpThoughNothingWakesIt() throws InterruptedException {
    DeliveryWait brief = new DeliveryWait(ring::getCursor, TimeUnit.MILLISECONDS.toNanos(1));

    brief.await(5);

    assertThat(ring.getCursor()).isEqualTo(-1);
  }

  @Test
  void wakesEveryDelivery() throws InterruptedException {
    DeliveryWait other = waits.add(new DeliveryWait(ring::getCursor, TimeUnit.HOURS.toNanos(1)));
    Thread second =
        Thread.ofPlatform()
            .start(() -> {
              try {
                other.await(0);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    consumer.start();
    awaitParked();

    publish();

    assertThat(consumer.join(PATIENCE)).isTrue();
    assertThat(second.join(PATIENCE)).isTrue();
  }

  @Test
  void losesNoWakeUpToARace() throws InterruptedException {
    for (int i = 0; i < 20_000; i++) {
      DeliveryWaits all = new DeliveryWaits();
      MultiProducerSequencer racedRing = new MultiProducerSequencer(8, all);
      DeliveryWait raced =
          all.add(new DeliveryWait(racedRing::getCursor, TimeUnit.HOURS.toNanos(1)));
      Thread publisher = Thread.ofVirtual().start(() -> racedRing.publish(racedRing.next()));

      // It may return early by the wake-up of the round before, but must not sleep for the hour.
      while (racedRing.getCursor() < 0) {
        raced.await(0);
      }

      publisher.join();
    }
  }
}
