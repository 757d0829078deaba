package io.karuta.cmd;

import io.karuta.cmd.systemd.ServiceManager;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code karuta serve}: runs the tracker until SIGTERM or Ctrl-C, then stops in order and exits 0.
 * SIGHUP and SIGUSR2 reload the configuration.
 *
 * <p>The JVM answers SIGTERM and Ctrl-C by running shutdown hooks, all at once. Ours is the only
 * one: no library's may close files that are still written to, and the exit status is ours to
 * choose, so the hook ends the process itself.
 */
@Command(name = "serve", description = "Run the tracker.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  /** How long after stop-timeout a stop that hangs is cut short. */
  static final Duration GRACE = Duration.ofSeconds(10);

  private static final int MAX_PROCS = 1024;

  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  @Mixin private ConfigArgument config = new ConfigArgument();

  @Option(
      names = "--accept-loss",
      description = {
        "Go on with a damaged, foreign or older delta file, or without a handler that lacks deltas;",
        "what is given up is in the log. Refused otherwise."
      })
  private boolean acceptLoss;

  @Option(
      names = "--procs",
      paramLabel = "N",
      description = {
        "Threads that serve announces, 1 to 1024, whatever http.io-threads of the file says;",
        "one for each processor that the tracker is to keep busy."
      })
  private @Nullable Integer procs; // null if the file says it

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  ServeCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    ReloadSignals signals = ReloadSignals.install();
    ConfigSource source = new ConfigSource(config.file(), overrides());
    LoadedConfig loaded = ConfigArgument.load(source);
    ServiceManager manager = ServiceManager.of(System.getenv());
    manager.status("starting");
    Stopper stopper = new Stopper(loaded.config().stopTimeout(), manager);
    Runtime.getRuntime().addShutdownHook(new Thread(stopper, "shutdown"));
    Tracker tracker;
    try {
      tracker = Tracker.start(source, loaded, acceptLoss, manager);
    } catch (RuntimeException e) {
      stopper.nothingToStop();
      throw e;
    }
    stopper.tracker(tracker);
    signals.connect(tracker.control());
    manager.ready("serving announces");
    new Banner(tracker).print(System.out);
    new CountDownLatch(1).await(); // for ever: the shutdown hook ends the process
    return ExitCode.OK;
  }

  private Map<String, Integer> overrides() {
    if (procs == null) {
      return Map.of();
    }
    if (procs < 1 || procs > MAX_PROCS) {
      throw new ParameterException(
          spec.commandLine(), "--procs: " + procs + " (expected: 1 to " + MAX_PROCS + ")");
    }
    return Map.of("http.io-threads", procs);
  }

  /** Stops the tracker when the JVM is told to end, also while it is still starting. */
  private static final class Stopper implements Runnable {

    private final Duration startTimeout;
    private final ServiceManager manager;
    private final CountDownLatch started = new CountDownLatch(1);
    private volatile @Nullable Tracker tracker; // null until it runs

    Stopper(Duration startTimeout, ServiceManager manager) {
      this.startTimeout = startTimeout;
      this.manager = manager;
    }

    void tracker(Tracker running) {
      tracker = running;
      started.countDown();
    }

    void nothingToStop() {
      started.countDown();
    }

    @Override
    public void run() {
      Tracker running = tracker;
      Duration patience = (running == null ? startTimeout : running.stopTimeout()).plus(GRACE);
      manager.stopping();
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
      } catch (InterruptedException e) {
        return;
      }
      Tracker running = tracker;
      if (running == null) {
        return; // the start failed: the main thread has its own exit status
      }
      boolean clean = running.parts().stopAll(running.stopTimeout());
      System.out.flush();
      Runtime.getRuntime().halt(clean ? ExitCode.OK : ExitCode.FAILED);
    }
  }
}
