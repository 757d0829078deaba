package io.karuta.pipeline.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.delta.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecentFindingsTest {

  private final RecentFindings findings = new RecentFindings(1000);

  private static Finding finding(long sequence) {
    return new Finding(
        "test",
        Severity.INFO,
        new UserId(0, 1),
        1,
        new InfoHash(0, 0, 1),
        1,
        new PeerId(0, 0, 1),
        sequence,
        0,
        "odd");
  }

  @Test
  void keepsTheLastOnesNewestFirst() {
    for (int sequence = 0; sequence < 1500; sequence++) {
      findings.raise(finding(sequence));
    }

    assertThat(findings.newestFirst())
        .hasSize(1000)
        .startsWith(finding(1499), finding(1498))
        .endsWith(finding(500));
  }

  @Test
  void takesFindingsFromManyThreads() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int sequence = 0; sequence < 200; sequence++) {
                  findings.raise(finding(sequence));
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(findings.newestFirst()).hasSize(800);
  }

  @Test
  void refusesToKeepNothing() {
    assertThatThrownBy(() -> new RecentFindings(0)).hasMessageContaining("capacity: 0");
  }
}
