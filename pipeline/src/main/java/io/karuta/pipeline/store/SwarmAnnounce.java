package io.karuta.pipeline.store;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.UserId;

/**
 * What one announce says to the store: the request and what the hooks have found out about it.
 * Recycled with its exchange; owned by one thread at a time.
 */
public final class SwarmAnnounce {

  private final AnnounceRequest request;
  private final AccountingTerms terms = new AccountingTerms();
  private final Booking booking = new Booking();
  private long userHigh;
  private long userLow;
  private int nowSecond;
  private int numWant;
  private boolean wantsIpv4;
  private boolean wantsIpv6;
  private boolean hidden;
  private int minIntervalSeconds;
  private long traits;
  private AccountingSink sink = AccountingSink.NONE;
  private PeerSelector selector = PeerSelector.UNIFORM;

  /** The announce of {@code request}, by an anonymous user. */
  public SwarmAnnounce(AnnounceRequest request) {
    this.request = request;
  }

  /** Back to an anonymous user who wants nothing and whose transfer nobody accounts. */
  public void clear(int nowSecond) {
    this.nowSecond = nowSecond;
    terms.clear();
    booking.clear();
    userHigh = 0;
    userLow = 0;
    numWant = 0;
    wantsIpv4 = false;
    wantsIpv6 = false;
    hidden = false;
    minIntervalSeconds = 0;
    traits = 0;
    sink = AccountingSink.NONE;
    selector = PeerSelector.UNIFORM;
  }

  /** The request. */
  public AnnounceRequest request() {
    return request;
  }

  /** What the accounting needs beyond the request. */
  public AccountingTerms terms() {
    return terms;
  }

  /** What the accounting made of it; meaningful once the swarm was entered. */
  public Booking booking() {
    return booking;
  }

  /** Sets the user's 16 bytes; both 0 for nobody in particular. */
  public void user(long high, long low) {
    userHigh = high;
    userLow = low;
  }

  /** Sets the user as {@link UserId#ofNumber} names the site's, without making one. */
  public void userOfNumber(long number) {
    user(0, number);
  }

  /** Bytes 0 to 7 of the user id, big-endian. */
  public long userHigh() {
    return userHigh;
  }

  /** Bytes 8 to 15 of the user id, big-endian. */
  public long userLow() {
    return userLow;
  }

  /** Whether the announce comes from nobody in particular. */
  public boolean anonymous() {
    return userHigh == 0 && userLow == 0;
  }

  /** When the announce came in, seconds since 1970. */
  public int nowSecond() {
    return nowSecond;
  }

  /** Most peers of each wanted family, 0 or more. */
  public int numWant() {
    return numWant;
  }

  /** Sets how many peers of which families are wanted. */
  public void want(int numWant, boolean ipv4, boolean ipv6) {
    this.numWant = numWant;
    wantsIpv4 = ipv4;
    wantsIpv6 = ipv6;
  }

  /** Whether IPv4 peers are wanted. */
  public boolean wantsIpv4() {
    return wantsIpv4;
  }

  /** Whether IPv6 peers are wanted. */
  public boolean wantsIpv6() {
    return wantsIpv6;
  }

  /** Whether the peer is to be in no count and no list. */
  public boolean hidden() {
    return hidden;
  }

  /** Sets whether the peer is to be in no count and no list. */
  public void hidden(boolean hidden) {
    this.hidden = hidden;
  }

  /**
   * A known peer that announces sooner than this after its last announce over the same address
   * family gets no peers, unless it says {@code completed} or {@code stopped}; 0 for no such rule.
   * The announce takes effect all the same, see {@link SwarmReply#early()}. Per family, since
   * dual-stack clients announce over both at once; a dormant or departed peer is never early.
   */
  public int minIntervalSeconds() {
    return minIntervalSeconds;
  }

  /** Sets the enforced least interval in seconds. */
  public void minIntervalSeconds(int seconds) {
    minIntervalSeconds = seconds;
  }

  /**
   * What selection strategies are to know of this peer when it is a candidate, 64 bits of the
   * site's own meaning; kept by stores that were opened so.
   */
  public long traits() {
    return traits;
  }

  /** Sets what strategies are to know of this peer. */
  public void traits(long traits) {
    this.traits = traits;
  }

  /** Who is offered the change; {@link AccountingSink#NONE} if nobody accounts. */
  public AccountingSink sink() {
    return sink;
  }

  /** Sets who is offered the change. */
  public void sink(AccountingSink sink) {
    this.sink = sink;
  }

  /** How peers are chosen. */
  public PeerSelector selector() {
    return selector;
  }

  /** Sets how peers are chosen. */
  public void selector(PeerSelector selector) {
    this.selector = selector;
  }
}
