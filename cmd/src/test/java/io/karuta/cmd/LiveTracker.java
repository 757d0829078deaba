package io.karuta.cmd;

import io.karuta.testkit.AnnounceQuery;
import io.karuta.testkit.HttpReply;
import io.karuta.testkit.TrackerClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;

/** A tracker that runs as a process, on ports that its configuration file names. */
final class LiveTracker implements AutoCloseable {

  private final Path home;
  private final int announcePort;
  private final int adminPort;
  private final TrackerProcess process;

  private LiveTracker(Path home, int announcePort, int adminPort, TrackerProcess process) {
    this.home = home;
    this.announcePort = announcePort;
    this.adminPort = adminPort;
    this.process = process;
  }

  /** Starts it with all that it keeps in a folder; up when this returns. */
  static LiveTracker start(Path home) throws Exception {
    int announcePort = freePort();
    int adminPort = freePort();
    Files.writeString(
        home.resolve("karuta.conf"),
        """
        http { listeners = [ { address = "127.0.0.1", port = %d } ], allow-non-routable = true }
        admin {
          port = %d
          credential-file = "%s"
          credentials-file = "%s"
          self-signed-folder = "%s"
        }
        swarm { file = data/swarm.map, max-peers = 10000, max-torrents = 1000 }
        pre-hooks = [
          passkey, client-whitelist, torrent-registered, stats-deltas, peer-selection
        ]
        """
            .formatted(
                announcePort,
                adminPort,
                home.resolve("data/admin/credential"),
                home.resolve("data/admin/credentials"),
                home.resolve("data/admin")));
    TrackerProcess process =
        TrackerProcess.start(home, "serve", "--config", home.resolve("karuta.conf").toString());
    process.awaitLine(" is up");
    return new LiveTracker(home, announcePort, adminPort, process);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Runs {@code karuta client ARGUMENTS} with the tracker's own configuration file. */
  Karuta client(String... arguments) {
    String[] whole = new String[arguments.length + 3];
    whole[0] = "client";
    System.arraycopy(arguments, 0, whole, 1, arguments.length);
    whole[whole.length - 2] = "--config";
    whole[whole.length - 1] = config().toString();
    return Karuta.run(whole);
  }

  Path config() {
    return home.resolve("karuta.conf");
  }

  /** What a program elsewhere needs to reach the admin API. */
  Map<String, String> environment() {
    return Map.of(
        "KARUTA_ADMIN_URL", "https://127.0.0.1:" + adminPort,
        "KARUTA_ADMIN_CERTIFICATE", home.resolve("data/admin/certificate.pem").toString(),
        "KARUTA_CREDENTIAL_FILE", home.resolve("data/admin/credential").toString());
  }

  /** An announce of peer {@code -DE203s-} and a number. */
  HttpReply announce(String passkey, String infoHash, int peer, long left) {
    byte[] peerId = "-DE203s-%012d".formatted(peer).getBytes(StandardCharsets.US_ASCII);
    byte[] hash = HexFormat.of().parseHex(infoHash);
    try (TrackerClient client =
        TrackerClient.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), announcePort))) {
      return client.get(
          AnnounceQuery.announce("/announce/" + passkey, hash, peerId)
              .with("port", 6881)
              .with("left", left)
              .with("event", "started")
              .toString());
    }
  }

  TrackerProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}
