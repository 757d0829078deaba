package io.karuta.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.testkit.AllocationMeter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keeps the benchmark's setup from rotting, and its goal from being missed unnoticed. */
final class AnnounceBenchmarkTest {

  private final AnnounceBenchmark.Site site = new AnnounceBenchmark.Site();
  private final AnnounceBenchmark.OwnCost cost = new AnnounceBenchmark.OwnCost();
  private final AnnounceBenchmark benchmark = new AnnounceBenchmark();

  @BeforeEach
  void startSmallSite() {
    site.torrents = 100;
    site.peers = 2_000;
    site.numWant = 50;
    site.accounting = true;
    site.fill();
    benchmark.start(site);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void fillsTheSwarmsWithEveryPeer() {
    assertThat(site.tracker().totals().seeders() + site.tracker().totals().leechers())
        .isEqualTo(2_000);
    assertThat(site.tracker().deltasTaken()).isEqualTo(2_000);
  }

  @Test
  void answersAnAnnounceWithPeers() {
    int lengthBytes = benchmark.announce(cost);

    String reply = new String(benchmark.lastReply(), StandardCharsets.ISO_8859_1);
    assertThat(reply).hasSize(lengthBytes).startsWith("d8:completei").endsWith("e");
    assertThat(reply).contains("5:peers").doesNotContain("5:peers0:");
    assertThat(site.tracker().deltasTaken()).isEqualTo(2_001);
  }

  @Test
  void countsWhatTheThreadUses() {
    cost.begin();
    for (int i = 0; i < 1_000; i++) {
      benchmark.announce(cost);
    }
    byte[] allocated = new byte[1_000_000];
    cost.end();

    assertThat(cost.announces).isEqualTo(1_000);
    assertThat(cost.announceBytes()).isGreaterThan(allocated.length);
    assertThat(cost.announceCpuNanos()).isPositive();
  }

  @Test
  void allocatesNothingOnTheAnnouncingThread() {
    double bytes = AllocationMeter.bytesPerCall(30_000, () -> benchmark.announce(cost));

    assertThat(bytes).isLessThan(1.0);
  }
}
