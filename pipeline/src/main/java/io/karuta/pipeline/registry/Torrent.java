package io.karuta.pipeline.registry;

import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.InfoHash;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A torrent that the site tracks. Thread-safe: immutable but for the number of snatches, which the
 * accounting counts up and which a replacement takes over.
 */
public final class Torrent {

  /** Whether a torrent may be announced. */
  public enum Status {
    /** It may. */
    ACTIVE,
    /** It was deleted or is banned; clients are told the site's reason. */
    DISABLED,
    /** A moderator has not looked at it yet; clients are told to try again soon. */
    AWAITING_APPROVAL
  }

  private final InfoHash infoHash;
  private final long number;
  private final String name;
  private final Status status;
  private final String reason;
  private final FailureReason disabledReason;
  private final int uploadPercent;
  private final int downloadPercent;
  private final AtomicLong snatches;

  private Torrent(
      InfoHash infoHash,
      long number,
      String name,
      Status status,
      String reason,
      int uploadPercent,
      int downloadPercent,
      AtomicLong snatches) {
    if (number <= 0) {
      throw new IllegalArgumentException(
          "number of torrent " + infoHash + ": " + number + " (expected: 1 or more)");
    }
    Percent.check("upload percent of torrent " + infoHash, uploadPercent);
    Percent.check("download percent of torrent " + infoHash, downloadPercent);
    this.infoHash = infoHash;
    this.number = number;
    this.name = name;
    this.status = status;
    this.reason = reason;
    this.uploadPercent = uploadPercent;
    this.downloadPercent = downloadPercent;
    this.snatches = snatches;
    disabledReason = FailureReason.ofSite("torrent-disabled", reason, "torrent was deleted");
  }

  /**
   * A torrent.
   *
   * @param number the site's own number, 1 or more, unique
   * @param name for display
   * @param reason why it is disabled, in the site's words; may be empty
   * @param uploadPercent credited per uploaded byte, 0 to 1000, 100 is par
   * @param downloadPercent credited per downloaded byte, 0 to 1000, 100 is par
   * @param snatches finished downloads so far
   */
  public static Torrent of(
      InfoHash infoHash,
      long number,
      String name,
      Status status,
      String reason,
      int uploadPercent,
      int downloadPercent,
      long snatches) {
    return new Torrent(
        infoHash,
        number,
        name,
        status,
        reason,
        uploadPercent,
        downloadPercent,
        new AtomicLong(snatches));
  }

  /** An active torrent at par without snatches. */
  public static Torrent of(InfoHash infoHash, long number, String name) {
    return of(infoHash, number, name, Status.ACTIVE, "", 100, 100, 0);
  }

  /** This torrent with the snatch counter of the one that it replaces. */
  public Torrent replacing(Torrent previous) {
    return new Torrent(
        infoHash, number, name, status, reason, uploadPercent, downloadPercent, previous.snatches);
  }

  /** The info hash, unique. */
  public InfoHash infoHash() {
    return infoHash;
  }

  /** The site's own number, unique. */
  public long number() {
    return number;
  }

  /** What the site calls it. */
  public String name() {
    return name;
  }

  /** Whether it may be announced. */
  public Status status() {
    return status;
  }

  /** Why it is disabled, in the site's words, uncut; may be empty. */
  public String reason() {
    return reason;
  }

  /** What clients are told while it is disabled; made once, so that refusing allocates nothing. */
  public FailureReason disabledReason() {
    return disabledReason;
  }

  /** Credited per uploaded byte, in percent. */
  public int uploadPercent() {
    return uploadPercent;
  }

  /** Credited per downloaded byte, in percent. */
  public int downloadPercent() {
    return downloadPercent;
  }

  /** Finished downloads so far. */
  public long snatches() {
    return snatches.get();
  }

  /** Counts a finished download that the accounting has taken. */
  public void countSnatch() {
    snatches.incrementAndGet();
  }

  @Override
  public String toString() {
    return "Torrent[" + infoHash + ", number=" + number + ", status=" + status + "]";
  }
}
