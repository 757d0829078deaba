package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.karuta.admin.AdminFixture.Answer;
import io.karuta.admin.auth.Scope;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.Torrent.Status;
import io.karuta.pipeline.registry.User;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import io.karuta.testkit.store.TestAnnounce;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Single entries and lists under {@code /v1}. */
class EntriesTest {

  private static final String HASH = "e940a7a57294e4c98f62514b32611e38181b6cae";
  private static final String TORRENT = "/v1/torrents/" + HASH;

  @TempDir private static Path folder;

  private final FakeRegistry registry = new FakeRegistry();
  private final ModelPeerStore store = ModelPeerStore.create();
  private AdminFixture admin;

  @BeforeEach
  void start() {
    admin = new AdminFixture(folder, registry, store);
  }

  @AfterEach
  void stop() {
    admin.close();
  }

  @Test
  void putMakesATorrentWhatIsGivenAndDefaultsTheRest() {
    registry.put(
        Torrent.of(InfoHash.ofHex(HASH), 7, "old", Status.DISABLED, "trumped", 200, 50, 3));

    Answer answer = admin.send("PUT", TORRENT, "{'torrent_id':123,'name':'new'}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.http().body())
        .isEqualTo(
            "{\"torrent_id\":123,\"info_hash\":\""
                + HASH
                + "\",\"name\":\"new\",\"status\":\"active\",\"reason\":\"\","
                + "\"upload_percent\":100,\"download_percent\":100,\"snatches\":3,"
                + "\"seeders\":0,\"leechers\":0}");
  }

  @Test
  void patchChangesNothingButWhatIsGiven() {
    registry.put(Torrent.of(InfoHash.ofHex(HASH), 7, "old", Status.ACTIVE, "why", 200, 50, 3));

    Answer answer =
        admin.send("PATCH", TORRENT, "{'status':'awaiting-approval','download_percent':0}");

    assertThat(answer.status()).isEqualTo(200);
    Torrent torrent = registry.torrents().byNumber(7);
    assertThat(torrent.status()).isEqualTo(Status.AWAITING_APPROVAL);
    assertThat(torrent.downloadPercent()).isZero();
    assertThat(torrent.uploadPercent()).isEqualTo(200);
    assertThat(torrent.name()).isEqualTo("old");
    assertThat(torrent.reason()).isEqualTo("why");
    assertThat(torrent.snatches()).isEqualTo(3);
  }

  @Test
  void aTagIsTheSameForTheSameContentAndAnotherForAnother() {
    String first = admin.send("PUT", "/v1/users/7", "{'passkey':'k'}").etag();
    String same = admin.send("PUT", "/v1/users/7", "{'passkey':'k'}").etag();
    String renamed = admin.send("PATCH", "/v1/users/7", "{'name':'n'}").etag();
    String rekeyed = admin.send("PATCH", "/v1/users/7", "{'passkey':'l'}").etag();

    assertThat(same).isEqualTo(first).matches("\"[0-9a-f]{32}\"");
    assertThat(List.of(first, renamed, rekeyed)).doesNotHaveDuplicates();
    assertThat(admin.get("/v1/users/7").etag()).isEqualTo(rekeyed);
  }

  @Test
  void aChangeIsMadeOnlyToWhatTheCallerHasSeen() {
    String seen = admin.send("PUT", "/v1/users/7", "{'passkey':'k'}").etag();
    admin.send("PATCH", "/v1/users/7", "{'name':'meanwhile'}");

    Answer stale = admin.send("PATCH", "/v1/users/7", "{'can_leech':false}", "If-Match", seen);
    Answer fresh =
        admin.send(
            "PATCH",
            "/v1/users/7",
            "{'can_leech':false}",
            "If-Match",
            "\"x\", " + admin.get("/v1/users/7").etag());

    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.error()).isEqualTo("precondition-failed");
    assertThat(fresh.status()).isEqualTo(200);
    assertThat(admin.send("PUT", "/v1/users/8", "{'passkey':'l'}", "If-Match", "*").status())
        .as("there is none")
        .isEqualTo(412);
    assertThat(admin.send("PUT", "/v1/users/7", "{'passkey':'l'}", "If-None-Match", "*").status())
        .as("there is one")
        .isEqualTo(412);
    assertThat(admin.send("PUT", "/v1/users/8", "{'passkey':'l'}", "If-None-Match", "*").status())
        .isEqualTo(201);
  }

  @Test
  void noUpdateIsLostWhenManyPatchAtTheSameTime() throws Exception {
    registry.put(User.of(7, "k", "n"));
    String[] patches = {
      "{'name':'renamed'}",
      "{'can_leech':false}",
      "{'enabled':false}",
      "{'upload_percent':200}",
      "{'download_percent':0}",
      "{'passkey':'l'}"
    };
    try (ExecutorService callers = Executors.newFixedThreadPool(patches.length)) {
      for (int round = 0; round < 30; round++) {
        registry.put(User.of(7, "k", "n"));
        List<Future<Answer>> answers = new ArrayList<>();
        for (String patch : patches) {
          answers.add(callers.submit(() -> admin.send("PATCH", "/v1/users/7", patch)));
        }
        for (Future<Answer> answer : answers) {
          assertThat(answer.get().status()).isEqualTo(200);
        }
        assertThat(registry.users().byNumber(7))
            .isEqualTo(new User(7, "l", "renamed", false, false, 200, 0));
      }
    }
  }

  @Test
  void passkeysAreSeenWithScopeUsersOnly() {
    registry.put(User.of(7, "the-passkey", "n"));
    String reader = admin.credential("reader-" + System.nanoTime(), Scope.READ);

    for (String path : new String[] {"/v1/users/7", "/v1/users", "/api/user/7"}) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(admin.uri(path)).header("Authorization", "Bearer " + reader);
      assertThat(awaitAdmitted(request).http().body())
          .as(path)
          .doesNotContain("the-passkey")
          .contains("7");
      assertThat(admin.get(path).http().body()).contains("the-passkey");
    }
    HttpRequest.Builder search =
        HttpRequest.newBuilder(admin.uri("/v1/users?passkey=the-passkey"))
            .header("Authorization", "Bearer " + reader);
    assertThat(admin.send(search).status()).isEqualTo(403);
    assertThat(admin.get("/v1/users?passkey=the-passkey").json().get("items")).hasSize(1);
    assertThat(admin.get("/v1/users?passkey=the-passkex").json().get("items")).isEmpty();
  }

  /** The credentials are looked at again within a second. */
  private Answer awaitAdmitted(HttpRequest.Builder request) {
    long end = System.nanoTime() + 30_000_000_000L;
    Answer answer = admin.send(request);
    while (answer.status() == 401 && System.nanoTime() < end) {
      answer = admin.send(request);
    }
    return answer;
  }

  @Test
  void listsAreFiltered() {
    registry.put(Torrent.of(TestAnnounce.infoHash(1), 1, "Alpha"));
    registry.put(
        Torrent.of(TestAnnounce.infoHash(2), 2, "Alpine", Status.DISABLED, "", 100, 100, 0));
    registry.put(Torrent.of(TestAnnounce.infoHash(3), 3, "Beta"));
    registry.put(new User(1, "a", "ann", false, true, 100, 100));
    registry.put(User.of(2, "b", "bob"));
    admin.send("PUT", "/v1/tokens/1/3", "{}");
    admin.send("PUT", "/v1/tokens/2/3", "{}");
    admin.send("PUT", "/v1/tokens/2/1", "{}");

    assertThat(numbers("/v1/torrents?name_prefix=Al", "torrent_id")).containsExactly(1L, 2L);
    assertThat(numbers("/v1/torrents?status=disabled", "torrent_id")).containsExactly(2L);
    assertThat(numbers("/v1/torrents?status=active&name_prefix=Al", "torrent_id"))
        .containsExactly(1L);
    assertThat(numbers("/v1/users?enabled=false", "user_id")).containsExactly(1L);
    assertThat(numbers("/v1/users?name_prefix=b", "user_id")).containsExactly(2L);
    assertThat(numbers("/v1/tokens?user_id=2", "torrent_id")).containsExactly(1L, 3L);
    assertThat(numbers("/v1/tokens?torrent_id=3", "user_id")).containsExactly(1L, 2L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=1001",
        "limit=x",
        "limit=1&limit=2",
        "after=!",
        "after=AAAA",
        "status=new",
        "status=%ff",
        "colour=red"
      })
  void listsRefuseParametersThatAreWrong(String query) {
    Answer answer = admin.get("/v1/torrents?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.fields()).hasSize(1);
  }

  @Test
  void pagesHoldEveryEntryThatWasThereAllTheTime() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<Long> stable = new ArrayList<>();
    for (long number = 1; number <= 500; number++) {
      registry.put(User.of(number, "k" + number, "n"));
      if (number % 3 != 0) {
        stable.add(number);
      }
    }
    List<Long> seen = new ArrayList<>();
    String after = "";
    do {
      Answer page = admin.get("/v1/users?limit=" + (1 + random.nextInt(40)) + after);
      page.json().get("items").forEach(item -> seen.add(item.get("user_id").longValue()));
      JsonNode next = page.json().get("next");
      after = next.isNull() ? "" : "&after=" + next.textValue();
      long victim = 3L * (1 + random.nextInt(160));
      admin.delete("/v1/users/" + victim);
      long added = 501L + random.nextInt(1000);
      registry.put(User.of(added, "k" + added, "n"));
    } while (!after.isEmpty());

    assertThat(seen).containsAll(stable).doesNotHaveDuplicates();
    assertThat(seen).isEqualTo(seen.stream().sorted().toList());
  }

  @Test
  void aClientsPrefixIsDecodedOnce() {
    assertThat(admin.send("PUT", "/v1/clients/-%2F%25", "{'name':'odd'}").status()).isEqualTo(201);
    assertThat(registry.clients().byPrefix("-/%").name()).isEqualTo("odd");
    assertThat(admin.get("/v1/clients/-%2F%25").json().get("prefix").textValue()).isEqualTo("-/%");
    assertThat(admin.get("/v1/clients/-%252F%2525").status()).isEqualTo(404);
    assertThat(admin.send("PUT", "/v1/clients/%64igest", "{}").status()).isEqualTo(201);
    assertThat(admin.get("/v1/clients/%64igest").json().get("prefix").textValue())
        .isEqualTo("digest");
    assertThat(admin.get("/v1/clients/digest").json().has("sha256")).isTrue();
  }

  @Test
  void aTokenThatHasExpiredIsNotThere() {
    admin.send("PUT", "/v1/tokens/7/1", "{'expires_at':1}");
    admin.send("PUT", "/v1/tokens/7/2", "{'expires_at':4000000000}");

    assertThat(admin.get("/v1/tokens/7/1").status()).isEqualTo(404);
    assertThat(admin.get("/v1/tokens").json().get("items")).hasSize(1);
    assertThat(admin.get("/v1/tokens/digest").json().get("count").intValue()).isEqualTo(1);
    assertThat(admin.delete("/v1/tokens/7/1").status()).isEqualTo(404);
    Answer forever = admin.send("PATCH", "/v1/tokens/7/2", "{'expires_at':null}");
    assertThat(forever.json().get("expires_at").isNull()).isTrue();
  }

  @Test
  void keysInABodyAreThoseOfThePath() {
    assertThat(admin.send("PUT", "/v1/users/7", "{'user_id':7,'passkey':'k'}").status())
        .isEqualTo(201);
    assertThat(admin.send("PUT", "/v1/users/7", "{'user_id':8,'passkey':'k'}").fields())
        .containsExactly("user_id");
    assertThat(
            admin
                .send(
                    "PUT",
                    TORRENT,
                    "{'info_hash':'"
                        + HASH.toUpperCase(Locale.ROOT)
                        + "','torrent_id':1,'name':'n'}")
                .status())
        .isEqualTo(201);
    assertThat(admin.send("PATCH", TORRENT, "{'info_hash':'" + "0".repeat(40) + "'}").fields())
        .containsExactly("info_hash");
    assertThat(admin.send("PUT", "/v1/clients/-DE", "{'prefix':'-TR'}").fields())
        .containsExactly("prefix");
    assertThat(admin.send("PUT", "/v1/tokens/7/1", "{'user_id':8,'torrent_id':2}").fields())
        .containsExactlyInAnyOrder("user_id", "torrent_id");
  }

  @Test
  void deletingTakesPeersAlongBeforeTheEntryGoes() {
    registry.put(Torrent.of(TestAnnounce.infoHash(1), 1, "n"));
    registry.put(User.of(7, "k", "n"));
    for (int peer = 1; peer <= 5; peer++) {
      TestAnnounce.of(1).peer(peer).siteUser(7).to(store);
      TestAnnounce.of(2).peer(peer).siteUser(peer).to(store);
      TestAnnounce.of(3).peer(peer).siteUser(7).to(store);
    }

    admin.delete("/v1/torrents/" + TestAnnounce.infoHash(1));

    assertThat(store.peersOf(TestAnnounce.infoHash(1))).isEmpty();
    assertThat(admin.sink.drain()).hasSize(5);
    admin.delete("/v1/users/7");
    assertThat(store.peersOf(TestAnnounce.infoHash(3))).isEmpty();
    assertThat(store.peersOf(TestAnnounce.infoHash(2))).hasSize(5);
    assertThat(registry.users().byNumber(7)).isNull();
  }

  @Test
  void disablingTakesPeersAlongToo() {
    registry.put(Torrent.of(TestAnnounce.infoHash(1), 1, "n"));
    registry.put(User.of(7, "k", "n"));
    TestAnnounce.of(1).peer(1).siteUser(8).to(store);
    TestAnnounce.of(2).peer(1).siteUser(7).to(store);

    admin.send("PATCH", "/v1/torrents/" + TestAnnounce.infoHash(1), "{'status':'disabled'}");
    admin.send("PATCH", "/v1/users/7", "{'enabled':false}");

    assertThat(store.totals().leechers()).isZero();
    assertThat(admin.sink.drain()).hasSize(2);
  }

  @Test
  void aDeletionThatIsRefusedSendsNobodyAway() {
    registry.put(Torrent.of(TestAnnounce.infoHash(1), 1, "n"));
    TestAnnounce.of(1).peer(1).siteUser(8).to(store);

    assertThat(
            admin
                .send(
                    "DELETE",
                    "/v1/torrents/" + TestAnnounce.infoHash(1),
                    "",
                    "If-Match",
                    "\"other\"")
                .status())
        .isEqualTo(412);
    assertThat(store.totals().leechers()).isEqualTo(1);
  }

  @Test
  void repeatingACallByItsKeyDoesNothingTwice() {
    Answer first =
        admin.send("PUT", "/v1/users/7", "{'passkey':'k','name':'a'}", "Idempotency-Key", "one");
    admin.send("PATCH", "/v1/users/7", "{'name':'b'}");
    Answer again =
        admin.send("PUT", "/v1/users/7", "{'passkey':'k','name':'a'}", "Idempotency-Key", "one");
    Answer other =
        admin.send("PUT", "/v1/users/7", "{'passkey':'k','name':'c'}", "Idempotency-Key", "one");

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json().get("name").textValue()).isEqualTo("b");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.error()).isEqualTo("key-reused");
    assertThat(registry.users().byNumber(7).name()).isEqualTo("b");
    assertThat(
            admin
                .send("PUT", "/v1/users/7", "{'passkey':'k'}", "Idempotency-Key", "k".repeat(129))
                .fields())
        .containsExactly("Idempotency-Key");
  }

  private List<Long> numbers(String path, String field) {
    List<Long> numbers = new ArrayList<>();
    admin.get(path).json().get("items").forEach(item -> numbers.add(item.get(field).longValue()));
    return Collections.unmodifiableList(numbers);
  }
}
