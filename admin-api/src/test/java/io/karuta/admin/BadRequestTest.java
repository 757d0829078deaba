package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.admin.AdminFixture.Answer;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a request, the answer says where, and nothing is changed. */
class BadRequestTest {

  private static final String HASH = "e940a7a57294e4c98f62514b32611e38181b6cae";

  @TempDir private static Path folder;

  private static FakeRegistry registry;
  private static AdminFixture admin;

  @BeforeAll
  static void start() {
    registry = new FakeRegistry();
    admin = new AdminFixture(folder, registry, ModelPeerStore.create());
  }

  @AfterAll
  static void stop() {
    admin.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/api/torrent | info_hash | {'torrent_id':1,'name':'n'}",
        "/api/torrent | info_hash | {'info_hash':'abc','torrent_id':1,'name':'n'}",
        "/api/torrent | info_hash | {'info_hash':'" + HASH + "00','torrent_id':1,'name':'n'}",
        "/api/torrent | info_hash | {'info_hash':'zz40a7a57294e4c98f62514b32611e38181b6cae',"
            + "'torrent_id':1,'name':'n'}",
        "/api/torrent | info_hash | {'info_hash':12,'torrent_id':1,'name':'n'}",
        "/api/torrent | info_hash | {'info_hash':null,'torrent_id':1,'name':'n'}",
        "/api/torrent | info_hash | {'info_hash':['a'],'torrent_id':1,'name':'n'}",
        "/api/torrent | torrent_id | {'info_hash':'" + HASH + "','name':'n'}",
        "/api/torrent | torrent_id | {'info_hash':'" + HASH + "','torrent_id':0,'name':'n'}",
        "/api/torrent | torrent_id | {'info_hash':'" + HASH + "','torrent_id':-1,'name':'n'}",
        "/api/torrent | torrent_id | {'info_hash':'" + HASH + "','torrent_id':1.5,'name':'n'}",
        "/api/torrent | torrent_id | {'info_hash':'" + HASH + "','torrent_id':'1','name':'n'}",
        "/api/torrent | torrent_id | {'info_hash':'"
            + HASH
            + "','torrent_id':9223372036854775808,'name':'n'}",
        "/api/torrent | name | {'info_hash':'" + HASH + "','torrent_id':1}",
        "/api/torrent | name | {'info_hash':'" + HASH + "','torrent_id':1,'name':''}",
        "/api/torrent | name | {'info_hash':'" + HASH + "','torrent_id':1,'name':true}",
        "/api/torrent | extra | {'info_hash':'"
            + HASH
            + "','torrent_id':1,'name':'n','extra':{'a':[1]}}",
        "/api/torrent | name | {'info_hash':'" + HASH + "','torrent_id':1,'name':'n','name':'m'}",
        "/api/user | user_id | {'passkey':'k','can_leech':true,'name':'n'}",
        "/api/user | user_id | {'user_id':0,'passkey':'k','can_leech':true,'name':'n'}",
        "/api/user | passkey | {'user_id':1,'can_leech':true,'name':'n'}",
        "/api/user | passkey | {'user_id':1,'passkey':'','can_leech':true,'name':'n'}",
        "/api/user | passkey | {'user_id':1,'passkey':'a/b','can_leech':true,'name':'n'}",
        "/api/user | passkey | {'user_id':1,'passkey':7,'can_leech':true,'name':'n'}",
        "/api/user | can_leech | {'user_id':1,'passkey':'k','name':'n'}",
        "/api/user | can_leech | {'user_id':1,'passkey':'k','can_leech':'true','name':'n'}",
        "/api/user | can_leech | {'user_id':1,'passkey':'k','can_leech':1,'name':'n'}",
        "/api/user | name | {'user_id':1,'passkey':'k','can_leech':true}",
        "/api/user | name | {'user_id':1,'passkey':'k','can_leech':true,'name':{}}",
        "/api/user | admin | {'user_id':1,'passkey':'k','can_leech':true,'name':'n','admin':1}",
        "/api/whitelist | prefix | {'client':'c'}",
        "/api/whitelist | prefix | {'prefix':'','client':'c'}",
        "/api/whitelist | prefix | {'prefix':'- DE','client':'c'}",
        "/api/whitelist | prefix | {'prefix':'-DE123456789012345678','client':'c'}",
        "/api/whitelist | client | {'prefix':'-DE'}",
        "/api/whitelist | body | ",
        "/api/whitelist | body | []",
        "/api/whitelist | body | null",
        "/api/whitelist | body | 'text'",
        "/api/whitelist | body | {",
        "/api/whitelist | body | {'prefix'}",
        "/api/whitelist | body | {'prefix':'-DE','client':'c'} {}",
        "/api/whitelist | body | {'prefix':'-DE','client':'c'}}",
        "/api/whitelist | body | {'prefix':'-DE','client':'c',}",
        "/api/whitelist | body | prefix=-DE&client=c",
      })
  void namesTheFieldThatIsWrong(String path, String field, String body) {
    Answer answer = admin.post(path, body == null ? "" : body.replace('\'', '"'));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("error").textValue()).isEqualTo("invalid-request");
    assertThat(answer.json().get("message").textValue()).contains(field);
    assertThat(answer.fields()).containsExactly(field);
    assertNothingIsThere();
  }

  @Test
  void namesAllFieldsThatAreWrong() {
    Answer answer = admin.post("/api/user", "{\"user_id\":-1,\"name\":7,\"colour\":\"red\"}");

    assertThat(answer.fields())
        .containsExactlyInAnyOrder("user_id", "passkey", "can_leech", "name", "colour");
    assertThat(answer.json().get("fields").get("user_id").textValue())
        .isEqualTo("expected a whole number from 1 to 9223372036854775807, found another number");
    assertThat(answer.json().get("fields").get("passkey").textValue())
        .isEqualTo("expected 1 to 64 characters of A-Z a-z 0-9 . _ ~ -, found nothing");
  }

  @Test
  void neverRepeatsAValue() {
    Answer answer =
        admin.post(
            "/api/user",
            "{\"user_id\":1,\"passkey\":\"secret/key\",\"can_leech\":true,\"name\":\"n\"}");

    assertThat(answer.http().body()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void refusesDeepJson(String level) {
    Answer answer = admin.post("/api/user", "{\"name\":" + level.repeat(300));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.fields()).containsExactly("body");
  }

  @Test
  void refusesBytesThatAreNoUtf8() {
    Answer answer =
        admin.send(
            authorized("/api/user")
                .POST(BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xff, '"', '}'})));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.fields()).containsExactly("body");
  }

  @Test
  void refusesABodyThatSaysItIsTooLong() {
    Answer answer = admin.post("/api/user", " ".repeat(AdminFixture.MAX_BODY_BYTES + 1));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.fields()).containsExactly("body");
  }

  @ParameterizedTest
  @ValueSource(ints = {AdminFixture.MAX_BODY_BYTES + 1, 50_000})
  void refusesABodyThatTurnsOutTooLong(int length) {
    byte[] body = " ".repeat(length).getBytes(StandardCharsets.US_ASCII);

    Answer answer =
        admin.send(
            authorized("/api/user")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.fields()).containsExactly("body");
  }

  @Test
  void acceptsABodyOfTheGreatestLength() {
    String body = "{\"prefix\":\"-OK\",\"client\":\"ok\"}";
    String padded = body + " ".repeat(AdminFixture.MAX_BODY_BYTES - body.length());
    FakeRegistry own = new FakeRegistry();

    try (AdminFixture server = new AdminFixture(folder, own, ModelPeerStore.create())) {
      assertThat(server.post("/api/whitelist", padded).status()).isEqualTo(201);
    }
  }

  @Test
  void acceptsAnyContentTypeAndNone() {
    FakeRegistry own = new FakeRegistry();

    try (AdminFixture server = new AdminFixture(folder, own, ModelPeerStore.create())) {
      for (String type :
          new String[] {
            "application/json; charset=utf-8", "application/x-www-form-urlencoded", ""
          }) {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(server.uri("/api/whitelist"))
                .header("Authorization", "Bearer " + server.token())
                .POST(
                    BodyPublishers.ofString(
                        "{\"prefix\":\"-" + type.length() + "\",\"client\":\"c\"}"));
        if (!type.isEmpty()) {
          request.header("Content-Type", type);
        }
        assertThat(server.send(request).status()).isEqualTo(201);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api", "/api/user/", "/api/users", "/API/user", "/api/user%20"})
  void knowsNoOtherPath(String path) {
    Answer answer = admin.get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().get("error").textValue()).isEqualTo("not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/user, POST",
    "PATCH, /v1/users/7/totals, 'GET, PUT'",
    "PUT, /api/torrent, POST",
    "DELETE, /api/whitelist, POST",
    "POST, /api/counts, GET",
  })
  void saysWhichMethodsAPathHas(String method, String path, String allowed) {
    Answer answer = admin.send(authorized(path).method(method, BodyPublishers.noBody()));

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.http().headers().firstValue("Allow")).contains(allowed);
    assertThat(answer.json().get("error").textValue()).isEqualTo("method-not-allowed");
  }

  private static HttpRequest.Builder authorized(String path) {
    return HttpRequest.newBuilder(admin.uri(path))
        .header("Authorization", "Bearer " + admin.token());
  }

  private static void assertNothingIsThere() {
    assertThat(registry.torrents().size()).isZero();
    assertThat(registry.users().size()).isZero();
    assertThat(registry.clients().size()).isZero();
  }
}
