package io.karuta.pipeline.registry;

/**
 * What a user's books add up to, or what to add to them. Immutable.
 *
 * @param uploaded bytes that the user's clients reported
 * @param downloaded bytes that the user's clients reported
 * @param creditedUploaded the same after factors: what a ratio is made of
 * @param creditedDownloaded the same after factors
 * @param seedSeconds time as a seeder, added up over torrents
 * @param leechSeconds time as a leecher, added up over torrents
 * @param snatches finished downloads
 */
public record UserTotals(
    long uploaded,
    long downloaded,
    long creditedUploaded,
    long creditedDownloaded,
    long seedSeconds,
    long leechSeconds,
    long snatches) {

  /** Empty books. */
  public static final UserTotals ZERO = new UserTotals(0, 0, 0, 0, 0, 0, 0);

  /** Whether every total is 0 or more, as books have it. */
  public boolean isValid() {
    return (uploaded
            | downloaded
            | creditedUploaded
            | creditedDownloaded
            | seedSeconds
            | leechSeconds
            | snatches)
        >= 0;
  }

  /**
   * These and others, which may be negative.
   *
   * @throws ArithmeticException if a sum leaves 64 bits
   */
  public UserTotals plus(UserTotals other) {
    return new UserTotals(
        Math.addExact(uploaded, other.uploaded),
        Math.addExact(downloaded, other.downloaded),
        Math.addExact(creditedUploaded, other.creditedUploaded),
        Math.addExact(creditedDownloaded, other.creditedDownloaded),
        Math.addExact(seedSeconds, other.seedSeconds),
        Math.addExact(leechSeconds, other.leechSeconds),
        Math.addExact(snatches, other.snatches));
  }
}
