package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.karuta.pipeline.registry.HistoryRow;
import io.karuta.pipeline.registry.Torrent;
import io.karuta.pipeline.registry.User;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import io.karuta.testkit.store.TestAnnounce;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the books say of a user, by mika's route and by the clean one. */
class HistoryTest {

  private static final long USER = 7;
  private static final long ENOUGH_BYTES = AdminFixture.HIT_AND_RUN.minDownloadedBytes();
  private static final long ENOUGH_SECONDS = AdminFixture.HIT_AND_RUN.seedTime().toSeconds();

  @TempDir private static Path folder;

  private final FakeRegistry registry = new FakeRegistry();
  private final ModelPeerStore store = ModelPeerStore.create();
  private AdminFixture admin;

  @BeforeEach
  void start() {
    registry.put(User.of(USER, "passkey-seven", "seven"));
    admin = new AdminFixture(folder, registry, store);
  }

  @AfterEach
  void stop() {
    admin.close();
  }

  @Test
  void tellsOfEachTorrentWhetherItIsActiveFinishedOrHitAndRun() {
    book(1, ENOUGH_BYTES + 1, ENOUGH_SECONDS - 1, 1, 0);
    book(2, ENOUGH_BYTES, 0, 1, 0);
    book(3, ENOUGH_BYTES + 1, ENOUGH_SECONDS, 1, 0);
    book(4, ENOUGH_BYTES + 1, 0, 0, 500);
    book(5, 10, 0, 0, 0);
    book(6, ENOUGH_BYTES + 1, 0, 1, 0);
    registry.put(Torrent.of(TestAnnounce.infoHash(6), 6, "six"));
    TestAnnounce.of(6).siteUser(USER).left(0).to(store);
    registry.put(Torrent.of(TestAnnounce.infoHash(8), 8, "eight"));
    TestAnnounce.of(8).siteUser(USER).left(100).to(store);

    JsonNode torrents = admin.get("/api/user/7/torrents").json();

    assertThat(texts(torrents.get("active"))).containsExactly("6", "8");
    assertThat(texts(torrents.get("hnr"))).containsExactly("1", "4");
    assertThat(texts(torrents.get("complete"))).containsExactly("1", "2", "3", "5", "6");
    assertThat(texts(torrents.get("incomplete"))).containsExactly("4", "8");
  }

  @Test
  void readsMoreTorrentsThanFitIntoOneAnswerOfTheBooks() {
    LongStream.rangeClosed(1, 2500).forEach(torrent -> book(torrent, 1, 1, 1, 0));

    assertThat(texts(admin.get("/api/user/7/torrents").json().get("complete"))).hasSize(2500);
  }

  @Test
  void listsTheHistoryPageByPage() {
    LongStream.rangeClosed(1, 250).forEach(torrent -> book(3 * torrent, torrent, 60, 1, 0));

    List<Long> seen = new ArrayList<>();
    String path = "/v1/users/7/history?limit=100";
    JsonNode page = admin.get(path).json();
    page.get("items").forEach(row -> seen.add(row.get("torrent_id").longValue()));
    while (!page.get("next").isNull()) {
      page = admin.get(path + "&after=" + page.get("next").textValue()).json();
      page.get("items").forEach(row -> seen.add(row.get("torrent_id").longValue()));
    }

    assertThat(seen)
        .isEqualTo(LongStream.rangeClosed(1, 250).mapToObj(torrent -> 3 * torrent).toList());
    JsonNode row = admin.get("/v1/users/7/history?limit=1").json().get("items").get(0);
    assertThat(row.get("downloaded").longValue()).isEqualTo(1);
    assertThat(row.get("seed_seconds").longValue()).isEqualTo(60);
    assertThat(row.get("snatches").longValue()).isEqualTo(1);
    assertThat(row.get("client").textValue()).isEqualTo("Deluge");
  }

  private void book(
      long torrent, long downloaded, long seedSeconds, long snatches, long leftBytes) {
    long day = Duration.ofDays(1).toSeconds();
    registry.book(
        USER,
        new HistoryRow(
            torrent,
            1000,
            downloaded,
            1000,
            downloaded,
            seedSeconds,
            5,
            snatches,
            snatches * day,
            day,
            2 * day,
            3,
            false,
            leftBytes,
            "Deluge"));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.textValue()));
    return texts;
  }
}
