package io.karuta.frontend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.testkit.HttpReply;
import io.karuta.testkit.TrackerClient;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** How connections begin, go on and end. */
class ConnectionsTest {

  private static final Duration SHORT = Duration.ofMillis(300);

  private final RecordingLogic logic = new RecordingLogic();

  @Test
  void keepsAConnectionOpenForMoreRequests() {
    try (RunningFrontend tracker = RunningFrontend.start(logic);
        TrackerClient client = tracker.connect()) {
      for (int i = 0; i < 50; i++) {
        assertThat(client.get(Samples.announce().toString()).status()).isEqualTo(200);
        assertThat(client.get("/nothing").status()).isEqualTo(404);
        assertThat(client.get("/announce").failureReason()).isEqualTo("missing info_hash");
      }
      assertThat(tracker.metrics.value("http-connections")).isEqualTo(1);
    }
  }

  @Test
  void closesAConnectionWhenTheClientAsksForIt() {
    try (RunningFrontend tracker = RunningFrontend.start(logic);
        TrackerClient client = tracker.connect()) {
      HttpReply reply = client.get(Samples.announce().toString(), "Connection: close");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(client.closedByTracker()).isTrue();
    }
  }

  @Test
  void closesEveryConnectionWithoutKeepAlive() {
    try (RunningFrontend tracker = RunningFrontend.start(Map.of("keep-alive", false), logic);
        TrackerClient client = tracker.connect()) {
      HttpReply reply = client.get(Samples.announce().toString());

      assertThat(reply.headers()).containsEntry("connection", "close");
      assertThat(client.closedByTracker()).isTrue();
    }
  }

  @Test
  void answersPipelinedRequestsInTheirOrder() {
    logic.onAnnounce(exchange -> exchange.response().counts(exchange.request().port(), 0));
    pipeline();
  }

  @Test
  void answersPipelinedRequestsInTheirOrderWhenHooksWait() {
    logic.waiting().onAnnounce(e -> e.response().counts(e.request().port(), 0));
    pipeline();
  }

  private void pipeline() {
    try (RunningFrontend tracker = RunningFrontend.start(logic);
        TrackerClient client = tracker.connect()) {
      StringBuilder requests = new StringBuilder();
      for (int port = 1; port <= 100; port++) {
        requests.append(TrackerClient.request(Samples.announce().with("port", port).toString()));
      }
      client.send(requests.toString());

      for (int port = 1; port <= 100; port++) {
        assertThat(client.read().bencoded().integer("complete")).isEqualTo(port);
      }
    }
  }

  @Test
  void readsARequestThatComesByteByByte() {
    try (RunningFrontend tracker = RunningFrontend.start(logic);
        TrackerClient client = tracker.connect()) {
      for (char c : TrackerClient.request(Samples.announce().toString()).toCharArray()) {
        client.send(String.valueOf(c));
      }

      assertThat(client.read().status()).isEqualTo(200);
    }
  }

  @Test
  void sendsALargeReplyWhole() {
    logic.onAnnounce(exchange -> {
      for (int i = 0; i < 100_000; i++) {
        exchange.response().ipv6Peers().addIpv6(0x20010db800000000L, i, 6881);
      }
    });
    try (RunningFrontend tracker = RunningFrontend.start(logic);
        TrackerClient client = tracker.connect()) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.get(Samples.announce().toString()).bencoded().bytes("peers6"))
            .hasSize(1_800_000);
      }
    }
  }

  @Test
  void refusesARequestThatIsTooLargeAndGoesOn() {
    try (RunningFrontend tracker =
        RunningFrontend.start(Map.of("max-request-bytes", 4096), logic)) {
      try (TrackerClient client = tracker.connect()) {
        client.send(TrackerClient.request("/announce?" + "a".repeat(5000)));
        assertThat(client.read().status()).isEqualTo(400);
      }
      try (TrackerClient client = tracker.connect()) {
        client.send(TrackerClient.request("/announce", "X: " + "a".repeat(5000)));
        assertThat(client.read().status()).isEqualTo(400);
      }
      assertThat(tracker.get(Samples.announce().toString()).status()).isEqualTo(200);
    }
  }

  @Test
  void answersPipelinedRequestsThatTogetherExceedTheLimitOfOne() {
    try (RunningFrontend tracker = RunningFrontend.start(Map.of("max-request-bytes", 512), logic);
        TrackerClient client = tracker.connect()) {
      client.send(TrackerClient.request(Samples.announce().toString()).repeat(20));

      for (int i = 0; i < 20; i++) {
        assertThat(client.read().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void answersARequestWithABodyWithoutWaitingForIt() {
    try (RunningFrontend tracker = RunningFrontend.start(logic);
        TrackerClient client = tracker.connect()) {
      HttpReply reply = client.get(Samples.announce().toString(), "Content-Length: 1000");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.headers()).containsEntry("connection", "close");
    }
  }

  @Test
  void closesAConnectionWhoseRequestDoesNotEnd() {
    Map<String, ?> settings = Map.of("request-parse-timeout", SHORT);
    try (RunningFrontend tracker = RunningFrontend.start(settings, logic);
        TrackerClient client = tracker.connect()) {
      client.send("GET /announce?info_hash=");

      assertThat(client.closedByTracker()).isTrue();
    }
  }

  @Test
  void closesAConnectionWhoseRequestTricklesIn() {
    Map<String, ?> settings = Map.of("request-parse-timeout", SHORT);
    try (RunningFrontend tracker = RunningFrontend.start(settings, logic);
        TrackerClient client = tracker.connect().readDeadline(Duration.ofMillis(20))) {
      client.send("GET /announce?");
      long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      boolean closed = false;
      while (!closed && System.nanoTime() < deadline) {
        try {
          client.send("a");
          closed = client.closedByTracker();
        } catch (UncheckedIOException _) {
          closed = true;
        }
      }

      assertThat(closed).isTrue();
    }
  }

  @Test
  void closesAConnectionWithoutRequests() {
    Map<String, ?> settings = Map.of("no-request-timeout", SHORT);
    try (RunningFrontend tracker = RunningFrontend.start(settings, logic);
        TrackerClient silent = tracker.connect();
        TrackerClient kept = tracker.connect()) {
      assertThat(kept.get(Samples.announce().toString()).status()).isEqualTo(200);

      assertThat(silent.closedByTracker()).isTrue();
      assertThat(kept.closedByTracker()).isTrue();
    }
  }

  @Test
  void letsNoMoreThanMaxConnectionsInAtOneTime() {
    Map<String, ?> settings = Map.of("max-connections", 2, "io-threads", 1);
    try (RunningFrontend tracker = RunningFrontend.start(settings, logic);
        TrackerClient second = tracker.connect()) {
      assertThat(second.get(Samples.announce().toString()).status()).isEqualTo(200);
      TrackerClient first = tracker.connect();
      assertThat(first.get(Samples.announce().toString()).status()).isEqualTo(200);
      try (TrackerClient third = tracker.connect()) {
        third.send(TrackerClient.request(Samples.announce().toString()));
        third.readDeadline(SHORT);
        assertThatThrownBy(third::read).isInstanceOf(UncheckedIOException.class);

        first.close();

        assertThat(third.readDeadline(Duration.ofSeconds(10)).read().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void makesRoomWhenAClientNeverClosesItsSide() {
    try (RunningFrontend tracker = RunningFrontend.start(Map.of("max-connections", 1), logic);
        TrackerClient first = tracker.connect()) {
      assertThat(first.get("/nothing", "Connection: close").status()).isEqualTo(404);
      // Undertow waits for the client's side for ten seconds, then closes its own.
      try (TrackerClient second = tracker.connect().readDeadline(Duration.ofSeconds(30))) {
        assertThat(second.get(Samples.announce().toString()).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void answersManyClientsAtOnce() throws Exception {
    logic.forgetting().onAnnounce(e -> e.response().counts(e.request().port(), 0));
    try (RunningFrontend tracker = RunningFrontend.start(logic)) {
      List<CompletableFuture<Void>> clients = new ArrayList<>();
      for (int c = 0; c < 8; c++) {
        int base = 1 + 1000 * c;
        clients.add(
            CompletableFuture.runAsync(
                () -> announceMany(tracker, base), Thread::startVirtualThread));
      }
      CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).join();

      assertThat(tracker.metrics.value("announces", "outcome", "served", "code", "none"))
          .isEqualTo(4000);
    }
  }

  private static void announceMany(RunningFrontend tracker, int base) {
    try (TrackerClient client = tracker.connect()) {
      for (int port = base; port < base + 500; port++) {
        HttpReply reply = client.get(Samples.announce().with("port", port).toString());
        assertThat(reply.bencoded().integer("complete")).isEqualTo(port);
      }
    }
  }

  @Test
  void listensOnEveryConfiguredAddressInItsOrder() {
    Map<String, ?> settings =
        Map.of(
            "listeners",
            List.of(
                Map.of("address", "127.0.0.1", "port", 0),
                Map.of("address", "::1", "port", 0),
                Map.of("address", "*", "port", 0)));
    try (RunningFrontend tracker = RunningFrontend.start(settings, logic)) {
      List<InetSocketAddress> addresses = tracker.frontend.addresses();

      assertThat(addresses).hasSize(3).allMatch(address -> address.getPort() > 0);
      announceTo("127.0.0.1", addresses.get(0).getPort());
      announceTo("0:0:0:0:0:0:0:1", addresses.get(1).getPort());
      // One socket for both families: an IPv4 client is IPv4, not a mapped IPv6 one.
      announceTo("127.0.0.1", addresses.get(2).getPort());
      announceTo("0:0:0:0:0:0:0:1", addresses.get(2).getPort());
    }
  }

  @Test
  void servesOneFamilyAloneIfToldSo() {
    Map<String, ?> settings =
        Map.of(
            "listeners",
            List.of(Map.of("address", "0.0.0.0", "port", 0), Map.of("address", "::", "port", 0)));
    try (RunningFrontend tracker = RunningFrontend.start(settings, logic)) {
      int ipv4Only = tracker.frontend.addresses().get(0).getPort();
      int ipv6Only = tracker.frontend.addresses().get(1).getPort();

      announceTo("127.0.0.1", ipv4Only);
      announceTo("0:0:0:0:0:0:0:1", ipv6Only);
      assertIsTurnedAway("0:0:0:0:0:0:0:1", ipv4Only);
      assertIsTurnedAway("127.0.0.1", ipv6Only);
    }
  }

  private static void assertIsTurnedAway(String ip, int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral(ip), port);
    try (TrackerClient client = TrackerClient.connect(address)) {
      assertThat(client.closedByTracker()).isTrue();
    }
  }

  /** Over loopback the client's address is that of the tracker. */
  private void announceTo(String ip, int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral(ip), port);
    try (TrackerClient client = TrackerClient.connect(address)) {
      HttpReply reply = client.get(Samples.announce().toString());

      assertThat(reply.bencoded().bytes("external ip"))
          .isEqualTo(InetAddress.ofLiteral(ip).getAddress());
      assertThat(logic.announces.getLast().address()).isEqualTo(ip);
    }
  }

  @Test
  void saysWhichAddressIsInUseAndClosesTheOthers() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = taken.getLocalPort();
      HttpConfig config =
          TestConfig.of(
              Map.of(
                  "listeners",
                  List.of(
                      Map.of("address", "127.0.0.1", "port", 0),
                      Map.of("address", "127.0.0.1", "port", port))));
      HttpFrontend frontend = new HttpFrontend(config, logic, MetricsSink.none());

      assertThatThrownBy(frontend::start)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("127.0.0.1:" + port);
      assertThat(frontend.addresses()).isEmpty();
    }
  }

  @Test
  void letsRequestsEndThatAreUnderWayWhenItStops() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    logic
        .waiting()
        .onAnnounce(_ -> {
          entered.countDown();
          await(goOn);
        });
    try (RunningFrontend tracker = RunningFrontend.start(logic);
        TrackerClient busy = tracker.connect();
        TrackerClient idle = tracker.connect()) {
      InetSocketAddress address = tracker.address();
      assertThat(idle.get("/nothing").status()).isEqualTo(404);
      busy.send(TrackerClient.request(Samples.announce().toString()));
      entered.await();

      CompletableFuture<Boolean> stopped =
          CompletableFuture.supplyAsync(
              () -> tracker.frontend.stop(Duration.ofSeconds(30)), Thread::startVirtualThread);
      awaitRefusal(address);
      assertThat(stopped).isNotDone();
      goOn.countDown();

      assertThat(busy.read().bencoded().integer("interval")).isEqualTo(1800);
      assertThat(stopped.join()).isTrue();
      assertThat(idle.closedByTracker()).isTrue();
      assertThat(logic.observed).hasSize(1);
    }
  }

  @Test
  void stopsWithoutRequestsThatTakeTooLong() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    logic
        .waiting()
        .onAnnounce(_ -> {
          entered.countDown();
          await(goOn);
        });
    try (RunningFrontend tracker = RunningFrontend.start(logic);
        TrackerClient client = tracker.connect()) {
      client.send(TrackerClient.request(Samples.announce().toString()));
      entered.await();

      assertThat(tracker.frontend.stop(Duration.ofMillis(50))).isFalse();
      assertThat(client.closedByTracker()).isTrue();
      goOn.countDown();
      assertThat(tracker.frontend.stop(Duration.ZERO)).isTrue();
    }
  }

  private static void awaitRefusal(InetSocketAddress address) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < deadline) {
      try (TrackerClient _ = TrackerClient.connect(address)) {
        Thread.onSpinWait();
      } catch (UncheckedIOException _) {
        return;
      }
    }
    throw new AssertionError("still listening: " + address);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
