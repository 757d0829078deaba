package io.karuta.pipeline.bittorrent;

/**
 * The reply to an announce under construction: hooks edit it, the frontend encodes it (BEP 3, 7,
 * 21, 23, 24). Recycled; owned by one thread at a time.
 */
public final class AnnounceResponse {

  private final PeerList ipv4Peers = PeerList.ofIpv4();
  private final PeerList ipv6Peers = PeerList.ofIpv6();
  private int intervalSeconds;
  private int minIntervalSeconds;
  private int complete;
  private int incomplete;
  private long downloaded;
  private String warning = "";

  /** Back to an empty reply with the given intervals. */
  public void reset(int intervalSeconds, int minIntervalSeconds) {
    this.intervalSeconds = intervalSeconds;
    this.minIntervalSeconds = minIntervalSeconds;
    complete = 0;
    incomplete = 0;
    downloaded = 0;
    warning = "";
    ipv4Peers.clear();
    ipv6Peers.clear();
  }

  /** Seconds that the client should wait before its next regular announce. */
  public int intervalSeconds() {
    return intervalSeconds;
  }

  /** Sets the interval, 1 or more seconds. */
  public void intervalSeconds(int seconds) {
    intervalSeconds = seconds;
  }

  /** Seconds that the client must wait at least; 0 leaves {@code min interval} out. */
  public int minIntervalSeconds() {
    return minIntervalSeconds;
  }

  /** Sets the least interval, 0 or more seconds. */
  public void minIntervalSeconds(int seconds) {
    minIntervalSeconds = seconds;
  }

  /** Seeders in the swarm, the announcer included. */
  public int complete() {
    return complete;
  }

  /** Leechers and partial seeds in the swarm, the announcer included. */
  public int incomplete() {
    return incomplete;
  }

  /** Sets both counts, as they are after this announce took effect. */
  public void counts(int complete, int incomplete) {
    this.complete = complete;
    this.incomplete = incomplete;
  }

  /** How often the torrent was downloaded to the end, as far as is known. */
  public long downloaded() {
    return downloaded;
  }

  /** Sets how often the torrent was downloaded to the end. */
  public void downloaded(long snatches) {
    downloaded = snatches;
  }

  /** {@code warning message} for the user, empty for none. */
  public String warning() {
    return warning;
  }

  /** Sets the warning; a constant, so that nothing is allocated. */
  public void warning(String warning) {
    this.warning = warning;
  }

  /** Peers for {@code peers}, 6 bytes each (BEP 23). */
  public PeerList ipv4Peers() {
    return ipv4Peers;
  }

  /** Peers for {@code peers6}, 18 bytes each (BEP 7). */
  public PeerList ipv6Peers() {
    return ipv6Peers;
  }
}
