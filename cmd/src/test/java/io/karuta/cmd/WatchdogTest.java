package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.cmd.systemd.DatagramReceiver;
import io.karuta.cmd.systemd.ServiceManager;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a service manager hears on a real socket, look by look. */
@Timeout(60)
final class WatchdogTest {

  private static final Duration WITHIN = Duration.ofMillis(2);
  private static final String ALIVE = "WATCHDOG=1";

  private final BlockingQueue<Thread> looks = new LinkedBlockingQueue<>();
  private final BlockingQueue<Duration> patience = new LinkedBlockingQueue<>();
  private final SynchronousQueue<Boolean> answers = new SynchronousQueue<>();
  private DatagramReceiver receiver;
  private ServiceManager manager;

  @BeforeEach
  void listen() throws Throwable {
    String address = "@karuta-" + UUID.randomUUID();
    receiver = new DatagramReceiver(address);
    manager = ServiceManager.of(Map.of("NOTIFY_SOCKET", address));
  }

  @AfterEach
  void stopListening() throws Exception {
    receiver.close();
  }

  private boolean look(Duration given) throws InterruptedException {
    patience.add(given);
    looks.add(Thread.currentThread());
    return answers.take();
  }

  /** Waits for a look, and answers it. */
  private Thread answer(boolean responds) throws InterruptedException {
    Thread thread = looks.take();
    answers.put(responds);
    return thread;
  }

  @Test
  void saysThatAllIsWellAfterEveryLookThatTakesNoLongerThanHalfTheTime() throws Exception {
    Watchdog watchdog = Watchdog.start(manager, this::look, WITHIN);
    Thread thread = answer(true);
    assertThat(receiver.next()).isEqualTo(ALIVE);
    answer(true);
    assertThat(receiver.next()).isEqualTo(ALIVE);
    watchdog.close();
    end(thread);

    assertThat(patience).isNotEmpty().allMatch(WITHIN.dividedBy(2)::equals);
  }

  @Test
  void isSilentWhileAThreadHangsAndGoesOnAfterwards() throws Exception {
    Watchdog watchdog = Watchdog.start(manager, this::look, WITHIN);
    answer(false);
    answer(false);
    Thread thread = looks.take(); // nothing was said of those two
    manager.status("then");
    answers.put(true);

    assertThat(receiver.next()).isEqualTo("STATUS=then");
    assertThat(receiver.next()).isEqualTo(ALIVE);

    watchdog.close();
    end(thread);
  }

  @Test
  void saysNothingMoreAfterTheClose() throws Exception {
    Watchdog watchdog = Watchdog.start(manager, this::look, WITHIN);
    Thread thread = looks.take();

    watchdog.close();
    answers.put(false);
    thread.join();
    manager.status("end");

    assertThat(receiver.next()).isEqualTo("STATUS=end");
    assertThat(looks).isEmpty();
  }

  /** Lets a watchdog that was closed end, whether or not it has begun another look. */
  private void end(Thread thread) throws InterruptedException {
    while (thread.isAlive()) {
      answers.offer(false);
      Thread.onSpinWait();
    }
  }
}
