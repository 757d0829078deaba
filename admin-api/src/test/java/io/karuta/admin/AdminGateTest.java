package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.admin.AdminFixture.Answer;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in. */
class AdminGateTest {

  @TempDir private static Path folder;

  private static final String CLIENT = "{\"prefix\":\"-DE\",\"client\":\"Deluge\"}";

  private final FakeRegistry registry = new FakeRegistry();
  private AdminFixture admin;

  @BeforeEach
  void start() {
    admin = new AdminFixture(folder, registry, ModelPeerStore.create());
  }

  @AfterEach
  void stop() {
    admin.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/whitelist", "/api/counts", "/", "/nowhere"})
  void tellsAStrangerNothing(String path) {
    Answer answer = admin.send(HttpRequest.newBuilder(admin.uri(path)));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().get("error").textValue()).isEqualTo("unauthorized");
    assertThat(answer.http().headers().firstValue("WWW-Authenticate"))
        .contains("Bearer realm=\"karuta\", Basic realm=\"karuta\"");
    assertThat(admin.metrics.value("admin-requests", "result", "unauthorized")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer 0000000000000000000000000000000000000000000000000000000000000000",
        "Basic YWRtaW46YWRtaW4=",
        "Basic !",
        "Digest username=admin",
        "x"
      })
  void changesNothingForAWrongCredential(String authorization) {
    Answer answer = admin.send(whitelist().header("Authorization", authorization));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(registry.clients().size()).isZero();
  }

  @Test
  void letsTheTokenIn() {
    Answer answer = admin.send(whitelist().header("Authorization", "Bearer " + admin.token()));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(admin.metrics.value("admin-requests", "result", "served")).isEqualTo(1);
  }

  @Test
  void letsUserAdminInWithTheTokenAsPassword() {
    String pair = "admin:" + admin.token();
    String base64 = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));

    Answer answer = admin.send(whitelist().header("Authorization", "Basic " + base64));

    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  void refusesWebPagesInABrowserThatRemembersTheCredential() {
    Answer answer =
        admin.send(
            whitelist()
                .header("Authorization", "Bearer " + admin.token())
                .header("Origin", "https://example.org"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(registry.clients().size()).isZero();
  }

  private HttpRequest.Builder whitelist() {
    return HttpRequest.newBuilder(admin.uri("/api/whitelist"))
        .POST(BodyPublishers.ofString(CLIENT));
  }
}
