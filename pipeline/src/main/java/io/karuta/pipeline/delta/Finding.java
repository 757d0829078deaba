package io.karuta.pipeline.delta;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.bittorrent.UserId;

/**
 * Something that an analyser holds worth telling about one delta. Immutable.
 *
 * @param analyser what the operator calls the analyser
 * @param severity how much it matters
 * @param user the 16 bytes that name the user
 * @param userNumber the site's number of the user; 0 if unknown
 * @param infoHash the torrent
 * @param torrentNumber the site's number of the torrent; 0 if unknown
 * @param peerId the client's session
 * @param sequence the delta's
 * @param atSecond when it happened, seconds since 1970
 * @param text what was found, one line for the site's staff; holds no secret
 */
public record Finding(
    String analyser,
    Severity severity,
    UserId user,
    long userNumber,
    InfoHash infoHash,
    long torrentNumber,
    PeerId peerId,
    long sequence,
    int atSecond,
    String text) {

  /** How much a finding matters. */
  public enum Severity {
    /** For the record. */
    INFO,
    /** Somebody should look at it. */
    WARNING,
    /** There is no honest explanation. */
    CRITICAL
  }

  /** What {@code analyser} found about a delta. */
  public static Finding of(String analyser, Severity severity, StatsDelta delta, String text) {
    return new Finding(
        analyser,
        severity,
        delta.user(),
        delta.userNumber(),
        delta.infoHash(),
        delta.torrentNumber(),
        delta.peerId(),
        delta.sequence(),
        delta.atSecond(),
        text);
  }
}
