package io.karuta.testkit;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Builds the path and query of an announce or a scrape for a {@link TrackerClient}. Parameters keep
 * their order; values are percent-encoded bytes. Confined to one thread.
 */
public final class AnnounceQuery {

  private final String path;
  private final Map<String, String> parameters = new LinkedHashMap<>();

  private AnnounceQuery(String path) {
    this.path = path;
  }

  /** Nothing but a path, such as {@code /announce/passkey}. */
  public static AnnounceQuery bare(String path) {
    return new AnnounceQuery(path);
  }

  /**
   * A complete announce: port 6881, nothing transferred, nothing left, no event.
   *
   * @param path such as {@code /announce/passkey}
   * @param infoHash 20 bytes
   * @param peerId 20 bytes
   */
  public static AnnounceQuery announce(String path, byte[] infoHash, byte[] peerId) {
    return bare(path)
        .with("info_hash", infoHash)
        .with("peer_id", peerId)
        .with("port", 6881)
        .with("uploaded", 0)
        .with("downloaded", 0)
        .with("left", 0);
  }

  /** Sets a parameter to the percent-encoded form of bytes. */
  public AnnounceQuery with(String name, byte[] value) {
    return withRaw(name, encode(value));
  }

  /** Sets a parameter to a number. */
  public AnnounceQuery with(String name, long value) {
    return withRaw(name, Long.toString(value));
  }

  /** Sets a parameter to a text's UTF-8 bytes, percent-encoded. */
  public AnnounceQuery with(String name, String value) {
    return with(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Sets a parameter to exactly these chars. */
  public AnnounceQuery withRaw(String name, String value) {
    parameters.put(name, value);
    return this;
  }

  /** Leaves a parameter out. */
  public AnnounceQuery without(String name) {
    parameters.remove(name);
    return this;
  }

  /** The query alone, without path and question mark. */
  public String query() {
    StringBuilder query = new StringBuilder();
    parameters.forEach((name, value) ->
        query.append(query.isEmpty() ? "" : "&").append(name).append('=').append(value));
    return query.toString();
  }

  /** Path, question mark, query. */
  @Override
  public String toString() {
    return path + "?" + query();
  }

  /** Bytes as libtorrent sends them: letters, digits and {@code -_.~} as they are. */
  public static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0);
      text.append(plain ? String.valueOf(c) : String.format("%%%02x", (int) c));
    }
    return text.toString();
  }
}
