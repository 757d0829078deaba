package io.karuta.bench.workload;

import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import java.util.HexFormat;

/**
 * One client of one user in one swarm, and the announces that it sends. Immutable.
 *
 * @param ipv4 its address, big-endian
 * @param peerId 20 characters of ASCII that a URL holds unescaped
 * @param key its {@code key} parameter, 8 hexadecimal digits
 * @param leftBytes what it lacks; 0 for a seeder
 */
public record Announcer(
    User user, Torrent torrent, int ipv4, int port, String peerId, String key, long leftBytes) {

  /** Peers that an announce usually asks for. */
  public static final int NUM_WANT = 50;

  /** What stands in the query before the number of uploaded bytes. */
  public String queryHead() {
    return "info_hash="
        + percentEncoded(torrent.infoHash().toBytes())
        + "&peer_id="
        + peerId
        + "&port="
        + port
        + "&uploaded=";
  }

  /** What stands in the query after the number of uploaded bytes. */
  public String queryTail(int numWant) {
    return queryTail("", numWant);
  }

  private String queryTail(String event, int numWant) {
    return "&downloaded=0&left="
        + leftBytes
        + "&corrupt=0&key="
        + key
        + event
        + "&numwant="
        + numWant
        + "&compact=1&no_peer_id=1&supportcrypto=1&redundant=0";
  }

  /** The whole query of a regular announce: parameters and order are qBittorrent's. */
  public String query(long uploadedBytes, int numWant) {
    return queryHead() + uploadedBytes + queryTail(numWant);
  }

  /** The whole query of the first announce of a session, whose counters are at 0. */
  public String startingQuery(int numWant) {
    return queryHead() + 0 + queryTail("&event=started", numWant);
  }

  /** Escapes what is no letter, digit or mark, with lower-case digits, as libtorrent does. */
  private static String percentEncoded(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-_.!~*()".indexOf(c) >= 0;
      if (plain) {
        text.append(c);
      } else {
        text.append('%').append(HexFormat.of().toHexDigits(b));
      }
    }
    return text.toString();
  }
}
