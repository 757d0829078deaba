package io.karuta.cmd.systemd;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the service manager how the tracker is, by the protocol of sd_notify(3): {@code
 * NOTIFY_SOCKET} says where, {@code WATCHDOG_USEC} how often it wants to hear that all is well.
 * Says nothing where nobody asked to be told. Thread-safe; telling is one system call, and what
 * fails is logged and changes nothing.
 */
public final class ServiceManager {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);

  private final @Nullable NotifySocket socket; // null if nobody asked to be told
  private final Optional<Duration> watchdog;

  private ServiceManager(@Nullable NotifySocket socket, Optional<Duration> watchdog) {
    this.socket = socket;
    this.watchdog = watchdog;
  }

  /** The one that the variables of this process name. */
  public static ServiceManager of(Map<String, String> environment) {
    String address = environment.getOrDefault("NOTIFY_SOCKET", "");
    if (address.isEmpty()) {
      return new ServiceManager(null, Optional.empty());
    }
    try {
      return new ServiceManager(new NotifySocket(address), watchdog(environment));
    } catch (IOException | RuntimeException e) {
      LOG.warn("the service manager will not be told how the tracker is: {}", e.getMessage());
      return new ServiceManager(null, Optional.empty());
    }
  }

  private static Optional<Duration> watchdog(Map<String, String> environment) {
    String micros = environment.getOrDefault("WATCHDOG_USEC", "");
    String pid = environment.getOrDefault("WATCHDOG_PID", "");
    boolean ours = pid.isEmpty() || pid.equals(String.valueOf(ProcessHandle.current().pid()));
    if (micros.isEmpty() || !ours) {
      return Optional.empty();
    }
    try {
      return Optional.of(Duration.of(Long.parseLong(micros), ChronoUnit.MICROS))
          .filter(Duration::isPositive);
    } catch (NumberFormatException e) {
      LOG.warn("WATCHDOG_USEC: {} (expected: a number)", micros);
      return Optional.empty();
    }
  }

  /** Within which time it wants {@link #alive}, again and again; empty if not at all. */
  public Optional<Duration> watchdog() {
    return watchdog;
  }

  /** The tracker does its work, after the start or after a reload. */
  public void ready(String status) {
    tell("READY=1\nSTATUS=" + line(status));
  }

  /** A reload begins; {@link #ready} follows. */
  public void reloading() {
    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime()); // CLOCK_MONOTONIC on Linux
    tell("RELOADING=1\nMONOTONIC_USEC=" + micros + "\nSTATUS=reloading");
  }

  /** The stop begins. */
  public void stopping() {
    tell("STOPPING=1\nSTATUS=stopping");
  }

  /** What the tracker is doing, for people. */
  public void status(String status) {
    tell("STATUS=" + line(status));
  }

  /** All is well. */
  public void alive() {
    tell("WATCHDOG=1");
  }

  private static String line(String text) {
    return text.replace('\n', ' ');
  }

  private void tell(String message) {
    if (socket == null) {
      return;
    }
    try {
      socket.send(message);
    } catch (IOException e) {
      LOG.warn("the service manager can't be told '{}': {}", line(message), e.getMessage());
    }
  }
}
