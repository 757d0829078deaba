package io.karuta.pipeline.registry;

/**
 * What one user is credited for one torrent beyond the factors of both: a freeleech token. The
 * highest upload factor and the lowest download factor of all that apply are what holds. Immutable.
 *
 * @param userNumber the user's number, 1 or more
 * @param torrentNumber the torrent's number, 1 or more; unique together with the user's
 * @param uploadPercent credited per uploaded byte, 100 to 1000
 * @param downloadPercent credited per downloaded byte, 0 (freeleech) to 100
 * @param expiresSecond from when on it counts no more, seconds since 1970; 0 for never
 */
public record CreditToken(
    long userNumber,
    long torrentNumber,
    int uploadPercent,
    int downloadPercent,
    long expiresSecond) {

  /** Checks the numbers; the message names what is wrong. */
  public CreditToken {
    if (userNumber <= 0 || torrentNumber <= 0) {
      throw new IllegalArgumentException(
          "token of user "
              + userNumber
              + " for torrent "
              + torrentNumber
              + " (expected: numbers of 1 or more)");
    }
    if (uploadPercent < Percent.PAR || uploadPercent > Percent.MAX) {
      throw new IllegalArgumentException(
          "upload percent of token: " + uploadPercent + " (expected: 100 to 1000)");
    }
    if (downloadPercent < 0 || downloadPercent > Percent.PAR) {
      throw new IllegalArgumentException(
          "download percent of token: " + downloadPercent + " (expected: 0 to 100)");
    }
    if (expiresSecond < 0) {
      throw new IllegalArgumentException(
          "expiry of token: " + expiresSecond + " (expected: 0 or more seconds since 1970)");
    }
  }

  /** Whether it counts at a time, in seconds since 1970. */
  public boolean countsAt(long second) {
    return expiresSecond == 0 || second < expiresSecond;
  }
}
