package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each look waits for the test's answer, so that the test knows what has been seen. */
@Timeout(60)
final class DatabaseWatchTest {

  private static final Duration SHORT = Duration.ofMillis(1);

  private final BlockingQueue<Thread> looks = new LinkedBlockingQueue<>();
  private final SynchronousQueue<Boolean> answers = new SynchronousQueue<>();

  private boolean look() {
    looks.add(Thread.currentThread());
    try {
      return answers.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void takesTheDatabaseForReachableBeforeItHasLooked() {
    DatabaseWatch watch = DatabaseWatch.start(() -> false, Duration.ofDays(1));

    assertThat(watch.answered()).isTrue();

    watch.close();
  }

  @Test
  void tellsWhatTheLastLookHasSeen() throws Exception {
    DatabaseWatch watch = DatabaseWatch.start(this::look, SHORT);
    looks.take();
    answers.put(false);
    looks.take(); // the next look: the answer to the last one is there
    assertThat(watch.answered()).isFalse();

    answers.put(true);
    looks.take();
    assertThat(watch.answered()).isTrue();

    watch.close();
    answers.put(true);
  }

  @Test
  void tellsTheLastAnswerWhileALookHangs() throws Exception {
    DatabaseWatch watch = DatabaseWatch.start(this::look, SHORT);
    looks.take();
    answers.put(false);

    looks.take();
    assertThat(watch.answered()).isFalse();

    watch.close();
    answers.put(true);
  }

  @Test
  void looksNoMoreAfterTheClose() throws Exception {
    DatabaseWatch watch = DatabaseWatch.start(this::look, SHORT);
    Thread thread = looks.take();

    watch.close();
    answers.put(true);
    thread.join();

    assertThat(looks).isEmpty();
  }
}
