package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.admin.AdminServer;
import io.karuta.testkit.HttpReply;
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
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tracker as a process, seen from outside: start, announce, stop, start again. */
final class ServeTest {

  @TempDir private Path home;

  @Test
  void servesWhatTheSiteRegisteredAndRemembersPeersAfterAStop() throws Exception {
    Path config = PrivateSite.config(home);

    try (TrackerProcess tracker = TrackerProcess.start(home, "serve", "--config", "" + config)) {
      InetSocketAddress announces = PrivateSite.announceAddress(tracker);
      PrivateSite.register(tracker);
      assertThat(
              PrivateSite.announce(announces, 1, "started", 1000).bencoded().integer("incomplete"))
          .isEqualTo(1);
      tracker.terminate();
      assertThat(tracker.awaitExit()).as(tracker.log()).isZero();
      assertThat(tracker.log()).doesNotContain(" ERROR ").doesNotContain(PrivateSite.PASSKEY);
    }

    try (TrackerProcess tracker = TrackerProcess.start(home, "serve", "--config", "" + config)) {
      InetSocketAddress announces = PrivateSite.announceAddress(tracker);
      HttpReply reply = PrivateSite.announce(announces, 2, "started", 0);
      assertThat(reply.bencoded().integer("complete")).isEqualTo(1);
      assertThat(reply.bencoded().integer("incomplete")).isEqualTo(1);
      tracker.terminate();
      assertThat(tracker.awaitExit()).as(tracker.log()).isZero();
    }
    assertNothingWasPhonedHome();
  }

  @Test
  void stopsCleanlyWhileAnnouncesKeepComing() throws Exception {
    Path config = PrivateSite.config(home);
    AtomicBoolean enough = new AtomicBoolean();
    CountDownLatch underWay = new CountDownLatch(400);

    try (TrackerProcess tracker = TrackerProcess.start(home, "serve", "--config", "" + config);
        ExecutorService clients = Executors.newFixedThreadPool(4)) {
      InetSocketAddress announces = PrivateSite.announceAddress(tracker);
      PrivateSite.register(tracker);
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
    Path config = PrivateSite.config(home);

    try (TrackerProcess tracker = TrackerProcess.start(home, "serve", "--config", "" + config);
        HttpClient http = HttpClient.newHttpClient()) {
      InetSocketAddress announces = PrivateSite.announceAddress(tracker);
      PrivateSite.register(tracker);
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
        assertThat(answer.body()).as(path).doesNotContain(PrivateSite.PASSKEY).doesNotContain("{");
      }
    }
  }

  private static List<String> adminPaths() throws IOException {
    try (InputStream contract = AdminServer.class.getResourceAsStream("openapi.yaml")) {
      return new String(contract.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.matches("  /\\S+:"))
          .map(line -> line.strip().replace(":", ""))
          .map(path -> path.replace("{info_hash}", PrivateSite.HASH).replaceAll("\\{[a-z_]+}", "1"))
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
      Path config = PrivateSite.config(home, taken.getLocalPort());

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

  private static void announceUntil(
      AtomicBoolean enough, CountDownLatch underWay, InetSocketAddress tracker, int base) {
    for (int i = 0; i < 100_000 && !enough.get(); i++) {
      try {
        PrivateSite.announce(tracker, base + i % 500, "started", i % 2);
        underWay.countDown();
      } catch (RuntimeException e) {
        return; // the tracker has closed its door, as it was told to
      }
    }
  }

  private void assertNothingWasPhonedHome() throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".chronicle"));
    }
  }
}
