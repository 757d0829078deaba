package io.karuta.cmd.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.client.Health;
import io.karuta.client.Stats;
import io.karuta.client.TorrentCounts;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The screen of {@code karuta client top}. */
final class TopScreenTest {

  private static final Health HEALTH =
      new Health(
          false,
          List.of(
              new Health.Part("database", false, "no answer for 12 s"),
              new Health.Part("deltas", true, "3 of 262144 slots used")));

  private static TopScreen screen(int torrents) {
    return new TopScreen(
        "https://127.0.0.1:6970",
        new Stats(5000, 99_999, 12_345, 100_000, 20_000, 123, 1_000_000, 273_906),
        1234.4,
        HEALTH,
        LongStream.range(0, torrents)
            .mapToObj(id -> new TorrentCounts(id, "hash" + id, 1000 - id, id, 5))
            .toList(),
        TopOrder.SEEDERS);
  }

  @Test
  void showsNumbersPartsAndTheLargestTorrents() {
    assertThat(screen(2).lines(24, 100, true, counts -> "Name." + counts.torrentId()))
        .containsExactly(
            "karuta https://127.0.0.1:6970  up 3 d 04:05:06  NOT READY",
            "",
            "ANNOUNCES/S  SWARMS  SEEDERS  LEECHERS  DORMANT  USERS  TORRENTS",
            "      1,234  12,345  100,000    20,000      123  5,000    99,999",
            "",
            "PART",
            "database  NOT READY  no answer for 12 s",
            "deltas    ok         3 of 262144 slots used",
            "",
            "SEEDERS  LEECHERS  SNATCHES  ID  NAME",
            "  1,000         0         5   0  Name.0",
            "    999         1         5   1  Name.1",
            "",
            "by seeders   keys: s seeders, l leechers, p peers, q quit");
  }

  @Test
  void fitsEveryTerminal() {
    for (int rows = 1; rows < 40; rows++) {
      for (int columns = 1; columns < 90; columns += 11) {
        int most = columns;
        assertThat(screen(100).lines(rows, columns, true, _ -> "𝄞 a name of some length"))
            .hasSizeLessThanOrEqualTo(rows)
            .allMatch(line -> line.codePointCount(0, line.length()) <= most);
      }
    }
  }
}
