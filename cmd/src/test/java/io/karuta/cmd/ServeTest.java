package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.admin.AdminServer;
import io.karuta.testkit.AnnounceQuery;
import io.karuta.testkit.HttpReply;
import io.karuta.testkit.TrackerClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tracker as a process, seen from outside: start, announce, stop, start again. */
final class ServeTest {

  private static final String PASSKEY = "0123456789abcdef0123456789abcdef";
  private static final String HASH = "e940a7a57294e4c98f62514b32611e38181b6cae";
  private static final byte[] HASH_BYTES = HexFormat.of().parseHex(HASH);

  @TempDir private Path home;

  @Test
  void servesWhatTheSiteRegisteredAndRemembersPeersAfterAStop() throws Exception {
    Path config = privateConfig();

    try (TrackerProcess tracker = TrackerProcess.start(home, "serve", "--config", "" + config)) {
      InetSocketAddress announces = announceAddress(tracker);
      register(tracker);
      assertThat(announce(announces, 1, "started", 1000).bencoded().integer("incomplete"))
          .isEqualTo(1);
      tracker.terminate();
      assertThat(tracker.awaitExit()).as(tracker.log()).isZero();
      assertThat(tracker.log()).doesNotContain(" ERROR ").doesNotContain(PASSKEY);
    }

    try (TrackerProcess tracker = TrackerProcess.start(home, "serve", "--config", "" + config)) {
      InetSocketAddress announces = announceAddress(tracker);
      HttpReply reply = announce(announces, 2, "started", 0);
      assertThat(reply.bencoded().integer("complete")).isEqualTo(1);
      assertThat(reply.bencoded().integer("incomplete")).isEqualTo(1);
      tracker.terminate();
      assertThat(tracker.awaitExit()).as(tracker.log()).isZero();
    }
    assertNothingWasPhonedHome();
  }

  @Test
  void stopsCleanlyWhileAnnouncesKeepComing() throws Exception {
    Path config = privateConfig();
    AtomicBoolean enough = new AtomicBoolean();
    CountDownLatch underWay = new CountDownLatch(400);

    try (TrackerProcess tracker = TrackerProcess.start(home, "serve", "--config", "" + config);
        ExecutorService clients = Executors.newFixedThreadPool(4)) {
      InetSocketAddress announces = announceAddress(tracker);
      register(tracker);
      for (int thread = 0; thread < 4; thread++) {
        int base = 1000 * thread;
        clients.execute(() -> announceUntil(enough, underWay, announces, base));
      }
      assertThat(underWay.await(60, TimeUnit.SECONDS)).as(tracker.log()).isTrue();
      tracker.terminate();
      int status = tracker.awaitExit();
      enough.set(true);

      assertThat(status).as(tracker.log()).isZero();
      assertThat(tracker.log()).doesNotContain(" ERROR ");
    }
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("hs_err") || name.startsWith("core"));
    }
  }

  @Test
  void theAnnouncePortAnswersNoAdminRoute() throws Exception {
    Path config = privateConfig();

    try (TrackerProcess tracker = TrackerProcess.start(home, "serve", "--config", "" + config);
        HttpClient http = HttpClient.newHttpClient()) {
      InetSocketAddress announces = announceAddress(tracker);
      register(tracker);
      String token = Files.readString(home.resolve("data/admin/credential")).strip();
      List<String> paths = adminPaths();
      assertThat(paths).hasSizeGreaterThan(30).contains("/v1/users/1", "/metrics");
      for (String path : paths) {
        HttpRequest request =
            HttpRequest.newBuilder(
                    URI.create(
                        "http://" + announces.getHostString() + ":" + announces.getPort() + path))
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(path).isEqualTo(404);
        assertThat(answer.body()).as(path).doesNotContain(PASSKEY).doesNotContain("{");
      }
    }
  }

  private static List<String> adminPaths() throws IOException {
    try (InputStream contract = AdminServer.class.getResourceAsStream("openapi.yaml")) {
      return new String(contract.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.matches("  /\\S+:"))
          .map(line -> line.strip().replace(":", ""))
          .map(path -> path.replace("{info_hash}", HASH).replaceAll("\\{[a-z_]+}", "1"))
          .toList();
    }
  }

  @Test
  void tellsEveryMistakeInALineOfItsOwnAndStartsNothing() throws Exception {
    Path config = home.resolve("wrong.conf");
    Files.writeString(
        config,
        """
        announce { interval = 30 }
        database { pool-size = 1000 }
        swarm { max-peer = 5 }
        stop-timeout = soon
        pre-hooks = [ peer-selection, passkey ]
        """);

    try (TrackerProcess check = TrackerProcess.start(home, "check", "--config", "" + config);
        TrackerProcess serve = TrackerProcess.start(home, "serve", "--config", "" + config)) {
      assertThat(check.awaitExit()).isEqualTo(78);
      assertThat(serve.awaitExit()).isEqualTo(78);
      assertThat(check.log().lines()).as(check.log()).hasSize(5);
      assertThat(serve.log()).isEqualTo(check.log());
      for (int line = 1; line <= 5; line++) {
        assertThat(check.log()).contains(config + ":" + line + "  ");
      }
    }
    assertThat(home.resolve("data")).doesNotExist();
  }

  @Test
  void namesThePortThatIsInUseAndLeavesNothingRunning() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path config = privateConfig(taken.getLocalPort());

      try (TrackerProcess tracker = TrackerProcess.start(home, "serve", "--config", "" + config)) {
        assertThat(tracker.awaitExit()).isEqualTo(1);
        assertThat(tracker.log()).contains("" + taken.getLocalPort());
      }
    }
  }

  @Test
  void refusesAWrongCommandLine() throws Exception {
    try (TrackerProcess tracker = TrackerProcess.start(home, "serve", "--confg", "x")) {
      assertThat(tracker.awaitExit()).isEqualTo(2);
      assertThat(tracker.log()).contains("--confg");
    }
  }

  private Path privateConfig() throws IOException {
    return privateConfig(0);
  }

  private Path privateConfig(int announcePort) throws IOException {
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

  private InetSocketAddress announceAddress(TrackerProcess tracker) throws Exception {
    URI url = URI.create(word(tracker.awaitLine("  announces"), 1));
    return new InetSocketAddress(url.getHost(), url.getPort());
  }

  private static String word(String line, int index) {
    return Pattern.compile(" +").splitAsStream(line.strip()).skip(index).findFirst().orElseThrow();
  }

  private void register(TrackerProcess tracker) throws Exception {
    String url = word(tracker.awaitLine("  admin API"), 2);
    Path credential = Path.of(word(tracker.awaitLine("  credential"), 1));
    Path certificate = Path.of(word(tracker.awaitLine("curl --cacert"), 2));
    try (AdminClient site = AdminClient.of(url, credential, certificate)) {
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
                  "/api/torrent",
                  "{\"info_hash\":\"" + HASH + "\",\"torrent_id\":7,\"name\":\"T\"}"))
          .isEqualTo(201);
    }
  }

  private static void announceUntil(
      AtomicBoolean enough, CountDownLatch underWay, InetSocketAddress tracker, int base) {
    for (int i = 0; i < 100_000 && !enough.get(); i++) {
      try {
        announce(tracker, base + i % 500, "started", i % 2);
        underWay.countDown();
      } catch (RuntimeException e) {
        return; // the tracker has closed its door, as it was told to
      }
    }
  }

  private static HttpReply announce(InetSocketAddress tracker, int peer, String event, long left) {
    byte[] peerId = "-DE203s-000000000000".getBytes(StandardCharsets.US_ASCII);
    for (int i = 19, rest = peer; rest > 0; i--, rest /= 10) {
      peerId[i] = (byte) ('0' + rest % 10);
    }
    try (TrackerClient client = TrackerClient.connect(tracker)) {
      return client.get(
          AnnounceQuery.announce("/announce/" + PASSKEY, HASH_BYTES, peerId)
              .with("port", 6881)
              .with("left", left)
              .with("event", event)
              .toString());
    }
  }

  private void assertNothingWasPhonedHome() throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".chronicle"));
    }
  }
}
