package io.karuta.frontend.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.FailureReason;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.testkit.BencodeDictionary;
import io.karuta.testkit.FakeMetrics;
import io.karuta.testkit.HttpReply;
import io.karuta.testkit.TrackerClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets, over real sockets. */
class HttpFrontendTest {

  private final RecordingLogic logic = new RecordingLogic();

  @Test
  void answersAnAnnounceWithEverythingThatTheTrackerKnows() throws Exception {
    logic.onAnnounce(exchange -> {
      exchange.response().counts(3, 4);
      exchange.response().downloaded(5);
      exchange.response().warning("slow down");
      exchange.response().ipv4Peers().addIpv4(0xc0000209, 6881);
    });
    try (RunningFrontend tracker = RunningFrontend.start(logic)) {
      HttpReply reply = tracker.get(Samples.announce().toString(), "User-Agent: Test/1");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.headers()).containsEntry("content-type", "text/plain");
      assertThat(reply.headers()).containsKey("content-length").doesNotContainKey("date");
      BencodeDictionary body = reply.bencoded();
      assertThat(body.keys())
          .containsExactly(
              "complete",
              "downloaded",
              "external ip",
              "incomplete",
              "interval",
              "min interval",
              "peers",
              "warning message");
      assertThat(body.bytes("external ip")).isEqualTo(new byte[] {127, 0, 0, 1});
      assertThat(body.bytes("peers")).hasSize(6);
      assertThat(logic.announces.getLast().userAgent()).isEqualTo("Test/1");
      assertThat(logic.nextObserved()).isEqualTo(logic.announces.getLast());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/announce/key", "/key/announce", "/announce?passkey=key", "/announce/k%65y"})
  void takesThePasskeyFromPathOrQuery(String path) {
    try (RunningFrontend tracker = RunningFrontend.start(logic)) {
      String query = Samples.announce().query();

      HttpReply reply = tracker.get(path + (path.contains("?") ? "&" : "?") + query);

      assertThat(reply.status()).isEqualTo(200);
      assertThat(logic.announces.getLast().passkey()).isEqualTo("key");
    }
  }

  @Test
  void servesTheRoutesThatTheOperatorWrote() {
    Map<String, ?> settings =
        Map.of("announce-routes", List.of("/t/{passkey}/a.php"), "scrape-routes", List.of("/s"));
    try (RunningFrontend tracker = RunningFrontend.start(settings, logic)) {
      String query = "?" + Samples.announce().query();

      assertThat(tracker.get("/t/key/a.php" + query).status()).isEqualTo(200);
      assertThat(tracker.get("/announce/key" + query).status()).isEqualTo(404);
      assertThat(tracker.get("/s?" + Samples.scrape().query()).status()).isEqualTo(200);
    }
  }

  @Test
  void answersARefusalOfAHookWithStatus200() throws Exception {
    FailureReason refusal = FailureReason.of("pending", "torrent awaits approval", 5);
    logic.onAnnounce(exchange -> exchange.verdict(refusal));
    try (RunningFrontend tracker = RunningFrontend.start(logic)) {
      HttpReply reply = tracker.get(Samples.announce().toString());

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.failureReason()).isEqualTo("torrent awaits approval");
      assertThat(reply.bencoded().integer("retry in")).isEqualTo(5);
      assertThat(logic.nextObserved()).isEqualTo(logic.announces.getLast());
    }
  }

  @Test
  void answersABrokenAnnounceWithStatus200WithoutAskingTheTracker() {
    try (RunningFrontend tracker = RunningFrontend.start(logic)) {
      HttpReply reply = tracker.get(Samples.announce().without("port").toString());

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.failureReason()).isEqualTo("invalid port");
      assertThat(logic.announces).isEmpty();
      assertThat(logic.observed).isEmpty();
      assertThat(tracker.refusals("invalid-port")).isEqualTo(1);
    }
  }

  @Test
  void countsAndTimesEveryRequestByWhatBecameOfIt() {
    FailureReason refusal = FailureReason.of("pending", "torrent awaits approval", 5);
    logic.onAnnounce(
        exchange -> exchange.verdict(exchange.request().port() == 1 ? refusal : Verdict.PROCEED));
    RunningFrontend tracker = RunningFrontend.start(logic);
    try (tracker) {
      tracker.get(Samples.announce().toString());
      tracker.get(Samples.announce().with("port", 1).toString());
      tracker.get(Samples.announce().with("port", 0).toString());
      tracker.get("/scrape/" + Samples.PASSKEY);
      tracker.get("/elsewhere");
    }

    assertThat(tracker.metrics.value("announces", "outcome", "served", "code", "none"))
        .isEqualTo(1);
    assertThat(tracker.refusals("pending")).isEqualTo(1);
    assertThat(tracker.refusals("invalid-port")).isEqualTo(1);
    assertThat(tracker.metrics.value("announce-duration")).isEqualTo(3);
    assertThat(tracker.metrics.value("scrapes", "outcome", "refused", "code", "missing-info-hash"))
        .isEqualTo(1);
    assertThat(tracker.metrics.value("scrape-duration")).isEqualTo(1);
    assertThat(tracker.metrics.value("http-refusals", "reason", "not-found")).isEqualTo(1);
  }

  @Test
  void countsCodesThatAHookMakesUpTogetherOnceTheyAreMany() {
    FakeMetrics metrics = new FakeMetrics();
    CallMetrics announces = new CallMetrics(metrics, "announce");

    for (int i = 0; i < 1000; i++) {
      announces.refused(FailureReason.of("made-up-" + i, "no"));
    }

    assertThat(metrics.value("announces", "outcome", "refused", "code", "made-up-7")).isEqualTo(1);
    assertThat(metrics.value("announces", "outcome", "refused", "code", "other"))
        .isBetween(800L, 999L);
  }

  @Test
  void answersAnAnnounceWithoutQuery() {
    try (RunningFrontend tracker = RunningFrontend.start(logic)) {
      assertThat(tracker.get("/announce").failureReason()).isEqualTo("missing info_hash");
      assertThat(tracker.get("/announce?").failureReason()).isEqualTo("missing info_hash");
    }
  }

  @Test
  void refusesAPasskeyThatIsTooLong() {
    try (RunningFrontend tracker = RunningFrontend.start(logic)) {
      String path = "/announce/" + "k".repeat(65) + "?" + Samples.announce().query();

      assertThat(tracker.get(path).failureReason()).isEqualTo("invalid passkey");
    }
  }

  @Test
  void answersAScrape() {
    try (RunningFrontend tracker = RunningFrontend.start(logic)) {
      HttpReply reply = tracker.get(Samples.scrape().toString());

      BencodeDictionary counts = reply.bencoded().dictionary("files").dictionary(Samples.INFO_HASH);
      assertThat(counts.integer("complete")).isEqualTo(10);
      assertThat(counts.integer("incomplete")).isEqualTo(20);
      assertThat(counts.integer("downloaded")).isEqualTo(30);
      assertThat(counts.integer("downloaders")).isEqualTo(40);
      assertThat(logic.scrapePasskeys).containsExactly(Samples.PASSKEY);
    }
  }

  @Test
  void doesNotScrapeEverything() {
    try (RunningFrontend tracker = RunningFrontend.start(logic)) {
      assertThat(tracker.get("/scrape/key").failureReason()).isEqualTo("missing info_hash");
    }
  }

  @Test
  void writesDictionariesOnlyWhereAllowedAndAsked() {
    logic.onAnnounce(e -> e.response().ipv4Peers().addIpv4(0xc0000209, 6881));
    String asked = Samples.announce().with("compact", 0).toString();
    try (RunningFrontend tracker = RunningFrontend.start(logic)) {
      assertThat(tracker.get(asked).bencoded().bytes("peers")).hasSize(6);
    }
    try (RunningFrontend tracker = RunningFrontend.start(Map.of("dictionary-peers", true), logic)) {
      assertThat(tracker.get(asked).bencoded().list("peers").getFirst())
          .hasToString("{ip='192.0.2.9' port=6881 }");
      assertThat(tracker.get(Samples.announce().toString()).bencoded().bytes("peers")).hasSize(6);
    }
  }

  @Test
  void refusesClientsThatCannotBeReachedUnlessAllowed() {
    try (RunningFrontend tracker =
        RunningFrontend.start(Map.of("allow-non-routable", false), logic)) {
      assertThat(tracker.get(Samples.announce().toString()).failureReason())
          .isEqualTo("address is not reachable from the internet");
      assertThat(tracker.get(Samples.scrape().toString()).failureReason())
          .isEqualTo("address is not reachable from the internet");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/favicon.ico", "/announce/", "/announce/a/b", "/metrics", "//"})
  void answers404ForOtherPaths(String path) {
    try (RunningFrontend tracker = RunningFrontend.start(logic)) {
      HttpReply reply = tracker.get(path);

      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.failureReason()).isEqualTo("not found");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "BREW"})
  void answers405ForOtherMethods(String method) {
    try (RunningFrontend tracker = RunningFrontend.start(logic);
        TrackerClient client = tracker.connect()) {
      client.send(TrackerClient.request(Samples.announce().toString()).replaceFirst("GET", method));
      HttpReply reply = client.read();

      assertThat(reply.status()).isEqualTo(405);
      assertThat(reply.headers()).containsEntry("allow", "GET");
      assertThat(reply.failureReason()).isEqualTo("only GET is allowed");
    }
  }

  @Test
  void answersHttp10WithoutHostAsOldClientsSendIt() {
    try (RunningFrontend tracker = RunningFrontend.start(logic);
        TrackerClient client = tracker.connect()) {
      client.send("GET " + Samples.announce().with("event", "started") + " HTTP/1.0\r\n\r\n");
      HttpReply reply = client.read();

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.bencoded().integer("interval")).isEqualTo(1800);
      assertThat(logic.announces.getLast().event()).isEqualTo(Event.STARTED);
      assertThat(logic.announces.getLast().userAgent()).isEmpty();
      assertThat(client.closedByTracker()).isTrue();
    }
  }

  @Test
  void takesAnEmptyUserAgentAndBytesThatAreNotEscaped() {
    try (RunningFrontend tracker = RunningFrontend.start(logic)) {
      String raw = "\u00a4\u0001\"<>{}|^`\\\u00ff)*!-_.~[]";

      HttpReply reply =
          tracker.get(
              Samples.announce().withRaw("peer_id", raw.substring(0, 20)).toString(),
              "User-Agent:");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(logic.announces.getLast().peerId()).startsWith("a401223c3e7b7d7c5e605cff292a21");
      assertThat(logic.announces.getLast().userAgent()).isEmpty();
    }
  }

  @Test
  void runsHooksOnItsIoThreads() {
    try (RunningFrontend tracker = RunningFrontend.start(logic)) {
      assertThat(tracker.get(Samples.announce().toString()).status()).isEqualTo(200);

      assertThat(logic.threads.getFirst()).matches("http-io-[01]");
    }
  }

  @Test
  void runsHooksThatWaitOnAVirtualThreadAndAnswersAfterThem() {
    logic.waiting().onAnnounce(exchange -> exchange.response().counts(1, 0));
    try (RunningFrontend tracker = RunningFrontend.start(logic);
        TrackerClient client = tracker.connect()) {
      for (int i = 0; i < 20; i++) {
        HttpReply reply = client.get(Samples.announce().with("port", 1000 + i).toString());

        assertThat(reply.bencoded().integer("complete")).isEqualTo(1);
        assertThat(logic.announces.getLast().port()).isEqualTo(1000 + i);
      }
      assertThat(client.get(Samples.scrape().toString()).bencoded().has("files")).isTrue();
      assertThat(logic.threads).allMatch(name -> name.startsWith("waiting-"));
    }
    // Whatever is under way has ended when the tracker has stopped.
    assertThat(logic.observed).hasSize(20);
  }

  @Test
  void answersADefectWithAFixedTextAndKeepsThePasskeyOutOfTheLog() {
    logic.onAnnounce(_ -> {
      throw new IllegalStateException("the cause");
    });
    try (CapturedLog log = CapturedLog.of(Level.INFO);
        RunningFrontend tracker = RunningFrontend.start(logic)) {
      HttpReply reply = tracker.get(Samples.announce().toString());

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.failureReason()).isEqualTo("internal tracker error");
      assertThat(log.problems()).singleElement().asString().contains("the cause");
      assertThat(log.lines()).noneMatch(line -> line.contains(Samples.PASSKEY));
      assertThat(tracker.metrics.value("http-defects")).isEqualTo(1);
    }
  }

  @Test
  void answersADefectInAWaitingHook() {
    logic
        .waiting()
        .onAnnounce(_ -> {
          throw new IllegalStateException("the cause");
        });
    try (CapturedLog log = CapturedLog.of(Level.INFO);
        RunningFrontend tracker = RunningFrontend.start(logic)) {
      HttpReply reply = tracker.get(Samples.announce().toString());

      assertThat(reply.failureReason()).isEqualTo("internal tracker error");
      assertThat(log.lines()).noneMatch(line -> line.contains(Samples.PASSKEY));
    }
  }

  @Test
  void keepsThePasskeyOutOfTheLogWhateverIsSent() {
    try (CapturedLog log = CapturedLog.of(Level.INFO);
        RunningFrontend tracker = RunningFrontend.start(logic)) {
      for (String request :
          List.of(
              TrackerClient.request(Samples.announce().toString()),
              TrackerClient.request(Samples.announce().without("port").toString()),
              TrackerClient.request("/x/" + Samples.PASSKEY),
              TrackerClient.request("/announce/" + Samples.PASSKEY + "?a=%zz"),
              TrackerClient.request("/announce/" + Samples.PASSKEY + "?" + "a".repeat(20_000)),
              "POST " + Samples.announce() + " HTTP/1.1\r\nHost: a\r\n\r\n",
              "GET " + Samples.announce() + " HTTP/1.1\r\n\r\n")) {
        try (TrackerClient client = tracker.connect()) {
          client.send(request);
          assertThat(client.read().status()).isIn(200, 400, 404, 405);
        }
      }

      assertThat(log.lines()).noneMatch(line -> line.contains(Samples.PASSKEY));
      assertThat(log.problems()).isEmpty();
    }
  }
}
