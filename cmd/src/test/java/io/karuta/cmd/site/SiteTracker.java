package io.karuta.cmd.site;

import io.karuta.client.ClientConfig;
import io.karuta.client.KarutaClient;
import io.karuta.cmd.TrackerProcess;
import io.karuta.testkit.database.MariaDbServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** {@code karuta serve} with a MariaDB of its own, and its admin API. Confined to one thread. */
final class SiteTracker implements AutoCloseable {

  private static final Pattern SPACES = Pattern.compile(" +");

  private final MariaDbServer server;
  private final TrackerProcess process;
  private final InetSocketAddress announces;
  private final KarutaClient api;

  private SiteTracker(
      MariaDbServer server, TrackerProcess process, InetSocketAddress announces, KarutaClient api) {
    this.server = server;
    this.process = process;
    this.announces = announces;
    this.api = api;
  }

  static SiteTracker start(Path home) throws Exception {
    MariaDbServer server = MariaDbServer.start();
    try {
      return start(home, server);
    } catch (Exception | AssertionError e) {
      server.close();
      throw e;
    }
  }

  private static SiteTracker start(Path home, MariaDbServer server) throws Exception {
    String schema = server.createSchema();
    Path config =
        Files.writeString(
            home.resolve("karuta.conf"),
            """
            http { listeners = [ { address = "127.0.0.1", port = 0 } ], allow-non-routable = true }
            admin { port = 0, max-bulk-bytes = 32 MiB }
            swarm { file = data/swarm.map, max-peers = 1000000, max-torrents = 200000 }
            database { url = "%s", password = "%s" }
            pre-hooks = [
              passkey, client-whitelist, torrent-registered, stats-deltas, peer-selection
            ]
            """
                .formatted(server.url(schema), MariaDbServer.PASSWORD));
    TrackerProcess process = TrackerProcess.start(home, "serve", "--config", config.toString());
    try {
      URI url = URI.create(word(process.awaitLine("  announces"), 1));
      String admin = word(process.awaitLine("  admin API"), 2);
      Path credential = Path.of(word(process.awaitLine("  credential"), 1));
      Path certificate = Path.of(word(process.awaitLine("curl --cacert"), 2));
      ClientConfig client =
          ClientConfig.of(admin)
              .withCredentialFile(credential)
              .withCertificate(certificate)
              .withTimeout(Duration.ofMinutes(2));
      return new SiteTracker(
          server,
          process,
          new InetSocketAddress(url.getHost(), url.getPort()),
          KarutaClient.of(client));
    } catch (Exception | AssertionError e) {
      process.close();
      throw e;
    }
  }

  private static String word(String line, int index) {
    return SPACES.splitAsStream(line.strip()).skip(index).findFirst().orElseThrow();
  }

  InetSocketAddress announces() {
    return announces;
  }

  KarutaClient api() {
    return api;
  }

  String log() throws IOException {
    return process.log();
  }

  /** SIGTERM; the exit status. */
  int stop() throws Exception {
    process.terminate();
    return process.awaitExit();
  }

  @Override
  public void close() {
    api.close();
    process.close();
    server.close();
  }
}
