package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.admin.AdminFixture.Answer;
import io.karuta.admin.auth.CredentialFile;
import io.karuta.admin.auth.Scope;
import io.karuta.pipeline.registry.User;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps strangers, and friends with too little right or too much haste, out. */
class SecurityTest {

  @TempDir private Path folder;

  private final FakeRegistry registry = new FakeRegistry();
  private final ModelPeerStore store = ModelPeerStore.create();

  @Test
  void anExpiredCredentialIsRefusedFromItsSecondOn() {
    FakeClock clock = new FakeClock();
    try (AdminFixture admin = start(AdminFixture.config(folder), clock)) {
      String token =
          new CredentialFile(folder.resolve("credentials"))
              .add("site", Set.of(Scope.READ), FakeClock.START_SECOND + 10);
      clock.advanceSeconds(9);
      assertThat(asking(admin, token).status()).isEqualTo(200);
      clock.advanceSeconds(1);
      assertThat(asking(admin, token).status()).isEqualTo(401);
      assertThat(admin.metrics.value("admin-auth-failures", "reason", "expired")).isEqualTo(1);
    }
  }

  @Test
  void aRemovedCredentialIsRefusedWithinASecond() {
    FakeClock clock = new FakeClock();
    try (AdminFixture admin = start(AdminFixture.config(folder), clock)) {
      CredentialFile file = new CredentialFile(folder.resolve("credentials"));
      String token = file.add("site", Set.of(Scope.READ), 0);
      clock.advanceSeconds(1);
      assertThat(asking(admin, token).status()).isEqualTo(200);
      file.remove("site");
      clock.advanceSeconds(1);
      assertThat(asking(admin, token).status()).isEqualTo(401);
    }
  }

  @Test
  void aCredentialHasItsRate() {
    FakeClock clock = new FakeClock();
    try (AdminFixture admin =
        start(AdminFixture.config(folder, ClientCertificates.NONE, 10), clock)) {
      for (int i = 0; i < 10; i++) {
        assertThat(admin.get("/v1/stats").status()).isEqualTo(200);
      }
      Answer answer = admin.get("/v1/stats");
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.error()).isEqualTo("too-many-requests");
      assertThat(answer.http().headers().firstValue("Retry-After")).contains("1");
      assertThat(admin.get("/healthz").status()).isEqualTo(200);
      clock.advanceSeconds(1);
      assertThat(admin.get("/v1/stats").status()).isEqualTo(200);
      assertThat(admin.metrics.value("admin-requests", "result", "throttled")).isEqualTo(1);
    }
  }

  @Test
  void manyFailuresAreHeldBackAndThenTurnedAwayWhileTheSiteIsServed() throws Exception {
    FakeClock clock = new FakeClock(); // stands still, so that nothing is forgiven
    try (AdminFixture admin = start(AdminFixture.config(folder), clock)) {
      List<CompletableFuture<HttpResponse<String>>> attempts = new ArrayList<>();
      long before = System.nanoTime();
      for (int i = 0; i < 40; i++) {
        attempts.add(
            admin
                .http()
                .sendAsync(
                    HttpRequest.newBuilder(admin.uri("/v1/stats"))
                        .header("Authorization", "Bearer wrong-" + i)
                        .build(),
                    BodyHandlers.ofString()));
      }
      assertThat(admin.get("/v1/stats").status()).as("a right credential").isEqualTo(200);
      int turnedAway = 0;
      int refused = 0;
      for (CompletableFuture<HttpResponse<String>> attempt : attempts) {
        turnedAway += attempt.get().statusCode() == 429 ? 1 : 0;
        refused += attempt.get().statusCode() == 401 ? 1 : 0;
      }
      assertThat(refused).isEqualTo(15);
      assertThat(turnedAway).isEqualTo(25);
      assertThat(System.nanoTime() - before).as("the last was held").isGreaterThan(4_500_000_000L);
      assertThat(admin.metrics.value("admin-auth-failures", "reason", "wrong")).isEqualTo(40);
    }
  }

  @Test
  void pathTricksLeadNowhere() throws Exception {
    registry.put(User.of(7, "the-passkey", "n"));
    FakeClock clock = new FakeClock();
    try (AdminFixture admin = start(AdminFixture.config(folder), clock)) {
      String[] tricks = {
        "/v1/users/../users/7",
        "/v1/./users/7",
        "/v1/users/%2e%2e/users/7",
        "/v1/x/%2E%2E/users/7",
        "/v1/users/7/..",
        "/v1/users/.%2e",
        "/v1//users/7",
        "//v1/users/7",
        "/v1/users/7/",
        "/v1/users;a=b/7",
        "/v1/users/7;a=b",
        "/v1%2Fusers%2F7",
        "/v1/users%2F7",
        "/v1/users/7%00",
        "/v1/users/7%0d%0aX-Y:1",
        "/v1/users/%37",
        "/V1/users/7",
        "/v1/users/7%",
        "/v1/users/%zz",
        "/v1/users/%c0%af",
        "/v1\\users\\7",
        "/healthz/../v1/users/7",
        "/healthz;/../v1/users/7",
        "https://127.0.0.1/v1/users/7"
      };
      for (String trick : tricks) {
        clock.advanceSeconds(1); // the failure before is forgiven, and nobody held or turned away
        String answer = raw(admin, "GET " + trick + " HTTP/1.1", "");
        assertThat(answer).as("a stranger at " + trick).doesNotContain("the-passkey");
        assertThat(answer.split(" ", 3)[1]).as("a stranger at " + trick).isIn("400", "401");
        String known = raw(admin, "GET " + trick + " HTTP/1.1", admin.token());
        if (!trick.equals("/v1/users/%37")) {
          assertThat(known.split(" ", 3)[1]).as(trick).isIn("400", "404");
        }
      }
    }
  }

  /** A request as it is written, over a socket of its own; what comes back. */
  private static String raw(AdminFixture admin, String line, String token) throws IOException {
    Path certificate = admin.server().certificateFile().orElseThrow();
    try (SSLSocket socket =
        (SSLSocket)
            AdminFixture.trusting(certificate)
                .getSocketFactory()
                .createSocket("127.0.0.1", admin.server().address().getPort())) {
      socket.setSoTimeout(20_000);
      String request =
          line
              + "\r\nHost: localhost\r\nConnection: close\r\n"
              + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
              + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void aClientCertificateOfTheAuthorityIsNeededWhereItIsRequired() throws Exception {
    SelfSignedCertificate friend = new SelfSignedCertificate(folder.resolve("friend"));
    SelfSignedCertificate stranger = new SelfSignedCertificate(folder.resolve("stranger"));
    friend.makeIfAbsent();
    stranger.makeIfAbsent();
    ClientCertificates required =
        new ClientCertificates(
            Optional.of(friend.certificateFile()), ClientCertificates.Mode.REQUIRED);
    ClientCertificates wanted =
        new ClientCertificates(
            Optional.of(friend.certificateFile()), ClientCertificates.Mode.WANTED);

    try (AdminFixture admin =
        start(AdminFixture.config(folder.resolve("a"), required, 1000), new FakeClock())) {
      assertThat(statusWith(admin, Optional.of("friend"))).isEqualTo(200);
      assertThat(statusWith(admin, Optional.of("stranger"))).isEqualTo(-1);
      assertThat(statusWith(admin, Optional.empty())).isEqualTo(-1);
    }
    try (AdminFixture admin =
        start(AdminFixture.config(folder.resolve("b"), wanted, 1000), new FakeClock())) {
      assertThat(statusWith(admin, Optional.of("friend"))).isEqualTo(200);
      assertThat(statusWith(admin, Optional.of("stranger"))).isEqualTo(-1);
      assertThat(statusWith(admin, Optional.empty())).isEqualTo(200);
    }
  }

  /** The status of a call with somebody's certificate; -1 if there is no connection. */
  private int statusWith(AdminFixture admin, Optional<String> who) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    Path certificate = admin.server().certificateFile().orElseThrow();
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    if (who.isPresent()) {
      ServerIdentity identity =
          IdentityLoader.load(new TlsConfig.SelfSigned(folder.resolve(who.get())));
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "me",
          identity.privateKey(),
          "x".toCharArray(),
          identity.certificates().toArray(java.security.cert.Certificate[]::new));
      keys.init(store, "x".toCharArray());
    }
    context.init(
        who.isPresent() ? keys.getKeyManagers() : null,
        AdminFixture.trust(certificate).getTrustManagers(),
        null);
    try (HttpClient http = HttpClient.newBuilder().sslContext(context).build()) {
      return http.send(admin.to("/v1/stats").build(), BodyHandlers.ofString()).statusCode();
    } catch (IOException e) {
      return -1;
    }
  }

  private AdminFixture start(AdminConfig config, FakeClock clock) {
    return new AdminFixture(config, registry, store, clock);
  }

  private static Answer asking(AdminFixture admin, String token) {
    return admin.send(
        HttpRequest.newBuilder(admin.uri("/v1/stats")).header("Authorization", "Bearer " + token));
  }
}
