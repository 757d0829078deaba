package io.karuta.pipeline.store;

/**
 * What became of one announce in the books: for hooks that come after the swarm was entered.
 * Recycled with its {@link SwarmAnnounce}; owned by one thread at a time. The accounting fills it
 * when it is offered the change.
 *
 * <p>The amounts are those of the delta: what this announce moved, and with it what the peer owed
 * from changes that were deferred before. While the change itself is deferred they are what the
 * peer owes now, and nothing of it is credited yet.
 */
public final class Booking {

  /** What the accounting did. */
  public enum Outcome {
    /**
     * Nothing: the announce was refused, its user is unknown, nobody accounts, or the store had no
     * room for the peer. All amounts are 0.
     */
    NOT_ACCOUNTED,
    /** It was booked. */
    TAKEN,
    /** The peer owes it; a later announce books it. */
    DEFERRED
  }

  private Outcome outcome = Outcome.NOT_ACCOUNTED;
  private long uploaded;
  private long downloaded;
  private long creditedUploaded;
  private long creditedDownloaded;
  private int seedSeconds;
  private int leechSeconds;
  private boolean snatch;

  /** Back to {@link Outcome#NOT_ACCOUNTED}. */
  public void clear() {
    set(Outcome.NOT_ACCOUNTED, 0, 0, 0, 0, 0, 0, false);
  }

  /** For the accounting: what was booked. */
  public void taken(
      long uploaded,
      long downloaded,
      long creditedUploaded,
      long creditedDownloaded,
      int seedSeconds,
      int leechSeconds,
      boolean snatch) {
    set(
        Outcome.TAKEN,
        uploaded,
        downloaded,
        creditedUploaded,
        creditedDownloaded,
        seedSeconds,
        leechSeconds,
        snatch);
  }

  /** For the accounting: what the peer owes now. */
  public void deferred(
      long uploaded, long downloaded, int seedSeconds, int leechSeconds, boolean snatch) {
    set(Outcome.DEFERRED, uploaded, downloaded, 0, 0, seedSeconds, leechSeconds, snatch);
  }

  private void set(
      Outcome outcome,
      long uploaded,
      long downloaded,
      long creditedUploaded,
      long creditedDownloaded,
      int seedSeconds,
      int leechSeconds,
      boolean snatch) {
    this.outcome = outcome;
    this.uploaded = uploaded;
    this.downloaded = downloaded;
    this.creditedUploaded = creditedUploaded;
    this.creditedDownloaded = creditedDownloaded;
    this.seedSeconds = seedSeconds;
    this.leechSeconds = leechSeconds;
    this.snatch = snatch;
  }

  /** What the accounting did with the announce. */
  public Outcome outcome() {
    return outcome;
  }

  /** Whether it was booked. */
  public boolean isTaken() {
    return outcome == Outcome.TAKEN;
  }

  /** Bytes uploaded, raw, 0 or more. */
  public long uploaded() {
    return uploaded;
  }

  /** Bytes downloaded, raw, 0 or more. */
  public long downloaded() {
    return downloaded;
  }

  /** Uploaded bytes after multipliers; 0 unless taken. */
  public long creditedUploaded() {
    return creditedUploaded;
  }

  /** Downloaded bytes after multipliers; 0 unless taken. */
  public long creditedDownloaded() {
    return creditedDownloaded;
  }

  /** Seconds of seeding. */
  public int seedSeconds() {
    return seedSeconds;
  }

  /** Seconds of leeching. */
  public int leechSeconds() {
    return leechSeconds;
  }

  /** Whether the torrent was downloaded to the end. */
  public boolean snatch() {
    return snatch;
  }
}
