package io.karuta.pipeline.bittorrent;

import java.util.Arrays;

/**
 * One scrape as a client sent it (BEP 48): info hashes whose counts it asks for. Recycled; owned by
 * one thread at a time.
 */
public final class ScrapeRequest {

  private final byte[] passkey = new byte[AnnounceRequest.MAX_PASSKEY_LENGTH_BYTES];
  private final ClientAddress address = new ClientAddress();
  private byte[] infoHashes = new byte[InfoHash.LENGTH_BYTES * 16];
  private int count;
  private int passkeyLengthBytes;
  private String userAgent = "";
  private String rawQuery = "";

  /** Back to a scrape of nothing. */
  public void clear() {
    address.clear();
    count = 0;
    passkeyLengthBytes = 0;
    userAgent = "";
    rawQuery = "";
  }

  /**
   * Makes room for one more info hash and counts it as present; the caller writes its 20 bytes.
   *
   * @return offset in {@link #infoHashes()} of the new info hash
   */
  public int reserveInfoHash() {
    int offset = count * InfoHash.LENGTH_BYTES;
    if (offset + InfoHash.LENGTH_BYTES > infoHashes.length) {
      infoHashes = Arrays.copyOf(infoHashes, 2 * infoHashes.length);
    }
    count++;
    return offset;
  }

  /** Number of info hashes. */
  public int count() {
    return count;
  }

  /** The info hashes back to back, 20 bytes each; the first {@link #count()} of them count. */
  public byte[] infoHashes() {
    return infoHashes;
  }

  /** The passkey's bytes; the first {@link #passkeyLengthBytes()} count. */
  public byte[] passkey() {
    return passkey;
  }

  /** Length of the passkey, 0 if there was none, at most 64. */
  public int passkeyLengthBytes() {
    return passkeyLengthBytes;
  }

  /** Sets how many bytes of {@link #passkey()} count, 0 to 64. */
  public void passkeyLengthBytes(int lengthBytes) {
    if (lengthBytes < 0 || lengthBytes > AnnounceRequest.MAX_PASSKEY_LENGTH_BYTES) {
      throw new IllegalArgumentException("passkey length: " + lengthBytes + " (expected: 0 to 64)");
    }
    passkeyLengthBytes = lengthBytes;
  }

  /** Where the request came from, by the same rule as for an announce. */
  public ClientAddress address() {
    return address;
  }

  /** The User-Agent header, empty if there was none. */
  public String userAgent() {
    return userAgent;
  }

  /** Sets the User-Agent header. */
  public void userAgent(String userAgent) {
    this.userAgent = userAgent;
  }

  /** The query as it was sent, still percent-encoded; never log it. */
  public String rawQuery() {
    return rawQuery;
  }

  /** Sets the undecoded query. */
  public void rawQuery(String rawQuery) {
    this.rawQuery = rawQuery;
  }
}
