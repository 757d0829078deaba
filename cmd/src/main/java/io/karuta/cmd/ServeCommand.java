package io.karuta.cmd;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code karuta serve}: runs the tracker until SIGTERM or Ctrl-C, then stops in order and exits 0.
 *
 * <p>The JVM answers both signals by running shutdown hooks, all at once. Ours is the only one: no
 * library's may close files that are still written to, and the exit status is ours to choose, so
 * the hook ends the process itself.
 */
@Command(name = "serve", description = "Run the tracker.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  /** How long after stop-timeout a stop that hangs is cut short. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  @Mixin private ConfigArgument config = new ConfigArgument();

  @Option(
      names = "--accept-loss",
      description = {
        "Go on with a damaged, foreign or older delta file, or without a handler that lacks deltas;",
        "what is given up is in the log. Refused otherwise."
      })
  private boolean acceptLoss;

  /** Made by picocli. */
  ServeCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    LoadedConfig loaded = config.load();
    Stopper stopper = new Stopper(loaded.config().stopTimeout());
    Runtime.getRuntime().addShutdownHook(new Thread(stopper, "shutdown"));
    Tracker tracker;
    try {
      tracker = Tracker.start(loaded.config(), acceptLoss);
    } catch (RuntimeException e) {
      stopper.nothingToStop();
      throw e;
    }
    stopper.tracker(tracker);
    new Banner(tracker).print(System.out);
    new CountDownLatch(1).await(); // for ever: the shutdown hook ends the process
    return ExitCode.OK;
  }

  /** Stops the tracker when the JVM is told to end, also while it is still starting. */
  private static final class Stopper implements Runnable {

    private final Duration timeout;
    private final CountDownLatch started = new CountDownLatch(1);
    private volatile StopStack parts = new StopStack();
    private volatile boolean running;

    Stopper(Duration timeout) {
      this.timeout = timeout;
    }

    void tracker(Tracker tracker) {
      parts = tracker.parts();
      running = true;
      started.countDown();
    }

    void nothingToStop() {
      started.countDown();
    }

    @Override
    public void run() {
      Duration patience = timeout.plus(GRACE);
      Thread stop = Thread.ofPlatform().name("stop").start(this::stopWhenStarted);
      try {
        if (!stop.join(patience)) {
          LOG.error("the stop hangs; giving up after {} s", patience.toSeconds());
          Runtime.getRuntime().halt(ExitCode.FAILED);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void stopWhenStarted() {
      try {
        started.await();
        if (!running) {
          return; // the start failed: the main thread has its own exit status
        }
      } catch (InterruptedException e) {
        return;
      }
      boolean clean = parts.stopAll(timeout);
      System.out.flush();
      Runtime.getRuntime().halt(clean ? ExitCode.OK : ExitCode.FAILED);
    }
  }
}
