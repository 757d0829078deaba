package io.karuta.pipeline.control;

import io.karuta.pipeline.bittorrent.InfoHash;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of the last announces of single users, noted on demand: nothing is kept of anybody
 * who is not traced. Thread-safe; at most {@link #MAX_TRACED} users at a time.
 */
public interface AnnounceTraces {

  /** Users that can be traced at one time. */
  int MAX_TRACED = 100;

  /** Most announces kept per user. */
  int MAX_ANNOUNCES = 1000;

  /**
   * Starts to trace a user, or starts anew.
   *
   * @param userNumber the site's number, 1 or more
   * @param announces how many of the last ones are kept, 1 to {@link #MAX_ANNOUNCES}
   * @param duration after which the trace ends and what it kept is dropped
   * @return whether there was room for one more
   */
  boolean start(long userNumber, int announces, Duration duration);

  /** The noted announces of a user, the latest first; empty if the user is not traced. */
  Optional<List<Traced>> of(long userNumber);

  /** Ends a trace and drops what it kept; whether there was one. */
  boolean stop(long userNumber);

  /**
   * One announce. Immutable.
   *
   * @param second when it came, seconds since 1970
   * @param infoHash what was announced
   * @param event {@code started}, {@code stopped}, {@code completed}, {@code paused} or empty
   * @param address from where, e.g. {@code 192.0.2.7:51413}; IPv6 in brackets
   * @param peerId the 20 bytes, those that are not printable ASCII as {@code %xx}
   * @param uploaded counter in bytes
   * @param downloaded counter in bytes
   * @param left bytes
   * @param outcome {@code served}, or the code of the refusal
   * @param message what the client was told if it was refused, else empty
   * @param hook which hook refused, else empty
   * @param peers how many peers it was given
   * @param micros how long the chain took, in microseconds
   */
  record Traced(
      long second,
      InfoHash infoHash,
      String event,
      String address,
      String peerId,
      long uploaded,
      long downloaded,
      long left,
      String outcome,
      String message,
      String hook,
      int peers,
      long micros) {}
}
