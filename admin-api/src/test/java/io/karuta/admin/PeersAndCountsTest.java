package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.karuta.admin.AdminFixture.Answer;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import io.karuta.testkit.store.TestAnnounce;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Looking at swarms, sending peers away, and following counts. */
@Timeout(60)
class PeersAndCountsTest {

  @TempDir private static Path folder;

  private final FakeRegistry registry = new FakeRegistry();
  private final ModelPeerStore store = ModelPeerStore.create();
  private final FakeClock clock = new FakeClock();
  private AdminFixture admin;

  @BeforeEach
  void start() {
    admin = new AdminFixture(AdminFixture.config(folder), registry, store, clock);
    registry.put(Torrent.of(TestAnnounce.infoHash(1), 101, "one"));
    registry.put(Torrent.of(TestAnnounce.infoHash(2), 102, "two"));
    registry.put(User.of(7, "k7", "seven"));
    registry.put(User.of(8, "k8", "eight"));
  }

  @AfterEach
  void stop() {
    admin.close();
  }

  @Test
  void showsThePeersOfATorrentAndOfAUser() {
    TestAnnounce.of(1).peer(1).siteUser(7).left(0).to(store);
    TestAnnounce.of(1).peer(2).siteUser(8).left(5).to(store);
    TestAnnounce.of(2).peer(1).siteUser(7).left(9).to(store);

    JsonNode ofTorrent =
        admin.get("/v1/torrents/" + TestAnnounce.infoHash(1) + "/peers").json().get("items");
    JsonNode ofUser = admin.get("/v1/users/7/peers").json().get("items");

    assertThat(ofTorrent).map(peer -> peer.get("user_id").intValue()).contains(7, 8).hasSize(2);
    for (JsonNode peer : ofTorrent) {
      boolean seven = peer.get("user_id").intValue() == 7;
      assertThat(peer.get("seeder").booleanValue()).isEqualTo(seven);
      assertThat(peer.get("left").intValue()).isEqualTo(seven ? 0 : 5);
      assertThat(peer.get("seen_at").longValue()).isEqualTo(FakeClock.START_SECOND);
      assertThat(peer.get("endpoints")).hasSize(1);
    }
    assertThat(ofUser)
        .map(peer -> peer.get("torrent_id").intValue())
        .containsExactlyInAnyOrder(101, 102);
    JsonNode mika = admin.get("/api/torrent/" + TestAnnounce.infoHash(1) + "/peers").json();
    assertThat(mika).hasSize(2);
    assertThat(mika.get(0).get("peer_id").textValue()).hasSize(20);
  }

  @Test
  void kicksAUserOutOfOneSwarm() {
    TestAnnounce.of(1).peer(1).siteUser(7).to(store);
    TestAnnounce.of(1).peer(2).siteUser(7).to(store);
    TestAnnounce.of(1).peer(3).siteUser(8).to(store);
    TestAnnounce.of(2).peer(1).siteUser(7).to(store);

    Answer answer = admin.delete("/v1/torrents/" + TestAnnounce.infoHash(1) + "/peers/7");

    assertThat(answer.json().get("removed").intValue()).isEqualTo(2);
    assertThat(store.peersOf(TestAnnounce.infoHash(1))).hasSize(1);
    assertThat(store.peersOf(TestAnnounce.infoHash(2))).hasSize(1);
    assertThat(admin.sink.drain()).hasSize(2);
  }

  @Test
  void flushesTheGhostsOfAUserAndLeavesTheLiving() {
    TestAnnounce.of(1).peer(1).siteUser(7).to(store);
    TestAnnounce.of(1).peer(2).siteUser(7).after(500).to(store);
    TestAnnounce.of(2).peer(1).siteUser(7).after(1000).to(store);
    TestAnnounce.of(2).peer(2).siteUser(8).to(store);
    clock.advanceSeconds(1000);

    assertThat(removed("/v1/users/7/peers?idle_seconds=501")).isEqualTo(1);
    assertThat(removed("/v1/users/7/peers?idle_seconds=500")).isEqualTo(1);
    assertThat(removed("/v1/users/7/peers")).isEqualTo(1);
    assertThat(store.totals().leechers()).isEqualTo(1);
  }

  private int removed(String path) {
    return admin.delete(path).json().get("removed").intValue();
  }

  @Test
  void tellsWhichCountsChangedSince() {
    TestAnnounce.of(1).peer(1).siteUser(7).left(0).to(store);
    JsonNode all = admin.get("/v1/counts").json();
    assertThat(all.get("complete").booleanValue()).isTrue();
    assertThat(all.get("items")).hasSize(2);

    assertThat(since(all).get("items")).isEmpty();
    TestAnnounce.of(2).peer(1).siteUser(7).left(5).to(store);
    assertThat(since(all).get("items")).as("looked at a moment ago").isEmpty();
    clock.advanceSeconds(1);
    JsonNode changed = since(all);
    assertThat(changed.get("complete").booleanValue()).isFalse();
    assertThat(changed.get("items"))
        .map(item -> item.get("torrent_id").intValue())
        .containsExactly(102);
    assertThat(since(changed).get("items")).isEmpty();

    admin.delete("/v1/torrents/" + TestAnnounce.infoHash(1));
    clock.advanceSeconds(1);
    assertThat(since(changed).get("removed"))
        .map(item -> item.get("torrent_id").intValue())
        .containsExactly(101);
    for (String unknown : new String[] {"x", "00000000-1", "", "99999999-99"}) {
      assertThat(admin.get("/v1/counts?since=" + unknown).json().get("complete").booleanValue())
          .as(unknown)
          .isTrue();
    }
  }

  private JsonNode since(JsonNode before) {
    return admin.get("/v1/counts?since=" + before.get("change").textValue()).json();
  }

  @Test
  void sendsCountsAsTheyChange() throws Exception {
    TestAnnounce.of(1).peer(1).siteUser(7).left(0).to(store);
    String id;
    try (Events events = listen("")) {
      assertThat(events.next()).startsWith("reset []");
      String first = events.next();
      assertThat(first).startsWith("counts [").contains("101").contains("102");

      TestAnnounce.of(2).peer(1).siteUser(7).left(5).to(store);
      clock.advanceSeconds(1);
      String second = events.next();
      assertThat(second).startsWith("counts [").contains("102").doesNotContain("101");
      id = events.id;
      admin.delete("/v1/torrents/" + TestAnnounce.infoHash(2));
      clock.advanceSeconds(1);
      assertThat(events.next()).startsWith("removed [").contains("102");
    }
    try (Events again = listen(id)) {
      assertThat(again.next()).as("what came while nobody listened").startsWith("removed [");
    }
  }

  @Test
  void stopsAtOnceThoughSomebodyListens() throws Exception {
    Events events = listen("");
    events.next();

    long before = System.nanoTime();
    admin.close();

    assertThat(System.nanoTime() - before).isLessThan(4_000_000_000L);
    events.close();
  }

  private Events listen(String lastId) throws Exception {
    var request = admin.to("/v1/counts/events");
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    HttpResponse<InputStream> response =
        admin.http().send(request.build(), BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    return new Events(response.body());
  }

  /** Reads events; one thread. */
  private static final class Events implements AutoCloseable {
    private final BufferedReader lines;
    private String id = "";

    Events(InputStream stream) {
      lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** The next event: its name and its data. */
    String next() throws IOException {
      String event = "";
      List<String> data = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event:")) {
          event = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
          data.add(line.substring(5).strip());
        } else if (line.startsWith("id:")) {
          id = line.substring(3).strip();
        } else if (line.isEmpty() && !event.isEmpty()) {
          return event + " " + String.join("", data);
        }
      }
      throw new IOException("the events ended");
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
