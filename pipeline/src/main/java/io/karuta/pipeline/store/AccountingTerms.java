package io.karuta.pipeline.store;

/**
 * The terms on which one announce is accounted: the site's own numbers for user and torrent, the
 * credit factors and the client's name. Recycled; owned by one thread at a time. The store hands
 * them to the sink unread.
 */
public final class AccountingTerms {

  private long userNumber;
  private long torrentNumber;
  private int uploadPercent = 100;
  private int downloadPercent = 100;
  private boolean neutral;
  private String clientName = "";

  /** Back to an unknown user and torrent with full credit. */
  public void clear() {
    userNumber = 0;
    torrentNumber = 0;
    uploadPercent = 100;
    downloadPercent = 100;
    neutral = false;
    clientName = "";
  }

  /** The site's number of the user, 1 or more; 0 if unknown. */
  public long userNumber() {
    return userNumber;
  }

  /** Sets the site's number of the user. */
  public void userNumber(long number) {
    userNumber = number;
  }

  /** The site's number of the torrent, 1 or more; 0 if unknown. */
  public long torrentNumber() {
    return torrentNumber;
  }

  /** Sets the site's number of the torrent. */
  public void torrentNumber(long number) {
    torrentNumber = number;
  }

  /** Credited per uploaded byte, in percent: 0 or more, 100 is par. */
  public int uploadPercent() {
    return neutral ? 0 : uploadPercent;
  }

  /** Credited per downloaded byte, in percent: 0 (freeleech) or more, 100 is par. */
  public int downloadPercent() {
    return neutral ? 0 : downloadPercent;
  }

  /**
   * An applicable upload factor: the highest one holds. Call {@link #neutral} for neutral leech.
   */
  public void raiseUploadPercent(int percent) {
    uploadPercent = Math.max(uploadPercent, percent);
  }

  /** An applicable download factor: the lowest one holds. */
  public void lowerDownloadPercent(int percent) {
    downloadPercent = Math.min(downloadPercent, percent);
  }

  /** Neutral leech: nothing is credited either way, whatever factors apply besides. */
  public void neutral() {
    neutral = true;
  }

  /** Name of the client from the whitelist, empty if unknown. */
  public String clientName() {
    return clientName;
  }

  /** Sets the client's name; a constant of the registry. */
  public void clientName(String name) {
    clientName = name;
  }
}
