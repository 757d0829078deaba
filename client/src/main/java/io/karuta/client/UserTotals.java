package io.karuta.client;

/**
 * What a user has moved in all, or what is to be added to it. Immutable.
 *
 * @param uploaded bytes as the clients told
 * @param downloaded bytes as the clients told
 * @param creditedUploaded bytes after the credit factors
 * @param creditedDownloaded bytes after the credit factors
 * @param seedSeconds time spent seeding, over all torrents
 * @param leechSeconds time spent leeching, over all torrents
 * @param snatches completed downloads
 */
public record UserTotals(
    long uploaded,
    long downloaded,
    long creditedUploaded,
    long creditedDownloaded,
    long seedSeconds,
    long leechSeconds,
    long snatches) {

  /** Nothing. */
  public static final UserTotals ZERO = new UserTotals(0, 0, 0, 0, 0, 0, 0);

  /** Bytes of credit alone, such as a bonus or, negative, its price. */
  public static UserTotals ofCredit(long uploaded, long downloaded) {
    return new UserTotals(0, 0, uploaded, downloaded, 0, 0, 0);
  }
}
