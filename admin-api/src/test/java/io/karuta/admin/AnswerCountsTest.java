package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted by route and status. */
class AnswerCountsTest {

  @TempDir private static Path folder;

  private AdminFixture admin;

  @BeforeEach
  void start() {
    admin = new AdminFixture(folder, new FakeRegistry(), ModelPeerStore.create());
  }

  @AfterEach
  void stop() {
    admin.close();
  }

  private long count(String method, String path, int status) {
    return admin.metrics.value(
        "admin-answers", "method", method, "path", path, "status", Integer.toString(status));
  }

  @Test
  void anAnswerCountsForItsRouteAndNotForItsPath() {
    admin.send("PUT", "/v1/users/7", "{'passkey':'k7'}");
    admin.send("PUT", "/v1/users/8", "{'passkey':'k8'}");
    admin.send("PUT", "/v1/users/8", "{'passkey':'k7'}");
    admin.get("/v1/users/7");
    admin.get("/v1/users/9");
    admin.get("/v1/users/nine");

    assertThat(count("PUT", "/v1/users/{user_id}", 201)).isEqualTo(2);
    assertThat(count("PUT", "/v1/users/{user_id}", 409)).isEqualTo(1);
    assertThat(count("GET", "/v1/users/{user_id}", 200)).isEqualTo(1);
    assertThat(count("GET", "/v1/users/{user_id}", 404)).isPositive();
    assertThat(count("GET", "/v1/users/{user_id}", 500)).as("from the start").isZero();
  }

  @Test
  void refusalsBeforeTheRouteCountForItToo() {
    admin.send(HttpRequest.newBuilder(admin.uri("/v1/stats")));
    admin.send(
        admin
            .to("/v1/settings")
            .header("Origin", "https://example.org")
            .method("PATCH", BodyPublishers.ofString("{}")));
    admin.send(HttpRequest.newBuilder(admin.uri("/healthz")));

    assertThat(count("GET", "/v1/stats", 401)).isEqualTo(1);
    assertThat(count("PATCH", "/v1/settings", 403)).isEqualTo(1);
    assertThat(count("GET", "/healthz", 200)).isEqualTo(1);
  }

  @Test
  void whatCallersMakeUpIsOneValue() {
    for (int i = 0; i < 50; i++) {
      admin.send(admin.to("/made/up/" + i));
    }
    admin.send(admin.to("/v1/./stats").method("MADE-UP", BodyPublishers.noBody()));
    admin.send(admin.to("/v1/stats").method("MADE-UP", BodyPublishers.noBody()));
    admin.send(admin.to("/v1/stats").DELETE());

    assertThat(count("other", "unknown", 404)).isEqualTo(50);
    assertThat(count("other", "unknown", 400)).isEqualTo(1);
    assertThat(count("other", "/v1/stats", 405)).isEqualTo(2);
    assertThatThrownBy(() -> admin.metrics.value("tell me all"))
        .hasMessageContaining("admin-answers")
        .hasMessageNotContainingAny("made", "MADE");
  }

  @Test
  void aFaultCounts() {
    ModelPeerStore store = ModelPeerStore.create();
    store.close();
    try (AdminFixture broken = new AdminFixture(folder, new FakeRegistry(), store)) {
      assertThat(broken.get("/v1/stats").status()).isEqualTo(500);
      assertThat(
              broken.metrics.value(
                  "admin-answers", "method", "GET", "path", "/v1/stats", "status", "500"))
          .isEqualTo(1);
    }
  }
}
