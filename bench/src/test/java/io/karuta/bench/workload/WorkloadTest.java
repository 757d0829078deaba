package io.karuta.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.registry.Torrent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class WorkloadTest {

  @Test
  void isTheSameForTheSameSeed() {
    List<String> first = queries(Workload.of(Workload.SEED, 50, 50, 100));
    List<String> second = queries(Workload.of(Workload.SEED, 50, 50, 100));
    List<String> other = queries(Workload.of(Workload.SEED + 1, 50, 50, 100));

    assertThat(second).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void givesAFewTorrentsMostOfThePeers() {
    Workload workload = Workload.of(Workload.SEED, 100, 1_000, 10_000);

    Map<Torrent, Long> peers =
        workload.announcers().stream()
            .collect(Collectors.groupingBy(Announcer::torrent, Collectors.counting()));

    // By Zipf's law the first of 1,000 has 1 in 7.5 of them.
    assertThat(peers.get(workload.torrents().getFirst())).isBetween(1_200L, 1_500L);
    assertThat(Collections.max(peers.values()))
        .isEqualTo(peers.get(workload.torrents().getFirst()));
  }

  @Test
  void announcesWithClientsOfTheWhitelist() {
    Workload workload = Workload.of(Workload.SEED, 10, 10, 200);

    assertThat(workload.announcers())
        .allSatisfy(announcer ->
            assertThat(workload.clients())
                .anyMatch(client -> announcer.peerId().startsWith(client.prefix())))
        .allSatisfy(announcer -> assertThat(announcer.peerId()).hasSize(20));
  }

  private static List<String> queries(Workload workload) {
    return workload.announcers().stream().map(announcer -> announcer.query(7, 50)).toList();
  }
}
