package io.karuta.frontend.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.AnnounceRequest;
import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.bittorrent.ScrapeRequest;
import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.testkit.BencodeDictionary;
import io.karuta.testkit.HttpReply;
import io.karuta.testkit.TrackerClient;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request that was captured of a real client, parsed and sent. */
class CapturedClientsTest {

  private static final RecordingLogic LOGIC = new RecordingLogic();
  private static RunningFrontend tracker;

  @BeforeAll
  static void startTracker() {
    tracker = RunningFrontend.start(LOGIC);
  }

  @AfterAll
  static void stopTracker() {
    tracker.close();
  }

  static List<Capture> announces() {
    return Capture.all().stream().filter(capture -> !capture.isScrape()).toList();
  }

  static List<Capture> scrapes() {
    return Capture.all().stream().filter(Capture::isScrape).toList();
  }

  @Test
  void hasEveryCapture() {
    assertThat(Capture.all()).hasSize(32);
    assertThat(announces()).hasSize(31);
  }

  @ParameterizedTest
  @MethodSource("announces")
  void parsesWhatTheClientSaid(Capture capture) {
    AnnounceRequest request = new AnnounceRequest();
    request.clear();
    Routes routes = new Routes(TestConfig.of(Map.of()).announceRoutes());
    request.passkeyLengthBytes(routes.match(capture.path(), request.passkey()));

    Verdict verdict =
        new AnnounceParser(TestConfig.rules(Map.of())).parse(capture.query(), request);

    assertThat(verdict).isEqualTo(Verdict.PROCEED);
    assertThat(SeenAnnounce.of(request)).isEqualTo(expected(capture, "", "none"));
  }

  @ParameterizedTest
  @MethodSource("announces")
  void answersWhatTheClientSent(Capture capture) {
    try (TrackerClient client = tracker.connect()) {
      client.send(capture.request());
      HttpReply reply = client.read();

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.bencoded().integer("interval")).isEqualTo(1800);
      assertThat(LOGIC.announces.getLast())
          .isEqualTo(expected(capture, capture.expected().get("user-agent"), "127.0.0.1"));
    }
  }

  private static SeenAnnounce expected(Capture capture, String userAgent, String address) {
    Map<String, String> values = capture.expected();
    return new SeenAnnounce(
        values.get("info_hash"),
        values.get("peer_id"),
        values.get("passkey"),
        Integer.parseInt(values.get("port")),
        Long.parseLong(values.get("uploaded")),
        Long.parseLong(values.get("downloaded")),
        true,
        Long.parseLong(values.get("left")),
        Event.valueOf(values.get("event")),
        Integer.parseInt(values.get("numwant")),
        Boolean.parseBoolean(values.get("compact")),
        Boolean.parseBoolean(values.get("no_peer_id")),
        Long.parseLong(values.get("corrupt")),
        userAgent,
        address);
  }

  @ParameterizedTest
  @MethodSource("scrapes")
  void parsesWhatTheClientScraped(Capture capture) {
    ScrapeRequest request = new ScrapeRequest();

    Verdict verdict = new ScrapeParser(TestConfig.rules(Map.of())).parse(capture.query(), request);

    assertThat(verdict).isEqualTo(Verdict.PROCEED);
    assertThat(request.count()).isEqualTo(1);
    assertThat(HexFormat.of().formatHex(Arrays.copyOf(request.infoHashes(), 20)))
        .isEqualTo(capture.expected().get("info_hash"));
  }

  @ParameterizedTest
  @MethodSource("scrapes")
  void answersWhatTheClientScraped(Capture capture) {
    try (TrackerClient client = tracker.connect()) {
      client.send(capture.request());
      HttpReply reply = client.read();

      assertThat(reply.status()).isEqualTo(200);
      BencodeDictionary files = reply.bencoded().dictionary("files");
      assertThat(
              files.dictionary(HexFormat.of().parseHex(capture.expected().get("info_hash"))).keys())
          .containsExactly("complete", "downloaded", "downloaders", "incomplete");
      assertThat(LOGIC.scrapePasskeys).contains(capture.expected().get("passkey"));
    }
  }
}
