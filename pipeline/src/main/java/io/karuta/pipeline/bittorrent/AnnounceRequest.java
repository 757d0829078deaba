package io.karuta.pipeline.bittorrent;

/**
 * One announce as a client sent it (BEP 3, 7, 21, 23), parsed and checked by a frontend.
 *
 * <p>Recycled: a frontend fills the same object again and again, so nothing of it may be kept
 * beyond the exchange it came with. Owned by one thread at a time. Fields are plain and public to
 * the frontend through setters; hooks read.
 */
public final class AnnounceRequest {

  /** Longest passkey in bytes. */
  public static final int MAX_PASSKEY_LENGTH_BYTES = 64;

  /** {@link #left()} of a client that doesn't know yet: its request said more than 2^63-1. */
  public static final long LEFT_UNKNOWN = Long.MAX_VALUE;

  /** {@link #numWant()} of a client that named no number, or a negative one. */
  public static final int NUM_WANT_DEFAULT = -1;

  private final byte[] infoHash = new byte[InfoHash.LENGTH_BYTES];
  private final byte[] peerId = new byte[PeerId.LENGTH_BYTES];
  private final byte[] passkey = new byte[MAX_PASSKEY_LENGTH_BYTES];
  private final ClientAddress address = new ClientAddress();
  private int passkeyLengthBytes;
  private int port;
  private long uploaded;
  private long downloaded;
  private long left;
  private boolean leftPresent;
  private long corrupt;
  private Event event = Event.NONE;
  private int numWant;
  private boolean compact;
  private boolean noPeerId;
  private String userAgent = "";
  private String rawQuery = "";

  /** Back to an announce that says nothing, as before the first use. */
  public void clear() {
    address.clear();
    passkeyLengthBytes = 0;
    port = 0;
    uploaded = 0;
    downloaded = 0;
    left = 0;
    leftPresent = false;
    corrupt = 0;
    event = Event.NONE;
    numWant = NUM_WANT_DEFAULT;
    compact = true;
    noPeerId = false;
    userAgent = "";
    rawQuery = "";
  }

  /** The 20 bytes of the info hash; the request's own array, for the frontend to fill. */
  public byte[] infoHash() {
    return infoHash;
  }

  /** The 20 bytes of the peer id; the request's own array, for the frontend to fill. */
  public byte[] peerId() {
    return peerId;
  }

  /**
   * The passkey's bytes, from the path or the query; the first {@link #passkeyLengthBytes()} count.
   */
  public byte[] passkey() {
    return passkey;
  }

  /** Length of the passkey, 0 if there was none, at most 64. */
  public int passkeyLengthBytes() {
    return passkeyLengthBytes;
  }

  /** Sets how many bytes of {@link #passkey()} count, 0 to 64. */
  public void passkeyLengthBytes(int lengthBytes) {
    if (lengthBytes < 0 || lengthBytes > MAX_PASSKEY_LENGTH_BYTES) {
      throw new IllegalArgumentException("passkey length: " + lengthBytes + " (expected: 0 to 64)");
    }
    passkeyLengthBytes = lengthBytes;
  }

  /** Where the client can be reached; its port is {@link #port()}. */
  public ClientAddress address() {
    return address;
  }

  /** Port on which the client takes connections: 1 to 65535, or 0 with {@code stopped}. */
  public int port() {
    return port;
  }

  /** Sets the port, 0 to 65535. */
  public void port(int port) {
    this.port = port;
  }

  /** Bytes uploaded in this session, as the client says: 0 to 2^63-1, cumulative. */
  public long uploaded() {
    return uploaded;
  }

  /** Sets the uploaded bytes, 0 to 2^63-1. */
  public void uploaded(long bytes) {
    uploaded = bytes;
  }

  /** Bytes downloaded in this session, as the client says: 0 to 2^63-1, cumulative. */
  public long downloaded() {
    return downloaded;
  }

  /** Sets the downloaded bytes, 0 to 2^63-1. */
  public void downloaded(long bytes) {
    downloaded = bytes;
  }

  /** Bytes that the client still lacks, 0 to 2^63-2, or {@link #LEFT_UNKNOWN}. */
  public long left() {
    return left;
  }

  /** Sets the missing bytes and that the client named them. */
  public void left(long bytes) {
    left = bytes;
    leftPresent = true;
  }

  /** Whether the request named {@code left}; it may be absent with {@code stopped} only. */
  public boolean leftPresent() {
    return leftPresent;
  }

  /** Bytes that failed the hash check, as the client says; 0 if it said nothing. */
  public long corrupt() {
    return corrupt;
  }

  /** Sets the corrupt bytes, 0 to 2^63-1. */
  public void corrupt(long bytes) {
    corrupt = bytes;
  }

  /** What the announce says has happened. */
  public Event event() {
    return event;
  }

  /** Sets the event. */
  public void event(Event event) {
    this.event = event;
  }

  /** Peers that the client asked for: 0 or more, or {@link #NUM_WANT_DEFAULT}. */
  public int numWant() {
    return numWant;
  }

  /** Sets the number of peers asked for. */
  public void numWant(int numWant) {
    this.numWant = numWant;
  }

  /** Whether the client takes the compact form of BEP 23; true unless it sent compact=0. */
  public boolean compact() {
    return compact;
  }

  /** Sets whether the client takes the compact form. */
  public void compact(boolean compact) {
    this.compact = compact;
  }

  /** Whether the client can do without peer ids in the dictionary form. */
  public boolean noPeerId() {
    return noPeerId;
  }

  /** Sets whether the client can do without peer ids. */
  public void noPeerId(boolean noPeerId) {
    this.noPeerId = noPeerId;
  }

  /** The User-Agent header, empty if there was none. */
  public String userAgent() {
    return userAgent;
  }

  /** Sets the User-Agent header. */
  public void userAgent(String userAgent) {
    this.userAgent = userAgent;
  }

  /**
   * The query as it was sent, still percent-encoded, one char per byte (Latin-1): for hooks that
   * read parameters of their own. Holds the passkey where that is a parameter: never log it.
   */
  public String rawQuery() {
    return rawQuery;
  }

  /** Sets the undecoded query. */
  public void rawQuery(String rawQuery) {
    this.rawQuery = rawQuery;
  }
}
