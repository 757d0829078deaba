package io.karuta.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.karuta.admin.AdminFixture.Answer;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.Torrent.Status;
import io.karuta.pipeline.registry.User;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import io.karuta.testkit.store.TestAnnounce;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls of mika's integration guide, as its clients make them. */
class MikaRoutesTest {

  @TempDir private static Path folder;

  private static final String TORRENT =
      """
      {
          "info_hash": "e940a7a57294e4c98f62514b32611e38181b6cae",
          "torrent_id": 123,
          "name": "Torrent.Name-GROUP"
      }
      """;
  private static final InfoHash INFO_HASH =
      InfoHash.ofHex("e940a7a57294e4c98f62514b32611e38181b6cae");
  private static final String PASSKEY = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  private static final String USER =
      """
      {
          "user_id": 123,
          "passkey": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
          "can_leech": true,
          "name": "b.gates"
      }
      """;

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
  void registersATorrent() {
    Answer answer = admin.post("/api/torrent", TORRENT);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.http().body()).isEqualTo("{\"message\":\"ok\"}");
    Torrent torrent = registry.torrents().byNumber(123);
    assertThat(torrent.infoHash()).isEqualTo(INFO_HASH);
    assertThat(torrent.name()).isEqualTo("Torrent.Name-GROUP");
    assertThat(torrent.status()).isEqualTo(Status.ACTIVE);
  }

  @Test
  void replacesAndEnablesAKnownTorrent() {
    registry.put(Torrent.of(INFO_HASH, 7, "old", Status.DISABLED, "trumped", 200, 50, 3));

    Answer answer = admin.post("/api/torrent", TORRENT.replace("e940a7", "E940A7"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().get("message").textValue()).isEqualTo("ok");
    Torrent torrent = registry.torrents().byNumber(123);
    assertThat(torrent.status()).isEqualTo(Status.ACTIVE);
    assertThat(torrent.reason()).isEmpty();
    assertThat(torrent.uploadPercent()).isEqualTo(200);
    assertThat(torrent.downloadPercent()).isEqualTo(50);
    assertThat(torrent.snatches()).isEqualTo(3);
    assertThat(registry.torrents().size()).isEqualTo(1);
  }

  @Test
  void refusesTheNumberOfAnotherTorrent() {
    registry.put(Torrent.of(TestAnnounce.infoHash(1), 123, "another"));

    Answer answer = admin.post("/api/torrent", TORRENT);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.fields()).containsExactly("torrent_id");
    assertThat(registry.torrents().size()).isEqualTo(1);
  }

  @Test
  void addsAUser() {
    Answer answer = admin.post("/api/user", USER);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.http().body()).isEqualTo("{\"message\":\"ok\"}");
    assertThat(registry.users().byNumber(123))
        .isEqualTo(new User(123, PASSKEY, "b.gates", true, true, 100, 100));
  }

  @Test
  void addsAUserWhoMayNotLeech() {
    admin.post("/api/user", USER.replace("true", "false"));

    assertThat(registry.users().byNumber(123).mayLeech()).isFalse();
  }

  @Test
  void leavesAUserWhoIsThereAlone() {
    registry.put(User.of(123, "another-passkey", "first"));

    Answer answer = admin.post("/api/user", USER);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().get("status").intValue()).isEqualTo(409);
    assertThat(answer.json().get("error").textValue()).isEqualTo("conflict");
    assertThat(answer.fields()).containsExactly("user_id");
    assertThat(registry.users().byNumber(123).name()).isEqualTo("first");
  }

  @Test
  void refusesThePasskeyOfAnotherUser() {
    registry.put(User.of(7, PASSKEY, "first"));

    Answer answer = admin.post("/api/user", USER);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.fields()).containsExactly("passkey");
    assertThat(answer.http().body()).doesNotContain(PASSKEY);
    assertThat(registry.users().byNumber(123)).isNull();
  }

  @Test
  void letsAClientIn() {
    Answer answer = admin.post("/api/whitelist", "{ \"prefix\": \"-DE\", \"client\": \"Deluge\" }");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(registry.clients().matching("-DE203s-abcdefghijkl".getBytes(US_ASCII)).name())
        .isEqualTo("Deluge");
  }

  @Test
  void letsInAClientWhosePrefixIsLongerOrShorterThanAKnownOne() {
    admin.post("/api/whitelist", "{\"prefix\":\"-DE1\",\"client\":\"Deluge 1\"}");

    assertThat(admin.post("/api/whitelist", "{\"prefix\":\"-DE\",\"client\":\"x\"}").status())
        .isEqualTo(201);
    assertThat(admin.post("/api/whitelist", "{\"prefix\":\"-DE13\",\"client\":\"x\"}").status())
        .isEqualTo(201);
    String twenty = "-DE13" + "a".repeat(15);
    assertThat(
            admin
                .post("/api/whitelist", "{\"prefix\":\"" + twenty + "\",\"client\":\"x\"}")
                .status())
        .isEqualTo(201);
  }

  @Test
  void leavesAClientThatIsThereAlone() {
    admin.post("/api/whitelist", "{\"prefix\":\"-DE\",\"client\":\"Deluge\"}");

    Answer answer = admin.post("/api/whitelist", "{\"prefix\":\"-DE\",\"client\":\"x\"}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.fields()).containsExactly("prefix");
    assertThat(registry.clients().matching("-DE203s-abcdefghijkl".getBytes(US_ASCII)).name())
        .isEqualTo("Deluge");
  }

  @Test
  void givesTheCountsOfEveryTorrent() {
    InfoHash busy = TestAnnounce.infoHash(1);
    InfoHash idle = TestAnnounce.infoHash(2);
    registry.put(Torrent.of(busy, 1112, "busy", Status.ACTIVE, "", 100, 100, 41));
    registry.put(Torrent.of(idle, 1113, "idle"));
    TestAnnounce.of(1).peer(1).user(1).left(0).to(store);
    TestAnnounce.of(1).peer(2).user(2).left(0).to(store);
    TestAnnounce.of(1).peer(3).user(3).left(5).to(store);
    TestAnnounce.of(3).peer(4).user(4).left(5).to(store); // not registered

    Answer answer = admin.get("/api/counts");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).hasSize(2);
    for (JsonNode counts : answer.json()) {
      boolean isBusy = counts.get("torrent_id").longValue() == 1112;
      assertThat(counts.get("info_hash").textValue()).isEqualTo((isBusy ? busy : idle).toString());
      assertThat(counts.get("seeders").intValue()).isEqualTo(isBusy ? 2 : 0);
      assertThat(counts.get("leechers").intValue()).isEqualTo(isBusy ? 1 : 0);
      assertThat(counts.get("snatches").longValue()).isEqualTo(isBusy ? 41 : 0);
    }
  }

  @Test
  void givesAnEmptyArrayWithoutTorrents() {
    assertThat(admin.get("/api/counts").http().body()).isEqualTo("[]");
  }

  @Test
  void givesTheCountsOfManyTorrents() {
    for (int i = 1; i <= 5_000; i++) {
      registry.put(Torrent.of(new InfoHash(0, 0, i), i, "torrent " + i));
    }

    assertThat(admin.get("/api/counts").json()).hasSize(5_000);
  }
}
