package io.karuta.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the client asks, and what it makes of answers, good, bad and lost. */
final class KarutaClientTest {

  private static final String HASH = "e940a7a57294e4c98f62514b32611e38181b6cae";
  private static final String TORRENT =
      """
      {"torrent_id":7,"info_hash":"%s","name":"T","status":"active","reason":null,
       "upload_percent":100,"download_percent":50,"snatches":3,"seeders":2,"leechers":1,"new":[]}
      """
          .formatted(HASH);
  private static final String CONFLICT =
      """
      {"status":409,"message":"taken","error":"conflict","fields":{"torrent_id":"of another"},
       "level":3}
      """;

  @TempDir private static Path folder;

  private final List<Duration> pauses = new ArrayList<>();
  private ScriptedTracker tracker;
  private KarutaClient client;

  @BeforeEach
  void start() throws Exception {
    tracker = ScriptedTracker.start(folder);
    client = KarutaClient.of(tracker.config().withAttempts(3), pauses::add, Rest.MAX_SILENCE);
  }

  @AfterEach
  void stop() {
    client.close();
    tracker.close();
  }

  @Test
  void runsTheExampleOfItsComment() throws Exception {
    Path credential = Files.writeString(folder.resolve("credential"), "the-token\n");
    tracker
        .then(201, "{\"user_id\":123}")
        .then(201, TORRENT)
        .then(200, "{\"uploaded\":5}")
        .then(200, "{\"change\":\"1-1\",\"items\":[{\"seeders\":2},{\"seeders\":3}]}");

    long seeders =
        ClientExample.addUserAndTorrent(tracker.url(), credential, tracker.certificate());

    assertThat(seeders).isEqualTo(5);
    assertThat(tracker.asked())
        .extracting(asked -> asked.method() + " " + asked.path())
        .containsExactly(
            "PUT /v1/users/123",
            "PUT /v1/torrents/" + HASH,
            "POST /v1/users/123/totals/increase",
            "GET /v1/counts");
    assertThat(tracker.last().header("Authorization")).isEqualTo("Bearer the-token");
  }

  @Test
  void readsATorrentWithItsVersionAndPassesOverNewFields() {
    tracker.then(200, TORRENT, "ETag", "\"v1\"").then(200, TORRENT, "ETag", "\"v2\"");

    Versioned<Torrent> read = client.torrents().read(HASH).orElseThrow();
    client.torrents().put(read.value(), Condition.ifUnchanged(read));

    assertThat(read)
        .isEqualTo(
            new Versioned<>(new Torrent(7, HASH, "T", "active", "", 100, 50, 3, 2, 1), "\"v1\""));
    assertThat(tracker.last().header("If-Match")).isEqualTo("\"v1\"");
    assertThat(tracker.last().body())
        .isEqualTo(
            "{\"torrent_id\":7,\"info_hash\":\"%s\",\"name\":\"T\",\"status\":\"active\","
                    .formatted(HASH)
                + "\"reason\":\"\",\"upload_percent\":100,\"download_percent\":50}");
  }

  @Test
  void sendsTheFieldsOfAPatchAndNoOthers() {
    tracker.then(200, TORRENT).then(200, "{\"interval\":60}");

    client.torrents().patch(HASH, TorrentPatch.nothing().status("disabled").reason("dupe"));
    assertThat(tracker.last().body()).isEqualTo("{\"status\":\"disabled\",\"reason\":\"dupe\"}");
    client.changeSettings(SettingsPatch.nothing().interval(60).factorsEnd(null));
    assertThat(tracker.last().body()).isEqualTo("{\"interval\":60,\"factors_end\":null}");
  }

  @Test
  void whatIsNotThereIsEmptyOrFalse() {
    String absent = "{\"status\":404,\"message\":\"nothing\",\"error\":\"not-found\"}";
    tracker.then(404, absent).then(404, absent).then(404, absent).then(404, absent);

    assertThat(client.torrents().find(HASH)).isEmpty();
    assertThat(client.users().patch(5, UserPatch.nothing().enabled(false))).isEmpty();
    assertThat(client.clients().delete("-DE")).isFalse();
    assertThat(client.users().traced(5)).isEmpty();
  }

  @Test
  void tellsWhatTheTrackerRefused() {
    tracker.then(409, CONFLICT);

    KarutaException refused =
        catchThrowableOfType(
            KarutaException.class, () -> client.torrents().put(Torrent.of(7, HASH, "T")));

    assertThat(refused)
        .hasMessage("taken")
        .returns(409, KarutaException::status)
        .returns("conflict", KarutaException::code)
        .returns(Map.of("torrent_id", "of another"), KarutaException::fields);
  }

  @Test
  void aRefusedReloadIsAnAnswerWithItsProblems() {
    tracker.then(
        409, "{\"applied\":false,\"problems\":[\"line 61: parsecs\"],\"need_restart\":[]}");

    assertThat(client.reload())
        .isEqualTo(new ReloadResult(false, List.of("line 61: parsecs"), List.of()));
  }

  @Test
  void aTrackerThatIsNotReadyIsAnAnswer() {
    tracker.then(503, "{\"ready\":false,\"parts\":[]}");

    assertThat(client.health().ready()).isFalse();
  }

  @Test
  void tellsAnAnswerThatIsNoneOfTheApi() {
    tracker.then(200, "<html>").then(502, "<html>").then(200, "null").then(302, "");

    for (int i = 0; i < 4; i++) {
      assertThatThrownBy(() -> client.stats())
          .isInstanceOfSatisfying(
              KarutaException.class,
              e -> assertThat(e.code()).isEqualTo(KarutaException.UNEXPECTED));
    }
  }

  @Test
  void readsAListToItsEnd() {
    tracker
        .then(200, "{\"items\":[{\"user_id\":1},{\"user_id\":2}],\"next\":\"c/1\"}")
        .then(200, "{\"items\":[{\"user_id\":3}],\"next\":null}");

    try (Stream<User> all = client.users().all(ListQuery.first(2).where("name_prefix", "a&b"))) {
      assertThat(all.map(User::userId)).containsExactly(1L, 2L, 3L);
    }
    assertThat(tracker.asked())
        .extracting(ScriptedTracker.Asked::path)
        .containsExactly(
            "/v1/users?limit=2&name_prefix=a%26b",
            "/v1/users?after=c%2F1&limit=2&name_prefix=a%26b");
  }

  @Test
  void encodesWhatStandsInAPath() {
    tracker.then(200, "{\"prefix\":\"a/b?\",\"name\":\"x\"}");

    client.clients().put(new Client("a/b?", "x"));

    assertThat(tracker.last().path()).isEqualTo("/v1/clients/a%2Fb%3F");
  }

  @Test
  void triesAgainWhenTheAnswerToAReadIsLost() {
    tracker.thenHalf().thenHalf().then(200, "{\"users\":4}");

    assertThat(client.stats().users()).isEqualTo(4);
    assertThat(pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
  }

  @Test
  void givesUpAfterItsAttempts() {
    tracker.thenHalf().thenHalf().thenHalf().then(200, "{}");

    assertThatThrownBy(() -> client.stats())
        .isInstanceOfSatisfying(
            KarutaException.class,
            e -> {
              assertThat(e.code()).isEqualTo(KarutaException.UNREACHABLE);
              assertThat(e.status()).isZero();
            });
    assertThat(tracker.asked()).hasSize(3);
  }

  @Test
  void repeatsAnIncrementWithTheSameKey() {
    tracker.thenHalf().then(200, "{\"uploaded\":10,\"snatches\":1}");

    UserTotals now = client.users().increase(3, UserTotals.ofCredit(10, 0));

    assertThat(now).isEqualTo(new UserTotals(10, 0, 0, 0, 0, 0, 1));
    assertThat(tracker.asked())
        .extracting(asked -> asked.header("Idempotency-Key"))
        .hasSize(2)
        .doesNotContainNull()
        .satisfies(keys -> assertThat(keys.getFirst()).isEqualTo(keys.getLast()));
  }

  @Test
  void usesTheKeyThatItIsGiven() {
    tracker.then(200, "{}").then(200, "{\"applied\":0}");

    client.users().increase(3, UserTotals.ZERO, "bonus-17");
    assertThat(tracker.last().header("Idempotency-Key")).isEqualTo("bonus-17");
    client.torrents().bulk(List.of(), true, "import-1");
    assertThat(tracker.last().header("Idempotency-Key")).isEqualTo("import-1");
  }

  @Test
  void doesNotRepeatWhatCouldBeDoneTwice() {
    tracker.thenHalf().thenHalf();

    assertThatThrownBy(() -> client.torrents().delete(HASH)).isInstanceOf(KarutaException.class);
    assertThatThrownBy(() -> client.torrents().put(Torrent.of(7, HASH, "T"), Condition.ifAbsent()))
        .isInstanceOf(KarutaException.class);

    assertThat(tracker.asked()).hasSize(2);
  }

  @Test
  void waitsAsLongAsABusyTrackerAsks() {
    String busy = "{\"status\":429,\"message\":\"slowly\",\"error\":\"too-many-requests\"}";
    tracker.then(429, busy, "Retry-After", "2").then(204, "");

    assertThat(client.torrents().delete(HASH)).isTrue();
    assertThat(pauses).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void doesNotWaitForVeryLong() {
    String busy = "{\"status\":429,\"message\":\"slowly\",\"error\":\"too-many-requests\"}";
    tracker.then(429, busy, "Retry-After", "3600");

    assertThatThrownBy(() -> client.stats()).hasMessage("slowly");
    assertThat(pauses).isEmpty();
  }

  @Test
  void triesAgainWhenTheDatabaseFailedAndNothingWasChanged() {
    String failed = "{\"status\":503,\"message\":\"failed\",\"error\":\"source-failed\"}";
    tracker.then(503, failed).then(204, "");

    assertThat(client.torrents().delete(HASH)).isTrue();
  }

  @Test
  void thatTheTrackerIsNotReadyIsAnAnswer() {
    tracker.then(503, "{\"ready\":false,\"parts\":[{\"name\":\"database\",\"ready\":false}]}");

    assertThat(client.health())
        .isEqualTo(new Health(false, List.of(new Health.Part("database", false, ""))));
  }

  @Test
  void bulkTellsWhatBecameOfEach() {
    tracker.then(
        200,
        """
        {"applied":1,"results":[{"status":201},
          {"status":409,"error":"conflict","message":"taken","fields":{"passkey":"of another"}}]}
        """);

    BulkResult result =
        client.users().bulk(List.of(Change.put(User.of(1, "k", "a")), Change.deleteUser(2)), false);

    assertThat(result.applied()).isEqualTo(1);
    assertThat(result.results()).extracting(BulkResult.Item::done).containsExactly(true, false);
    assertThat(tracker.last().body())
        .contains("\"atomic\":false")
        .contains("{\"op\":\"delete\",\"user_id\":2}");
  }

  @Test
  void aBulkChangeThatIsRefusedAsAWholeTellsWhatBecameOfEach() {
    tracker.then(
        409,
        """
        {"applied":0,"results":[{"status":424},{"status":404,"error":"not-found"}]}
        """);

    KarutaException refused =
        catchThrowableOfType(
            KarutaException.class, () -> client.users().bulk(List.of(Change.deleteUser(2)), true));

    assertThat(refused.code()).isEqualTo("not-applied");
    assertThat(refused.results().orElseThrow().results()).hasSize(2);
  }

  @Test
  void reconcilesARange() {
    tracker
        .then(200, "{\"in_step\":false}")
        .then(
            200,
            """
            {"created":1,"changed":0,"removed":2,
             "items":[{"op":"create","torrent_id":7,"info_hash":"x"}]}
            """);

    assertThat(client.torrents().inStep(Range.of(1, 9), "ab")).isFalse();
    assertThat(tracker.last().path()).isEqualTo("/v1/torrents/reconcile?dry_run=true");
    assertThat(tracker.last().body()).isEqualTo("{\"from\":1,\"sha256\":\"ab\",\"to\":9}");
    Reconciliation done =
        client.torrents().reconcile(Range.all(), List.of(Torrent.of(7, HASH, "T")), false);
    assertThat(tracker.last().path()).isEqualTo("/v1/torrents/reconcile");
    assertThat(done.inStep()).isFalse();
    assertThat(done.items().getFirst()).containsEntry("op", "create");
  }

  @Test
  void followsCountsOverABrokenConnectionAndMissesNothing() {
    tracker
        .then(
            events(
                """
                : heartbeat

                event: counts
                id: 1-4
                data: [{"torrent_id":1,"seeders":2}]

                event: other
                data: {}

                event: removed
                data: [{"torrent_id":9,"info_hash":"x"}]

                event: counts
                id: 1-5
                data: [{"torrent_id":1,
                data: "seeders":3}]

                event: counts
                id: 1-6
                data: [{"torr\
                """))
        .then(events("id: 1-7\nevent: counts\ndata: []\n\n"));

    List<CountsUpdate> updates;
    try (Stream<CountsUpdate> events = client.counts().events("1-3")) {
      updates = events.limit(4).toList();
    }

    assertThat(updates)
        .extracting(CountsUpdate::change)
        .containsExactly("1-4", "1-4", "1-5", "1-7");
    assertThat(updates.get(1).removed().getFirst().torrentId()).isEqualTo(9);
    assertThat(updates.get(2).items().getFirst().seeders()).isEqualTo(3);
    assertThat(tracker.asked())
        .extracting(asked -> asked.header("Last-Event-ID"))
        .containsExactly("1-3", "1-5");
  }

  private static ScriptedTracker.Script events(String text) {
    return exchange -> {
      exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
    };
  }

  @Test
  void aStreamOfCountsEndsWhenAnotherThreadClosesIt() throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    tracker.then(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(": heartbeat\n".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      connected.countDown();
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    Stream<CountsUpdate> events = client.counts().events("");
    Thread reader = Thread.ofPlatform().start(() -> assertThat(events).isEmpty());

    connected.await();
    events.close();
    reader.join();

    over.countDown();
  }

  @Test
  void givesUpAConnectionOfEventsThatFellSilentAndGoesOnWithAnother() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    tracker
        .then(exchange -> {
          events("id: 1-4\nevent: counts\ndata: []\n\n").answer(exchange);
          try {
            over.await(); // open, but nothing comes any more
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        })
        .then(events("id: 1-5\nevent: counts\ndata: []\n\n"));
    List<String> broken = new ArrayList<>();

    try (KarutaClient impatient =
            KarutaClient.of(tracker.config(), pauses::add, Duration.ofMillis(300));
        Stream<CountsUpdate> events =
            impatient
                .counts()
                .events("1-3", (why, failures) -> broken.add(failures + " " + why.getMessage()))) {
      assertThat(events.limit(2)).extracting(CountsUpdate::change).containsExactly("1-4", "1-5");
    }
    over.countDown();

    assertThat(broken).containsExactly("1 the events broke off: no sign of life for 0 s");
    assertThat(tracker.last().header("Last-Event-ID")).isEqualTo("1-4");
  }

  @Test
  void heartbeatsKeepAConnectionOfEvents() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    tracker.then(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      // Longer than the client's patience; each beat comes well within it.
      for (int beat = 0; beat < 20; beat++) {
        exchange.getResponseBody().write(":\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        try {
          if (over.await(100, TimeUnit.MILLISECONDS)) {
            return;
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
      exchange
          .getResponseBody()
          .write("id: 1-4\nevent: counts\ndata: []\n\n".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
    });

    try (KarutaClient impatient =
            KarutaClient.of(tracker.config(), pauses::add, Duration.ofSeconds(1));
        Stream<CountsUpdate> events = impatient.counts().events("1-3")) {
      assertThat(events.limit(1)).extracting(CountsUpdate::change).containsExactly("1-4");
    }
    over.countDown();

    assertThat(tracker.asked()).hasSize(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void triesAgainForAsLongAsItIsToldToWhenNobodyListens() {
    tracker.close();
    List<Integer> failures = new ArrayList<>();

    try (Stream<CountsUpdate> events =
        client.counts().events("1-3", (_, count) -> failures.add(count) && count < 5)) {
      assertThatThrownBy(events::toList)
          .hasMessage("no answer from " + tracker.url() + ": nobody listens there");
    }

    assertThat(failures).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void aRefusalEndsEventsAtOnce() {
    tracker.then(401, "{\"message\":\"who are you\",\"error\":\"unauthorized\"}");

    try (Stream<CountsUpdate> events = client.counts().events("1-3", (_, _) -> true)) {
      assertThatThrownBy(events::toList).hasMessage("who are you");
    }
  }

  @Test
  void trustsNobodyButTheGivenCertificate(@TempDir Path other) throws Exception {
    try (ScriptedTracker stranger = ScriptedTracker.start(other);
        KarutaClient wrong =
            KarutaClient.of(stranger.config().withCertificate(tracker.certificate()))) {
      assertThatThrownBy(wrong::stats)
          .isInstanceOf(KarutaException.class)
          .hasMessageContaining(stranger.url() + ": TLS: ");
      assertThat(stranger.asked()).isEmpty();
    }
    try (KarutaClient publicTrust =
        KarutaClient.of(ClientConfig.of(tracker.url()).withCredential("x"))) {
      assertThatThrownBy(publicTrust::stats).hasMessageContaining("TLS: ");
    }
  }

  @Test
  void saysThatNobodyListens() {
    tracker.close();

    assertThatThrownBy(() -> client.stats())
        .hasMessage("no answer from " + tracker.url() + ": nobody listens there");
  }

  @Test
  void refusesWrongSettingsAndShowsNoCredential() throws Exception {
    assertThatThrownBy(() -> ClientConfig.of("http://127.0.0.1:1")).hasMessageContaining("url: ");
    assertThatThrownBy(() -> ClientConfig.of("https://a/b")).hasMessageContaining("url: ");
    assertThatThrownBy(() -> tracker.config().withAttempts(0)).hasMessageContaining("attempts: 0");
    assertThatThrownBy(() -> tracker.config().withTimeout(Duration.ZERO))
        .hasMessageContaining("timeout: PT0S");
    assertThatThrownBy(() -> tracker.config().withCredential("se cret"))
        .hasMessageContaining("credential")
        .hasMessageNotContaining("cret (");
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    assertThatThrownBy(() -> KarutaClient.of(tracker.config().withCertificate(empty)))
        .hasMessageContaining("certificate: " + empty);
    assertThat(tracker.config()).asString().doesNotContain("the-credential");
    assertThat(User.of(1, "secret", "n")).asString().doesNotContain("secret");
  }

  @Test
  void writesRecordsAsTheApiDoes() {
    assertThat(Json.text(new Page<>(List.of(new Client("-DE", "Deluge")), null)))
        .isEqualToIgnoringWhitespace(
            "{\"items\":[{\"prefix\":\"-DE\",\"name\":\"Deluge\"}],\"next\":null}");
    assertThat(Json.text(Torrent.of(7, HASH, "T"))).contains("\"torrent_id\" : 7", "\"seeders\"");
  }
}
