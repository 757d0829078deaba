package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.testkit.AnnounceQuery;
import io.karuta.testkit.HttpReply;
import io.karuta.testkit.TrackerClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A site of one user, one client and one torrent, for trackers that are processes of their own. */
final class PrivateSite {

  static final String PASSKEY = "0123456789abcdef0123456789abcdef";
  static final String HASH = "e940a7a57294e4c98f62514b32611e38181b6cae";
  private static final byte[] HASH_BYTES = HexFormat.of().parseHex(HASH);

  private PrivateSite() {}

  /** A configuration with everything below {@code home}, on any free ports. */
  static Path config(Path home) throws IOException {
    return config(home, 0);
  }

  static Path config(Path home, int announcePort) throws IOException {
    Path config = home.resolve("karuta.conf");
    Files.writeString(
        config,
        """
        http { listeners = [ { address = "127.0.0.1", port = %d } ], allow-non-routable = true }
        admin { port = 0 }
        swarm { file = data/swarm.map, max-peers = 10000, max-torrents = 1000 }
        pre-hooks = [
          passkey, client-whitelist, torrent-registered, stats-deltas, peer-selection
        ]
        """
            .formatted(announcePort));
    return config;
  }

  /** Where a tracker that is starting listens; waits for it. */
  static InetSocketAddress announceAddress(TrackerProcess tracker) throws Exception {
    URI url = URI.create(word(tracker.awaitLine("  announces"), 1));
    return new InetSocketAddress(url.getHost(), url.getPort());
  }

  private static String word(String line, int index) {
    return Pattern.compile(" +").splitAsStream(line.strip()).skip(index).findFirst().orElseThrow();
  }

  /** The admin API of a tracker that is starting; after {@link #announceAddress}. */
  static AdminClient admin(TrackerProcess tracker) throws Exception {
    String url = word(tracker.awaitLine("  admin API"), 2);
    Path credential = Path.of(word(tracker.awaitLine("  credential"), 1));
    Path certificate = Path.of(word(tracker.awaitLine("curl --cacert"), 2));
    return AdminClient.of(url, credential, certificate);
  }

  /** Registers the user, the client and the torrent; after {@link #announceAddress}. */
  static void register(TrackerProcess tracker) throws Exception {
    try (AdminClient site = admin(tracker)) {
      register(site);
    }
  }

  /** The same through a client of the admin API. */
  static void register(AdminClient site) throws Exception {
    assertThat(
            site.post(
                "/api/user",
                "{\"user_id\":1,\"passkey\":\""
                    + PASSKEY
                    + "\",\"can_leech\":true,\"name\":\"alice\"}"))
        .isEqualTo(200);
    assertThat(site.post("/api/whitelist", "{\"prefix\":\"-DE\",\"client\":\"Deluge\"}"))
        .isEqualTo(201);
    assertThat(
            site.post(
                "/api/torrent", "{\"info_hash\":\"" + HASH + "\",\"torrent_id\":7,\"name\":\"T\"}"))
        .isEqualTo(201);
  }

  /** One announce on a connection of its own. */
  static HttpReply announce(InetSocketAddress tracker, int peer, String event, long left) {
    try (TrackerClient client = TrackerClient.connect(tracker)) {
      return client.get(query(peer).with("left", left).with("event", event).toString());
    }
  }

  /** What a peer announces. */
  static AnnounceQuery query(int peer) {
    byte[] peerId = "-DE203s-000000000000".getBytes(StandardCharsets.US_ASCII);
    for (int i = 19, rest = peer; rest > 0; i--, rest /= 10) {
      peerId[i] = (byte) ('0' + rest % 10);
    }
    return AnnounceQuery.announce("/announce/" + PASSKEY, HASH_BYTES, peerId).with("port", 6881);
  }
}
