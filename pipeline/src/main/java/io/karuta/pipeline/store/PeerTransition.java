package io.karuta.pipeline.store;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * One change of one peer as the accounting sees it: what was known before, what is so now, and what
 * is still owed from before. A flyweight that the store fills under the swarm's lock; owned by the
 * calling thread and valid from {@link AccountingSink#offer} to {@link AccountingSink#stored} only.
 */
public final class PeerTransition {

  /** Why a peer changed. */
  public enum Cause {
    /** It announced. */
    ANNOUNCED,
    /** It was silent for the peer lifetime and turned dormant, or left for good after that. */
    EXPIRED,
    /** It was removed by an administrator. */
    REMOVED,
    /** It had left before; only the debt is offered again. */
    RETRIED
  }

  /** What {@link #ticket()} is unless a sink has set it. */
  public static final long NO_TICKET = -1;

  private final byte[] infoHash = new byte[InfoHash.LENGTH_BYTES];
  private final byte[] peerId = new byte[PeerId.LENGTH_BYTES];
  private final Debt debt = new Debt();
  private final Debt owed = new Debt();
  private Cause cause = Cause.ANNOUNCED;
  private @Nullable SwarmAnnounce announce;
  private @Nullable AccountingTerms lastTerms;
  private long userHigh;
  private long userLow;
  private int nowSecond;
  private boolean known;
  private boolean priorDormant;
  private boolean priorSeeder;
  private long priorUploaded;
  private long priorDownloaded;
  private long priorLeft;
  private int priorSeenSecond;
  private boolean seeder;
  private boolean snatch;
  private int seedersChange;
  private int leechersChange;
  private int seeders;
  private int leechers;
  private long ticket = NO_TICKET;

  /** For stores: begins a transition of the peer that announces. */
  public void beginAnnounce(SwarmAnnounce announce) {
    AnnounceRequest request = announce.request();
    begin(Cause.ANNOUNCED, announce.nowSecond(), announce.userHigh(), announce.userLow());
    this.announce = announce;
    System.arraycopy(request.infoHash(), 0, infoHash, 0, infoHash.length);
    System.arraycopy(request.peerId(), 0, peerId, 0, peerId.length);
  }

  /** For stores: begins a transition of a peer that leaves without announcing. */
  public void beginDeparture(
      Cause cause, int nowSecond, long userHigh, long userLow, byte[] infoHash, byte[] peerId) {
    begin(cause, nowSecond, userHigh, userLow);
    announce = null;
    System.arraycopy(infoHash, 0, this.infoHash, 0, this.infoHash.length);
    System.arraycopy(peerId, 0, this.peerId, 0, this.peerId.length);
  }

  private void begin(Cause cause, int nowSecond, long userHigh, long userLow) {
    this.cause = cause;
    this.nowSecond = nowSecond;
    this.userHigh = userHigh;
    this.userLow = userLow;
    known = false;
    priorDormant = false;
    priorSeeder = false;
    priorUploaded = 0;
    priorDownloaded = 0;
    priorLeft = 0;
    priorSeenSecond = 0;
    lastTerms = null;
    debt.clear();
    owed.clear();
    ticket = NO_TICKET;
  }

  /** For stores: what the peer's record held before this change. */
  public void prior(
      long uploaded, long downloaded, long left, int seenSecond, boolean seeder, boolean dormant) {
    known = true;
    priorUploaded = uploaded;
    priorDownloaded = downloaded;
    priorLeft = left;
    priorSeenSecond = seenSecond;
    priorSeeder = seeder;
    priorDormant = dormant;
  }

  /** For stores: what is so after this change. */
  public void outcome(
      boolean seeder,
      boolean snatch,
      int seedersChange,
      int leechersChange,
      int seeders,
      int leechers) {
    this.seeder = seeder;
    this.snatch = snatch;
    this.seedersChange = seedersChange;
    this.leechersChange = leechersChange;
    this.seeders = seeders;
    this.leechers = leechers;
  }

  /** Why the peer changed. */
  public Cause cause() {
    return cause;
  }

  /**
   * The announce that caused the change, with the request and the terms; null for every other
   * cause, since there is none.
   */
  public @Nullable SwarmAnnounce announce() {
    return announce;
  }

  /**
   * For whoever removes peers of a torrent or user that the registry may not know any more: what
   * this peer's departure is accounted on besides what the registry says. A number of 0 leaves it
   * to the registry.
   */
  public void lastTerms(AccountingTerms terms) {
    lastTerms = terms;
  }

  /** What the remover of the peer knows beyond the registry; null if it knows nothing more. */
  public @Nullable AccountingTerms lastTerms() {
    return lastTerms;
  }

  /** The 20 bytes of the info hash. */
  public byte[] infoHash() {
    return infoHash;
  }

  /** The 20 bytes of the peer id; all 0 on a departure from a store that doesn't keep it. */
  public byte[] peerId() {
    return peerId;
  }

  /** Bytes 0 to 7 of the user id, big-endian. */
  public long userHigh() {
    return userHigh;
  }

  /** Bytes 8 to 15 of the user id, big-endian. */
  public long userLow() {
    return userLow;
  }

  /** When the change happened, seconds since 1970. */
  public int nowSecond() {
    return nowSecond;
  }

  /** Whether the peer had a record before. */
  public boolean known() {
    return known;
  }

  /**
   * Whether it was dormant or departed, so that the time since its last announce counts for
   * nothing.
   */
  public boolean priorDormant() {
    return priorDormant;
  }

  /** Whether it was a seeder. */
  public boolean priorSeeder() {
    return priorSeeder;
  }

  /** The uploaded counter of its last announce; 0 if unknown. */
  public long priorUploaded() {
    return priorUploaded;
  }

  /** The downloaded counter of its last announce; 0 if unknown. */
  public long priorDownloaded() {
    return priorDownloaded;
  }

  /** What it lacked at its last announce; 0 if unknown. */
  public long priorLeft() {
    return priorLeft;
  }

  /** When it announced last, seconds since 1970; 0 if unknown. */
  public int priorSeenSecond() {
    return priorSeenSecond;
  }

  /** What earlier changes still owe to the accounting. */
  public Debt debt() {
    return debt;
  }

  /** Whether the peer is a seeder now; as before if it leaves without announcing. */
  public boolean seeder() {
    return seeder;
  }

  /** Whether this change is a snatch. */
  public boolean snatch() {
    return snatch;
  }

  /** Change to the swarm's seeders, -1 to 1. */
  public int seedersChange() {
    return seedersChange;
  }

  /** Change to the swarm's leechers, partial seeds included, -1 to 1. */
  public int leechersChange() {
    return leechersChange;
  }

  /** Seeders of the swarm after this change. */
  public int seeders() {
    return seeders;
  }

  /** Leechers of the swarm after this change, partial seeds included. */
  public int leechers() {
    return leechers;
  }

  /**
   * For sinks that don't take the change: what the peer owes now, its old debt included.
   *
   * @see AccountingSink#offer
   */
  public void owe(
      long uploaded, long downloaded, int seedSeconds, int leechSeconds, boolean snatch) {
    owed.set(uploaded, downloaded, seedSeconds, leechSeconds, snatch);
    owed.departure(cause != Cause.ANNOUNCED);
  }

  /** For stores: what the sink said is owed. */
  public Debt owed() {
    return owed;
  }

  /** For sinks: where they have put the change; {@link #NO_TICKET} unless they say. */
  public long ticket() {
    return ticket;
  }

  /** For sinks: remembers from the offer until the change is stored where it was put, 0 or more. */
  public void ticket(long ticket) {
    this.ticket = ticket;
  }
}
