package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.admin.AdminFixture.Answer;
import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers see when something behind the API goes wrong, or goes on at the same time. */
class AdminFaultTest {

  @TempDir private static Path folder;

  private final FakeRegistry registry = new FakeRegistry();
  private final ModelPeerStore store = ModelPeerStore.create();

  @Test
  void saysThatTheSourceFailed() {
    UnreliableRegistry failing = new UnreliableRegistry(registry);
    failing.source = UnreliableRegistry.Source.FAILS;

    try (AdminFixture admin = new AdminFixture(folder, failing, store)) {
      Answer answer = admin.post("/api/whitelist", "{\"prefix\":\"-DE\",\"client\":\"Deluge\"}");

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.json().get("error").textValue()).isEqualTo("source-failed");
      assertThat(answer.json().get("level").intValue()).isEqualTo(2);
      assertThat(answer.http().body()).doesNotContain("db.example.org");
      assertThat(admin.metrics.value("admin-requests", "result", "failed")).isEqualTo(1);
    }
  }

  @Test
  void answersWithAFaultThatShowsAtOnce() {
    registry.put(Torrent.of(new InfoHash(0, 0, 1), 1, "n"));
    store.close();

    try (AdminFixture admin = new AdminFixture(folder, registry, store)) {
      Answer answer = admin.get("/api/counts");

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.json().get("error").textValue()).isEqualTo("internal");
    }
  }

  @Test
  void cutsTheConnectionOfAnAnswerThatFailsHalfWay() {
    for (int i = 1; i <= 5_000; i++) {
      registry.put(Torrent.of(new InfoHash(0, 0, i), i, "n"));
    }

    try (AdminFixture admin = new AdminFixture(folder, registry, new ClosingStore(store, 4_000))) {
      assertThatThrownBy(() -> admin.get("/api/counts")).hasRootCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void addsAUserOnceWhenAskedTwiceAtTheSameTime() throws Exception {
    try (AdminFixture admin = new AdminFixture(folder, registry, store);
        ExecutorService callers = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> statuses = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String body =
            "{\"user_id\":"
                + (1 + i / 4)
                + ",\"passkey\":\"key"
                + i
                + "\","
                + "\"can_leech\":true,\"name\":\"n\"}";
        statuses.add(callers.submit(() -> admin.post("/api/user", body).status()));
      }

      int added = 0;
      for (Future<Integer> status : statuses) {
        assertThat(status.get()).isIn(200, 409);
        added += status.get() == 200 ? 1 : 0;
      }
      assertThat(added).isEqualTo(10);
      assertThat(registry.users().size()).isEqualTo(10);
    }
  }
}
