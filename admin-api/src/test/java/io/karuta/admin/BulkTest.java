package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.karuta.admin.AdminFixture.Answer;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import io.karuta.testkit.store.TestAnnounce;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many entries in one call: bulk, digests, reconciliation. */
class BulkTest {

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
  void everyItemHasItsResult() {
    registry.put(User.of(1, "k1", "one"));
    registry.put(User.of(2, "k2", "two"));
    TestAnnounce.of(1).peer(1).siteUser(2).to(store);

    Answer answer =
        admin.sendUnchecked(
            "/v1/users/bulk",
            "{'items':["
                + "{'op':'put','user_id':3,'passkey':'k3'},"
                + "{'op':'put','user_id':1,'passkey':'k1','name':'uno'},"
                + "{'op':'patch','user_id':1,'can_leech':false},"
                + "{'op':'patch','user_id':9,'can_leech':false},"
                + "{'op':'put','user_id':4,'passkey':'k1'},"
                + "{'op':'put','user_id':5},"
                + "{'op':'delete','user_id':2},"
                + "{'op':'rename','user_id':2}"
                + "]}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(statuses(answer)).containsExactly(201, 200, 200, 404, 409, 400, 204, 400);
    assertThat(answer.json().get("applied").intValue()).isEqualTo(4);
    assertThat(result(answer, 4).get("fields").has("passkey")).isTrue();
    assertThat(result(answer, 5).get("fields").has("passkey")).isTrue();
    assertThat(result(answer, 7).get("fields").has("op")).isTrue();
    assertThat(registry.users().byNumber(1))
        .isEqualTo(new User(1, "k1", "uno", true, false, 100, 100));
    assertThat(registry.users().byNumber(2)).isNull();
    assertThat(store.totals().leechers()).isZero();
  }

  @Test
  void allOrNothingMeansIt() {
    registry.put(User.of(1, "k1", "one"));

    Answer refused =
        admin.send(
            "POST",
            "/v1/users/bulk",
            "{'atomic':true,'items':["
                + "{'op':'put','user_id':2,'passkey':'k2'},"
                + "{'op':'patch','user_id':9,'name':'n'}]}");
    Answer invalid =
        admin.send(
            "POST",
            "/v1/users/bulk",
            "{'atomic':true,'items':["
                + "{'op':'put','user_id':2,'passkey':'k2'},"
                + "{'op':'put','user_id':3}]}");
    Answer swap =
        admin.send(
            "POST",
            "/v1/users/bulk",
            "{'atomic':true,'items':["
                + "{'op':'put','user_id':1,'passkey':'k2'},"
                + "{'op':'put','user_id':2,'passkey':'k1'}]}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(statuses(refused)).containsExactly(424, 404);
    assertThat(refused.json().get("applied").intValue()).isZero();
    assertThat(invalid.status()).isEqualTo(409);
    assertThat(statuses(invalid)).containsExactly(424, 400);
    assertThat(swap.status()).isEqualTo(200);
    assertThat(registry.users().byNumber(1).passkey()).isEqualTo("k2");
    assertThat(registry.users().byNumber(2).passkey()).isEqualTo("k1");
  }

  @Test
  void aRefusedCallSendsNobodyAway() {
    registry.put(User.of(1, "k1", "one"));
    registry.put(User.of(2, "k2", "two"));
    registry.put(Torrent.of(TestAnnounce.infoHash(1), 1, "n"));
    TestAnnounce.of(1).peer(1).siteUser(1).to(store);
    String hash = TestAnnounce.infoHash(1).toString();
    String[] used = {"Idempotency-Key", "once"};
    assertThat(admin.send("PATCH", "/v1/users/2", "{'name':'n'}", used).status()).isEqualTo(200);

    assertThat(
            admin
                .send(
                    "POST",
                    "/v1/users/bulk",
                    "{'atomic':true,'items':["
                        + "{'op':'delete','user_id':1},{'op':'delete','user_id':9}]}")
                .status())
        .isEqualTo(409);
    assertThat(
            admin
                .send(
                    "POST",
                    "/v1/torrents/bulk",
                    "{'atomic':true,'items':[{'op':'delete','info_hash':'"
                        + hash
                        + "'},{'op':'delete','info_hash':'"
                        + TestAnnounce.infoHash(2)
                        + "'}]}")
                .status())
        .isEqualTo(409);
    for (String body :
        List.of("{'items':[]}", "{'items':[{'user_id':2,'passkey':'k2','name':'n'}]}")) {
      assertThat(admin.send("POST", "/v1/users/reconcile", body, used).status()).isEqualTo(422);
    }
    assertThat(admin.send("POST", "/v1/torrents/reconcile", "{'items':[]}", used).status())
        .isEqualTo(422);
    assertThat(admin.send("DELETE", "/v1/users/1", "", "If-Match", "\"x\"").status())
        .isEqualTo(412);

    assertThat(store.totals().leechers()).isEqualTo(1);
    assertThat(admin.sink.drain()).isEmpty();
  }

  @Test
  void aBulkCallMayBeLongButNotTooLong() {
    String items =
        IntStream.rangeClosed(1, 2000)
            .mapToObj(i -> "{'op':'put','user_id':" + i + ",'passkey':'k" + i + "'}")
            .collect(Collectors.joining(","));

    Answer answer = admin.send("POST", "/v1/users/bulk", "{'atomic':true,'items':[" + items + "]}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(registry.users().size()).isEqualTo(2000);
    String many = "{}" + ",{}".repeat(10_000);
    assertThat(admin.send("POST", "/v1/users/bulk", "{'items':[" + many + "]}").fields())
        .containsExactly("items");
    String tooLong = " ".repeat(AdminFixture.MAX_BULK_BYTES + 1);
    assertThat(admin.send("POST", "/v1/users/bulk", tooLong).status()).isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "items | {}",
        "items | {'items':{}}",
        "items | {'items':[1]}",
        "items | {'items':[[]]}",
        "atomic | {'atomic':1,'items':[]}",
        "extra | {'items':[],'extra':1}",
        "body | {'items':[{'a':[[[[[[[[[1]]]]]]]]]}]}"
      })
  void aBulkCallNamesWhatIsWrongWithIt(String field, String body) {
    Answer answer = admin.send("POST", "/v1/users/bulk", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.fields()).containsExactly(field);
  }

  @Test
  void theDigestIsWhatASiteComputes() throws Exception {
    registry.put(new User(12, "k12", "zwölf", false, true, 150, 0));
    registry.put(User.of(3, "k3", "three"));
    admin.send("PUT", "/v1/clients/-TR", "{'name':'Transmission'}");
    admin.send("PUT", "/v1/clients/-DE", "{'name':'Deluge'}");
    admin.send("PUT", "/v1/tokens/12/4", "{}");
    String hash = TestAnnounce.infoHash(1).toString();
    registry.put(Torrent.of(TestAnnounce.infoHash(1), 4, "four"));

    assertThat(digest("/v1/users/digest"))
        .isEqualTo(sha256("3\tk3\tthree\t1\t1\t100\t100\n12\tk12\tzwölf\t0\t1\t150\t0\n"));
    assertThat(digest("/v1/users/digest?from=4&to=12"))
        .isEqualTo(sha256("12\tk12\tzwölf\t0\t1\t150\t0\n"));
    assertThat(digest("/v1/users/digest?from=4&to=11")).isEqualTo(sha256(""));
    assertThat(digest("/v1/clients/digest")).isEqualTo(sha256("-DE\tDeluge\n-TR\tTransmission\n"));
    assertThat(digest("/v1/tokens/digest")).isEqualTo(sha256("12\t4\t100\t0\t0\n"));
    assertThat(digest("/v1/torrents/digest"))
        .isEqualTo(sha256("4\t" + hash + "\tfour\tactive\t\t100\t100\n"));
  }

  @Test
  void reconcilingMakesTheRangeWhatTheSiteSays() {
    for (int i = 1; i <= 10; i++) {
      registry.put(User.of(i, "k" + i, "n"));
    }
    String body =
        "{'from':3,'to':8,'items':["
            + "{'user_id':3,'passkey':'k3','name':'n'},"
            + "{'user_id':4,'passkey':'k4','name':'renamed'},"
            + "{'user_id':5,'passkey':'k6','name':'n'},"
            + "{'user_id':6,'passkey':'k5','name':'n'}]}";

    Answer told = admin.send("POST", "/v1/users/reconcile?dry_run=true", body);
    assertThat(registry.users().size()).isEqualTo(10);
    Answer done = admin.send("POST", "/v1/users/reconcile", body);
    Answer again = admin.send("POST", "/v1/users/reconcile", body);

    for (Answer answer : List.of(told, done)) {
      assertThat(answer.json().get("created").intValue()).isZero();
      assertThat(answer.json().get("changed").intValue()).isEqualTo(3);
      assertThat(answer.json().get("removed").intValue()).isEqualTo(2);
      assertThat(answer.json().get("items"))
          .map(item -> item.get("op").textValue() + " " + item.get("user_id"))
          .containsExactly("remove 7", "remove 8", "change 4", "change 5", "change 6");
    }
    assertThat(again.json().get("items")).isEmpty();
    assertThat(registry.users().size()).isEqualTo(8);
    assertThat(registry.users().byNumber(5).passkey()).isEqualTo("k6");
    String sum = digest("/v1/users/digest?from=3&to=8");
    String asked = "{'from':3,'to':8,'sha256':'" + sum + "'}";
    assertThat(
            admin.send("POST", "/v1/users/reconcile", asked).json().get("in_step").booleanValue())
        .isTrue();
    registry.put(User.of(4, "k4", "another"));
    assertThat(
            admin.send("POST", "/v1/users/reconcile", asked).json().get("in_step").booleanValue())
        .isFalse();
  }

  @Test
  void whatDoesNotFitIsToldAndTheRestIsMade() {
    registry.put(User.of(20, "taken", "outside of the range"));
    registry.put(User.of(1, "k1", "n"));

    Answer answer =
        admin.send(
            "POST",
            "/v1/users/reconcile",
            "{'from':1,'to':10,'items':["
                + "{'user_id':2,'passkey':'taken'},{'user_id':3,'passkey':'k3'}]}");

    assertThat(answer.json().get("created").intValue()).isEqualTo(1);
    assertThat(answer.json().get("removed").intValue()).isEqualTo(1);
    assertThat(answer.json().get("refused").intValue()).isEqualTo(1);
    assertThat(registry.users().byNumber(1)).isNull();
    assertThat(registry.users().byNumber(3)).isNotNull();
  }

  @Test
  void reconcilingTorrentsGivesANumberToAnotherHash() {
    registry.put(Torrent.of(TestAnnounce.infoHash(1), 1, "first upload"));
    TestAnnounce.of(1).peer(1).siteUser(2).to(store);

    Answer answer =
        admin.send(
            "POST",
            "/v1/torrents/reconcile",
            "{'items':[{'info_hash':'"
                + TestAnnounce.infoHash(2)
                + "','torrent_id':1,'name':'second upload'}]}");

    assertThat(answer.json().get("created").intValue()).isEqualTo(1);
    assertThat(answer.json().get("removed").intValue()).isEqualTo(1);
    assertThat(registry.torrents().byNumber(1).name()).isEqualTo("second upload");
    assertThat(store.totals().leechers()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "items | {}",
        "items | {'items':[],'sha256':'HASH'}",
        "sha256 | {'sha256':'abc'}",
        "from | {'from':0,'items':[]}",
        "items[0] | {'from':2,'items':[{'user_id':1,'passkey':'k'}]}",
        "items[1] | {'items':[{'user_id':1,'passkey':'k'},{'user_id':1,'passkey':'k'}]}",
        "items[0].passkey | {'items':[{'user_id':1}]}",
      })
  void reconcilingNamesWhatIsWrong(String field, String body) {
    registry.put(User.of(1, "k1", "n"));

    Answer answer = admin.send("POST", "/v1/users/reconcile", body.replace("HASH", "0".repeat(64)));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.fields()).containsExactly(field);
    assertThat(registry.users().size()).isEqualTo(1);
  }

  @Test
  void aRepeatedReconciliationTellsTheSameNumbers() {
    registry.put(User.of(1, "k1", "n"));
    registry.put(User.of(2, "k2", "n"));
    String body = "{'items':[{'user_id':3,'passkey':'k3'}]}";

    Answer first = admin.send("POST", "/v1/users/reconcile", body, "Idempotency-Key", "nightly-1");
    Answer again = admin.send("POST", "/v1/users/reconcile", body, "Idempotency-Key", "nightly-1");

    for (String count : List.of("created", "changed", "removed")) {
      assertThat(again.json().get(count)).isEqualTo(first.json().get(count));
    }
    assertThat(first.json().get("removed").intValue()).isEqualTo(2);
  }

  private String digest(String path) {
    return admin.get(path).json().get("sha256").textValue();
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Integer> statuses(Answer answer) {
    List<Integer> statuses = new ArrayList<>();
    answer.json().get("results").forEach(result -> statuses.add(result.get("status").intValue()));
    return statuses;
  }

  private static JsonNode result(Answer answer, int index) {
    return answer.json().get("results").get(index);
  }
}
