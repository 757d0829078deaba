package io.karuta.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.karuta.admin.AdminFixture.Answer;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import io.karuta.testkit.store.TestAnnounce;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mika's guide for sites, "Implementing Mika Into Your Codebase", followed payload by payload. Its
 * payloads are Python dictionaries; a client of that time sent them through a JSON library, by HTTP
 * Basic, with the type declared.
 */
class MikaIntegrationTest {

  /** Section "Loading Torrents". */
  private static final String TORRENT =
      """
      POST /api/torrent
      {
          'info_hash': "e940a7a57294e4c98f62514b32611e38181b6cae",
          'torrent_id': 123,
          'name': "Torrent.Name-GROUP"
      }
      """;

  /** Section "Loading Users"; the guide writes Python's and JSON's word for yes alike. */
  private static final String USER =
      """
      POST /api/user
      {
          'user_id': 123,
          'passkey': "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
          'can_leech': true,
          'name': "b.gates"
      }
      """;

  /** Section "Configure whitelist". */
  private static final String CLIENT =
      """
      POST /api/whitelist
      {
          'prefix': "-DE",
          'client': "Deluge"
      }
      """;

  /** Section "Updating Leecher & Seeder Counts". */
  private static final String COUNTS = "GET /api/counts\n";

  private static final Pattern REQUEST =
      Pattern.compile("(GET|POST) (\\S+)\\n(.*)", Pattern.DOTALL);

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
  void theGuideIsFollowedToItsEnd() {
    assertThat(asAClientSendsIt(TORRENT).status()).isEqualTo(201);
    assertThat(asAClientSendsIt(USER).status()).isEqualTo(200);
    assertThat(asAClientSendsIt(CLIENT).status()).isEqualTo(201);

    // "the tracker will reject any announce for the torrent until that time": now it won't.
    InfoHash infoHash = InfoHash.ofHex("e940a7a57294e4c98f62514b32611e38181b6cae");
    assertThat(registry.torrents().byInfoHash(infoHash.toBytes(), 0).name())
        .isEqualTo("Torrent.Name-GROUP");
    byte[] passkey = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".getBytes(US_ASCII);
    assertThat(registry.users().byPasskey(passkey, 0, 32).name()).isEqualTo("b.gates");
    assertThat(registry.users().byNumber(123).mayLeech()).isTrue();
    assertThat(registry.clients().matching("-DE203s-abcdefghijkl".getBytes(US_ASCII)).name())
        .isEqualTo("Deluge");

    TestAnnounce.of(infoHash).peer(1).siteUser(123).left(0).to(store);
    Answer counts = asAClientSendsIt(COUNTS);
    assertThat(counts.status()).isEqualTo(200);
    assertThat(counts.json()).hasSize(1);
    JsonNode row = counts.json().get(0);
    assertThat(row.properties().stream().map(field -> field.getKey()))
        .containsExactlyInAnyOrder("leechers", "info_hash", "snatches", "seeders", "torrent_id");
    assertThat(row.get("info_hash").textValue()).isEqualTo(infoHash.toString());
    assertThat(row.get("torrent_id").intValue()).isEqualTo(123);
    assertThat(row.get("seeders").intValue()).isEqualTo(1);
    assertThat(row.get("leechers").intValue()).isZero();
    assertThat(row.get("snatches").intValue()).isZero();
  }

  @Test
  void whatMustBeUniqueIs() {
    asAClientSendsIt(TORRENT);
    asAClientSendsIt(USER);

    assertThat(asAClientSendsIt(TORRENT).status()).isEqualTo(202);
    assertThat(asAClientSendsIt(USER).status()).isEqualTo(409);
    assertThat(asAClientSendsIt(USER.replace("123", "124")).status()).isEqualTo(409);
    assertThat(asAClientSendsIt(TORRENT.replace("e940", "e941")).status()).isEqualTo(409);
  }

  @Test
  void countsHaveTheStructureOfTheGuide() {
    InfoHash infoHash = InfoHash.ofHex("9c2f8f7f4996b2853509247504681dbe98e5d0c1");
    registry.put(Torrent.of(infoHash, 1112, "n"));

    assertThat(asAClientSendsIt(COUNTS).http().body())
        .isEqualTo(
            "[{\"torrent_id\":1112,\"info_hash\":\"9c2f8f7f4996b2853509247504681dbe98e5d0c1\","
                + "\"seeders\":0,\"leechers\":0,\"snatches\":0}]");
  }

  private Answer asAClientSendsIt(String request) {
    Matcher parts = REQUEST.matcher(request);
    assertThat(parts.matches()).isTrue();
    String pair = "admin:" + admin.token();
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.ISO_8859_1));
    var builder =
        java.net.http.HttpRequest.newBuilder(admin.uri(parts.group(2)))
            .header("Authorization", "Basic " + basic);
    return parts.group(1).equals("GET")
        ? admin.send(builder)
        : admin.send(
            builder
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(parts.group(3).replace('\'', '"'))));
  }
}
