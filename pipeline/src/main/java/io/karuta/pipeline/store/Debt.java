package io.karuta.pipeline.store;

/**
 * What earlier announces of a peer moved and the accounting could not take yet. Nearly always
 * nothing. Recycled; owned by one thread at a time.
 */
public final class Debt {

  private long uploaded;
  private long downloaded;
  private int seedSeconds;
  private int leechSeconds;
  private boolean snatch;
  private boolean departure;

  /** Sets what was moved; no departure is owed. */
  public void set(
      long uploaded, long downloaded, int seedSeconds, int leechSeconds, boolean snatch) {
    this.uploaded = uploaded;
    this.downloaded = downloaded;
    this.seedSeconds = seedSeconds;
    this.leechSeconds = leechSeconds;
    this.snatch = snatch;
    departure = false;
  }

  /** Sets whether it was never taken that the peer left, which is owed even if it moved nothing. */
  public void departure(boolean owed) {
    departure = owed;
  }

  /** Nothing owed. */
  public void clear() {
    set(0, 0, 0, 0, false);
  }

  /** Whether nothing is owed. */
  public boolean isNothing() {
    return uploaded == 0
        && downloaded == 0
        && seedSeconds == 0
        && leechSeconds == 0
        && !snatch
        && !departure;
  }

  /** Uploaded bytes not yet accounted, 0 or more. */
  public long uploaded() {
    return uploaded;
  }

  /** Downloaded bytes not yet accounted, 0 or more. */
  public long downloaded() {
    return downloaded;
  }

  /** Seconds of seeding not yet accounted. */
  public int seedSeconds() {
    return seedSeconds;
  }

  /** Seconds of leeching not yet accounted. */
  public int leechSeconds() {
    return leechSeconds;
  }

  /** Whether a snatch was not yet accounted. */
  public boolean snatch() {
    return snatch;
  }

  /** Whether it was not yet taken that the peer left without announcing. */
  public boolean departure() {
    return departure;
  }
}
