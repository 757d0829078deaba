package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.karuta.admin.auth.Scope;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class AuditLogTest {

  private static final String PASSKEY = "the-passkey-of-user-seven";

  @TempDir private static Path folder;

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private AdminFixture admin;

  @BeforeEach
  void listen() {
    lines.start();
    root.addAppender(lines);
    root.getAppender("console").stop();
    root.setLevel(Level.DEBUG);
    admin = new AdminFixture(folder, new FakeRegistry(), ModelPeerStore.create());
  }

  @AfterEach
  void stopListening() {
    admin.close();
    root.setLevel(Level.WARN);
    root.getAppender("console").start();
    root.detachAppender(lines);
  }

  @Test
  void notesEveryChangeInOneLine() {
    admin.post("/api/user", user(7, PASSKEY));
    admin.post("/api/user", user(7, PASSKEY));
    admin.post("/api/user", user(8, PASSKEY));
    String hash = "e940a7a57294e4c98f62514b32611e38181b6cae";
    String torrent = "{\"info_hash\":\"" + hash + "\",\"torrent_id\":1,\"name\":\"a\\nb\"}";
    admin.post("/api/torrent", torrent);
    admin.post("/api/torrent", torrent);
    admin.post("/api/whitelist", "{\"prefix\":\"-DE\",\"client\":\"Deluge\"}");
    admin.get("/api/counts");

    assertThat(auditLines())
        .map(line -> line.replaceAll("127.0.0.1$", "caller"))
        .containsExactly(
            "user 7 created by operator from caller",
            "user 7 refused: user_id is taken by operator from caller",
            "user 8 refused: passkey is taken by operator from caller",
            "torrent " + hash + " with torrent_id 1 created by operator from caller",
            "torrent " + hash + " with torrent_id 1 replaced by operator from caller",
            "client -DE created by operator from caller");
  }

  @Test
  void aBulkCallNamesWhatItChangedAHundredToALine() {
    StringBuilder items = new StringBuilder();
    for (int i = 1; i <= 150; i++) {
      items.append("{'op':'put','user_id':" + i + ",'passkey':'k" + i + "'},");
    }
    items.append("{'op':'delete','user_id':999}");
    admin.send("POST", "/v1/users/bulk", "{'items':[" + items + "]}", "Idempotency-Key", "push-1");

    assertThat(auditLines()).hasSize(3);
    assertThat(auditLines().get(0))
        .startsWith("users 1 2 3 ")
        .endsWith(" 100 created by operator from 127.0.0.1 with key push-1");
    assertThat(auditLines().get(1)).startsWith("users 101 ").contains(" 150 created by operator");
    assertThat(auditLines().get(2)).startsWith("users 999 refused: absent by operator");
  }

  @Test
  void whoChangedWhatUnderV1IsNoted() {
    admin.send("PUT", "/v1/users/7", "{'passkey':'" + PASSKEY + "'}");
    admin.send("PATCH", "/v1/users/7", "{'name':'n\\nby somebody else'}");
    admin.send("POST", "/v1/users/7/totals/increase", "{'uploaded':5}");
    admin.send("DELETE", "/v1/users/7/peers", "");
    admin.send("PATCH", "/v1/settings", "{'download_percent':0}");
    admin.send("POST", "/v1/config/reload", "");
    admin.send("DELETE", "/v1/users/7", "");
    admin.send("DELETE", "/v1/users/7", "");

    assertThat(auditLines())
        .map(line -> line.replaceAll(" by operator from 127.0.0.1$", ""))
        .map(line -> line.replaceAll("\\[.*", ""))
        .containsExactly(
            "user 7 created",
            "user 7 replaced",
            "user 7 totals increased by UserTotals",
            "user 7 flushed of 0 peers that were idle for 0 s",
            "settings changed to Values",
            "configuration reloaded",
            "user 7 removed",
            "user 7 refused: absent");
  }

  @Test
  void aChangeThatIsRefusedOrFailsIsNotedToo() {
    String reader = admin.credential("reader", Scope.READ);
    admin.close();
    UnreliableRegistry registry = new UnreliableRegistry(new FakeRegistry());
    admin = new AdminFixture(folder, registry, ModelPeerStore.create());
    lines.list.clear();

    admin.send("PUT", "/v1/users/7", "{'passkey':1}");
    admin.send("PUT", "/v1/users/7", "{'passkey':'" + PASSKEY + "'}", "Idempotency-Key", "k k");
    admin.send("DELETE", "/v1/users/" + PASSKEY, "");
    admin.send("DELETE", "/api/user/9", "");
    admin.send("POST", "/v1/users/bulk", "{}");
    admin.send("POST", "/v1/users/7/totals/increase", " ".repeat(AdminFixture.MAX_BODY_BYTES + 1));
    admin.send("PATCH", "/v1/settings", "{'download_percent':0}", "Origin", "https://example.org");
    admin.send(
        HttpRequest.newBuilder(admin.uri("/v1/tokens/7/8"))
            .DELETE()
            .header("Authorization", "Bearer " + reader));
    registry.source = UnreliableRegistry.Source.FAILS;
    admin.send("PUT", "/v1/clients/-DE", "{}");
    admin.get("/v1/users/9");
    admin.send(HttpRequest.newBuilder(admin.uri("/")).header("Authorization", "Bearer wrong-one"));
    admin.send(HttpRequest.newBuilder(admin.uri("/v1/users/7")).DELETE());

    assertThat(auditLines())
        .map(line -> line.replaceAll("127.0.0.1$", "caller"))
        .containsExactly(
            "PUT /v1/users/7 refused with 400 by operator from caller",
            "PUT /v1/users/7 refused with 400 by operator from caller",
            "DELETE /v1/users/{user_id} refused with 404 by operator from caller",
            "DELETE /api/user/9 refused with 404 by operator from caller",
            "POST /v1/users/bulk refused with 400 by operator from caller",
            "POST /v1/users/7/totals/increase refused with 413 by operator from caller",
            "PATCH /v1/settings refused: of a web page by operator from caller",
            "DELETE /v1/tokens/7/8 refused: lacks scope users by reader from caller",
            "PUT /v1/clients/{prefix} failed with 503 by operator from caller",
            "wrong credential refused from caller",
            "missing credential refused from caller");
  }

  @Test
  void attemptsThatAreTurnedAwayDoNotFillTheLog() {
    for (int i = 0; i < 5; i++) {
      admin.send(HttpRequest.newBuilder(admin.uri("/v1/stats")));
    }
    List<CompletableFuture<HttpResponse<Void>>> attempts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      attempts.add(
          admin
              .http()
              .sendAsync(
                  HttpRequest.newBuilder(admin.uri("/v1/stats")).build(),
                  BodyHandlers.discarding()));
    }
    attempts.forEach(CompletableFuture::join);

    assertThat(auditLines()).hasSizeBetween(15, 40);
  }

  @Test
  void noLineOfAnyLoggerHoldsASecret() {
    admin.post("/api/user", user(7, PASSKEY));
    admin.post("/api/user", user(8, PASSKEY));
    admin.post("/api/user", "{\"passkey\":\"" + PASSKEY + "\", oops");
    admin.post("/api/users", user(7, PASSKEY));
    String site = admin.credential("site", Scope.USERS);
    admin.send("PUT", "/v1/users/7", "{'passkey':'" + PASSKEY + "'}");
    admin.send("PATCH", "/v1/users/7", "{'passkey':'" + PASSKEY + "x'}");
    admin.send("GET", "/v1/users?passkey=" + PASSKEY, "");
    admin.send("GET", "/v1/users/" + PASSKEY, "");
    admin.send("GET", "/v1/nothing/" + PASSKEY, "");
    admin.send(
        "POST",
        "/v1/users/bulk",
        "{'items':[{'op':'put','user_id':8,'passkey':'" + PASSKEY + "'}]}");
    admin.send(
        "POST", "/v1/users/reconcile", "{'items':[{'user_id':8,'passkey':'" + PASSKEY + "'}]}");
    admin.send(
        HttpRequest.newBuilder(admin.uri("/v1/users/" + PASSKEY + "?passkey=" + PASSKEY))
            .header("Authorization", "Bearer " + site));
    admin.send("PUT", "/v1/users/7", "{'passkey':'" + PASSKEY + "','user_id':'oops'}");
    admin.send(HttpRequest.newBuilder(admin.uri("/")).header("Authorization", "Bearer wrong-one"));

    assertThat(lines.list).isNotEmpty();
    assertThat(List.copyOf(lines.list))
        .map(event -> event.getFormattedMessage() + throwableOf(event))
        .noneMatch(line -> line.contains(PASSKEY))
        .noneMatch(line -> line.contains(admin.token()))
        .noneMatch(line -> line.contains(site))
        .noneMatch(line -> line.contains("wrong-one"));
  }

  private List<String> auditLines() {
    return lines.list.stream()
        .filter(event -> event.getLoggerName().equals("io.karuta.admin.audit"))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private static String throwableOf(ILoggingEvent event) {
    return event.getThrowableProxy() == null ? "" : event.getThrowableProxy().getMessage();
  }

  private static String user(int number, String passkey) {
    return "{\"user_id\":"
        + number
        + ",\"passkey\":\""
        + passkey
        + "\",\"can_leech\":true,\"name\":\"n\"}";
  }
}
