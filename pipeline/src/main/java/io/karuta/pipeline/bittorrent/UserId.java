package io.karuta.pipeline.bittorrent;

/**
 * 16 opaque bytes that name a user to the swarm store and the accounting, as privtrak has it. A
 * site's numeric user, the bytes of a 16-byte passkey or any other stable identifier fits.
 * Immutable and thread-safe.
 *
 * @param high bytes 0 to 7, big-endian
 * @param low bytes 8 to 15, big-endian
 */
public record UserId(long high, long low) {

  /** Length of a user id in bytes. */
  public static final int LENGTH_BYTES = 16;

  /** Nobody in particular: announces on a public tracker. Never compared as "the same user". */
  public static final UserId ANONYMOUS = new UserId(0, 0);

  /**
   * The id of the site's user {@code number}.
   *
   * @param number 1 or more
   */
  public static UserId ofNumber(long number) {
    if (number <= 0) {
      throw new IllegalArgumentException("user number: " + number + " (expected: 1 or more)");
    }
    return new UserId(0, number);
  }

  /** Whether this is {@link #ANONYMOUS}. */
  public boolean isAnonymous() {
    return high == 0 && low == 0;
  }
}
