package io.karuta.admin.auth;

import io.karuta.pipeline.runtime.TrackerClock;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows answers to those who show no valid credential: from each address the first few are answered
 * at once, after that two a second; what would wait too long is turned away. A right credential is
 * never slowed, whatever came from its address before: a token can't be guessed, so the brake is
 * there for the log and the machine, and must not become a way of locking the site out. Remembers a
 * bounded number of addresses, the latest. Thread-safe.
 */
public final class FailureBrake {

  /** What {@link #delayMillis} says of an answer that nobody should wait for. */
  public static final int TURNED_AWAY = -1;

  /** After how many seconds somebody who was turned away may try again. */
  public static final int RETRY_SECONDS = 10;

  private static final int MAX_ADDRESSES = 4096;
  private static final long STEP_NANOS = Duration.ofMillis(500).toNanos();
  private static final long FREE_NANOS = 5 * STEP_NANOS;
  private static final long MAX_DELAY_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int NETWORK_BYTES = 8;

  private final TrackerClock clock;

  // When the failures of an address are all answered at the pace. Guarded by itself.
  private final Map<InetAddress, Long> paidNanos =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Long> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  /** A brake that nobody has touched. */
  public FailureBrake(TrackerClock clock) {
    this.clock = clock;
  }

  /**
   * Notes a failure.
   *
   * @return for how long to hold its answer, or {@link #TURNED_AWAY}
   */
  public int delayMillis(InetAddress source) {
    InetAddress network = networkOf(source);
    long now = clock.nanoTime();
    synchronized (paidNanos) {
      Long known = paidNanos.get(network);
      long paid = Math.max(known == null ? now : known, now) + STEP_NANOS;
      long delay = Math.max(paid - now - FREE_NANOS, 0);
      if (delay > MAX_DELAY_NANOS) {
        return TURNED_AWAY;
      }
      paidNanos.put(network, paid);
      return (int) Duration.ofNanos(delay).toMillis();
    }
  }

  /** How many addresses are remembered. */
  int size() {
    synchronized (paidNanos) {
      return paidNanos.size();
    }
  }

  /** Of IPv6 the /64, which is what one host can have all of. */
  private static InetAddress networkOf(InetAddress source) {
    if (!(source instanceof Inet6Address)) {
      return source;
    }
    byte[] bytes = source.getAddress();
    Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // 16 bytes are an address
    }
  }
}
