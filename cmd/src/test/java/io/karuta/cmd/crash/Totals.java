package io.karuta.cmd.crash;

/**
 * What was booked, or must be. Immutable.
 *
 * @param uploaded bytes as reported
 * @param downloaded bytes as reported
 * @param creditedUploaded bytes after factors
 * @param creditedDownloaded bytes after factors
 * @param snatches finished downloads
 */
record Totals(
    long uploaded, long downloaded, long creditedUploaded, long creditedDownloaded, long snatches) {

  static final Totals NOTHING = new Totals(0, 0, 0, 0, 0);

  Totals plus(Totals other) {
    return new Totals(
        uploaded + other.uploaded,
        downloaded + other.downloaded,
        creditedUploaded + other.creditedUploaded,
        creditedDownloaded + other.creditedDownloaded,
        snatches + other.snatches);
  }
}
