package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
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
  void noLineOfAnyLoggerHoldsASecret() {
    admin.post("/api/user", user(7, PASSKEY));
    admin.post("/api/user", user(8, PASSKEY));
    admin.post("/api/user", "{\"passkey\":\"" + PASSKEY + "\", oops");
    admin.post("/api/users", user(7, PASSKEY));
    admin.send(HttpRequest.newBuilder(admin.uri("/")).header("Authorization", "Bearer wrong-one"));

    assertThat(lines.list).isNotEmpty();
    assertThat(List.copyOf(lines.list))
        .map(event -> event.getFormattedMessage() + throwableOf(event))
        .noneMatch(line -> line.contains(PASSKEY))
        .noneMatch(line -> line.contains(admin.token()))
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
