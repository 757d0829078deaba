package io.karuta.pipeline.engine;

import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.control.AnnounceTraces;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.hook.StandardAttributes;
import io.karuta.pipeline.registry.User;
import io.karuta.pipeline.runtime.TrackerClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The users whose announces are noted. Thread-safe; outlives the chains that it is given to.
 *
 * <p>While nobody is traced an announce reads one field. While somebody is, every announce looks
 * its user up in a sorted array, and only those of traced users take a lock, the trace's own.
 *
 * <p>A user is known by what the chain's hook for passkeys has left. What is refused before that, a
 * malformed request or an unknown passkey, belongs to nobody and is not noted.
 */
public final class TracedUsers implements AnnounceTraces {

  private final TrackerClock clock;

  /** Sorted by user and replaced as a whole; null while nobody is traced. */
  private volatile UserTrace @Nullable [] traces;

  /** Traces nobody yet. */
  public TracedUsers(TrackerClock clock) {
    this.clock = clock;
  }

  private long nowSecond() {
    return Integer.toUnsignedLong(clock.nowSecond());
  }

  @Override
  public synchronized boolean start(long userNumber, int announces, Duration duration) {
    if (announces < 1 || announces > MAX_ANNOUNCES) {
      throw new IllegalArgumentException(
          "announces: " + announces + " (expected: 1 to " + MAX_ANNOUNCES + ")");
    }
    UserTrace[] others = without(userNumber);
    if (others.length >= MAX_TRACED) {
      return false;
    }
    UserTrace[] next = Arrays.copyOf(others, others.length + 1);
    next[others.length] = new UserTrace(userNumber, announces, nowSecond() + duration.toSeconds());
    Arrays.sort(next, (a, b) -> Long.compare(a.userNumber(), b.userNumber()));
    traces = next;
    return true;
  }

  @Override
  public Optional<List<Traced>> of(long userNumber) {
    UserTrace trace = find(traces, userNumber);
    return trace == null || trace.isOver(nowSecond())
        ? Optional.empty()
        : Optional.of(trace.latestFirst());
  }

  @Override
  public synchronized boolean stop(long userNumber) {
    boolean traced = of(userNumber).isPresent();
    keep(without(userNumber));
    return traced;
  }

  /** Those that still go on, but for one user. */
  private UserTrace[] without(long userNumber) {
    UserTrace[] now = traces;
    long nowSecond = nowSecond();
    return now == null
        ? new UserTrace[0]
        : Arrays.stream(now)
            .filter(trace -> trace.userNumber() != userNumber && !trace.isOver(nowSecond))
            .toArray(UserTrace[]::new);
  }

  private void keep(UserTrace[] rest) {
    traces = rest.length == 0 ? null : rest;
  }

  private static @Nullable UserTrace find(UserTrace @Nullable [] sorted, long userNumber) {
    int from = 0;
    int to = sorted == null ? 0 : sorted.length;
    while (sorted != null && from < to) {
      int middle = (from + to) >>> 1;
      long found = sorted[middle].userNumber();
      if (found == userNumber) {
        return sorted[middle];
      }
      if (found < userNumber) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return null;
  }

  /** Whether somebody is traced. */
  boolean isActive() {
    return traces != null;
  }

  /**
   * Notes an announce that is complete, if its user is traced, and drops traces that are over.
   *
   * @param hook which hook refused it; empty if none did
   * @param nanos how long the chain took
   */
  void note(AnnounceExchange exchange, Verdict verdict, String hook, long nanos) {
    UserTrace[] now = traces;
    User user = exchange.attributes().find(StandardAttributes.USER);
    UserTrace trace = user == null ? null : find(now, user.number());
    long second = Integer.toUnsignedLong(exchange.nowSecond());
    if (trace != null) {
      trace.add(TracedText.of(exchange, verdict, hook, nanos), second);
    }
    if (now != null && anyIsOver(now, second)) {
      dropThoseThatAreOver();
    }
  }

  private static boolean anyIsOver(UserTrace[] traces, long second) {
    for (UserTrace trace : traces) {
      if (trace.isOver(second)) {
        return true;
      }
    }
    return false;
  }

  private synchronized void dropThoseThatAreOver() {
    keep(without(0));
  }
}
