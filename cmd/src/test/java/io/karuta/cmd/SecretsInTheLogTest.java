package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.testkit.AnnounceQuery;
import io.karuta.testkit.TrackerClient;
import io.karuta.testkit.database.MariaDbServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole tracker that logs all that there is to log, while calls and announces go wrong. */
@Timeout(180)
final class SecretsInTheLogTest {

  private static final String KEY = "Zq7mXw2LrT9vKb4NcY8sHd3FgJ6pWe1A";
  private static final String WRONG_KEY = "uR5kPz0GtM8nBx3QhV6yCj1DfS7wLe2E";

  private static final int PIECE = 8;

  @TempDir private Path home;

  @Test
  void noLineAtAnyLevelHoldsAPasskeyATokenOrAPassword() throws Exception {
    try (MariaDbServer server = MariaDbServer.start()) {
      String schema = server.createSchema();
      Path config = PrivateSite.config(home);
      Files.writeString(
          config,
          Files.readString(config)
              + "database { url = \"%s\", password = \"%s\" }%n"
                  .formatted(server.url(schema), MariaDbServer.PASSWORD));
      Path shipped = Repository.root().resolve("cmd/src/main/resources/logback.xml");
      String token;
      String log;
      try (TrackerProcess tracker =
          TrackerProcess.start(
              home,
              List.of("-Dlogback.configurationFile=" + shipped),
              Map.of("KARUTA_LOG_LEVEL", "TRACE"),
              "serve",
              "--config",
              config.toString())) {
        InetSocketAddress announces = PrivateSite.announceAddress(tracker);
        String url = word(tracker.awaitLine("  admin API"), 2);
        Path credential = Path.of(word(tracker.awaitLine("  credential"), 1));
        Path certificate = Path.of(word(tracker.awaitLine("curl --cacert"), 2));
        token = Files.readString(credential).strip();
        try (AdminClient site = AdminClient.of(url, credential, certificate)) {
          PrivateSite.register(site);
          call(site);
        }
        Path wrong = Files.writeString(home.resolve("wrong"), "wrong-" + WRONG_KEY);
        try (AdminClient stranger = AdminClient.of(url, wrong, certificate)) {
          assertThat(stranger.get("/v1/users/1")).contains("unauthorized");
        }
        announce(announces);
        brokenRequests(announces, "GET /announce/" + KEY);
        brokenRequests(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), URI.create(url).getPort()),
            "GET /v1/users?passkey=" + KEY);
        tracker.signal("HUP");
        tracker.terminate();
        assertThat(tracker.awaitExit()).isZero();
        log = tracker.log();
      }
      assertThat(log).contains("wrong credential refused").doesNotContain(MariaDbServer.PASSWORD);
      for (String secret : List.of(KEY, WRONG_KEY, token)) {
        assertThat(log).doesNotContain(pieces(secret));
      }
    }
  }

  /** What a dump of bytes, a few to a line, would show of it. */
  private static String[] pieces(String secret) {
    String[] pieces = new String[secret.length() - PIECE + 1];
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = secret.substring(i, i + PIECE);
    }
    return pieces;
  }

  private static String word(String line, int index) {
    return Pattern.compile(" +").splitAsStream(line.strip()).skip(index).findFirst().orElseThrow();
  }

  private static void call(AdminClient site) throws Exception {
    String user = "{\"user_id\":%d,\"passkey\":\"%s\",\"can_leech\":true,\"name\":\"n\"}";
    assertThat(site.post("/api/user", user.formatted(2, KEY))).isEqualTo(200);
    assertThat(site.post("/api/user", user.formatted(3, KEY))).isEqualTo(409);
    assertThat(site.post("/api/user", user.formatted(3, KEY) + "}")).isEqualTo(400);
    assertThat(site.post("/api/user", "{\"passkey\":\"" + KEY)).isEqualTo(400);
    assertThat(site.post("/api/" + KEY, "{}")).isEqualTo(404);
    assertThat(site.patch("/v1/users/2", "{\"" + KEY + "\":1}")).isEqualTo(400);
    assertThat(site.patch("/v1/users/" + KEY, "{}")).isEqualTo(404);
    assertThat(site.delete("/v1/users/" + KEY)).isEqualTo(404);
    assertThat(site.get("/v1/users?passkey=" + KEY)).contains(KEY);
  }

  private static void announce(InetSocketAddress tracker) {
    byte[] hash = new byte[20];
    byte[] peer = "-DE203s-000000000001".getBytes(StandardCharsets.US_ASCII);
    for (String key : List.of(KEY, WRONG_KEY, PrivateSite.PASSKEY)) {
      for (AnnounceQuery query :
          List.of(
              AnnounceQuery.announce("/announce/" + key, hash, peer),
              PrivateSite.query(1).with("port", -1),
              AnnounceQuery.bare("/announce/" + key).withRaw("info_hash", "%zz"),
              AnnounceQuery.bare("/" + key + "/announce"),
              AnnounceQuery.bare("/scrape/" + key),
              AnnounceQuery.bare("/" + key))) {
        try (TrackerClient client = TrackerClient.connect(tracker)) {
          client.get(query.toString());
        }
      }
    }
  }

  /** Requests that end in the middle, or are none. */
  private static void brokenRequests(InetSocketAddress listener, String line) throws Exception {
    for (String rest :
        List.of("", " HTTP/1.1\r\n", " HTTP/9.9\r\n\r\n", "\0\r\n\r\n", " \r\n\r\n")) {
      try (Socket socket = new Socket(listener.getAddress(), listener.getPort())) {
        socket.getOutputStream().write((line + rest).getBytes(StandardCharsets.ISO_8859_1));
        socket.shutdownOutput();
        socket.setSoTimeout(10_000);
        socket.getInputStream().readAllBytes();
      } catch (SocketException _) {
        // Cut off by the tracker, as well as answered.
      }
    }
  }
}
