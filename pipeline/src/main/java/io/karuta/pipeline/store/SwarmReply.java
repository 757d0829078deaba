package io.karuta.pipeline.store;

import io.karuta.pipeline.bittorrent.PeerList;

/**
 * What the store answers to one announce. Recycled; owned by one thread at a time. The store writes
 * peers straight into the lists given at construction.
 */
public final class SwarmReply {

  private final PeerList ipv4Peers;
  private final PeerList ipv6Peers;
  private final SwarmCounts counts = new SwarmCounts();
  private boolean known;
  private boolean early;
  private boolean stored;

  /** A reply whose peers go to the given lists. */
  public SwarmReply(PeerList ipv4Peers, PeerList ipv6Peers) {
    this.ipv4Peers = ipv4Peers;
    this.ipv6Peers = ipv6Peers;
  }

  /** Back to an empty reply. */
  public void clear() {
    ipv4Peers.clear();
    ipv6Peers.clear();
    counts.clear();
    known = false;
    early = false;
    stored = false;
  }

  /** Chosen IPv4 peers. */
  public PeerList ipv4Peers() {
    return ipv4Peers;
  }

  /** Chosen IPv6 peers. */
  public PeerList ipv6Peers() {
    return ipv6Peers;
  }

  /** The swarm's counts after the announce took effect. */
  public SwarmCounts counts() {
    return counts;
  }

  /** Whether the peer had a record before. */
  public boolean known() {
    return known;
  }

  /** Whether the peer announced sooner than {@link SwarmAnnounce#minIntervalSeconds()} allows. */
  public boolean early() {
    return early;
  }

  /** Whether the announce took effect; false only if the store had no room for a new peer. */
  public boolean stored() {
    return stored;
  }

  /** For stores: sets the three facts. */
  public void facts(boolean known, boolean early, boolean stored) {
    this.known = known;
    this.early = early;
    this.stored = stored;
  }
}
