package io.karuta.cmd;

import io.karuta.pipeline.control.TrackerControl;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes SIGHUP and SIGUSR2 as orders to reload. Thread-safe.
 *
 * <p>Each signal means one reload that begins after it came. So while one reload is in progress,
 * one more waits its turn, and the signals that come until that one begins are answered by it, too.
 * Signals that come before the tracker is up wait for it.
 *
 * <p>The JVM suspends threads by SIGUSR2 where it has to, such as for a flight recording, unless
 * {@code _JAVA_SR_SIGNUM} names another signal for that; the launcher does. Without it SIGUSR2 is
 * left alone: each sample of a recording would be a reload.
 */
final class ReloadSignals {

  /** The variable by which the JVM is told which signal it suspends threads by. */
  static final String SUSPENDS_BY = "_JAVA_SR_SIGNUM";

  private static final Logger LOG = LoggerFactory.getLogger(ReloadSignals.class);

  private final CompletableFuture<TrackerControl> control = new CompletableFuture<>();
  private final AtomicBoolean oneWaits = new AtomicBoolean();
  private final Object turn = new Object();

  /** Takes no signal yet. */
  ReloadSignals() {}

  /** Takes the signals from now on. */
  static ReloadSignals install() {
    ReloadSignals signals = new ReloadSignals();
    signals.take("HUP");
    if (System.getenv(SUSPENDS_BY) == null) {
      LOG.warn("SIGUSR2 does not reload: the tracker was not started by its launcher");
    } else {
      signals.take("USR2");
    }
    return signals;
  }

  // By reflection, since javac warns of every use of this class and there is no other.
  private void take(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      MethodHandle action =
          MethodHandles.lookup()
              .findVirtual(ReloadSignals.class, "received", MethodType.methodType(void.class))
              .bindTo(this);
      Object before =
          signal
              .getMethod("handle", signal, handler)
              .invoke(
                  null,
                  signal.getConstructor(String.class).newInstance(name),
                  MethodHandleProxies.asInterfaceInstance(
                      handler, MethodHandles.dropArguments(action, 0, signal)));
      // What was ignored before the JVM began, the JVM goes on to ignore.
      if (handler.getField("SIG_IGN").get(null).equals(before)) {
        LOG.warn("SIG{} does not reload: it was ignored before the start, as by nohup", name);
      }
    } catch (ReflectiveOperationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      LOG.warn("SIG{} does not reload: {}", name, cause.toString());
    }
  }

  /** Reloads by {@code tracker} from now on, also for the signals that came before. */
  void connect(TrackerControl tracker) {
    control.complete(tracker);
  }

  /** Called by the JVM on a thread of its own for each signal. */
  void received() {
    if (!oneWaits.compareAndSet(false, true)) {
      return;
    }
    TrackerControl tracker = control.join();
    synchronized (turn) {
      oneWaits.set(false);
      tracker.reload();
    }
  }
}
