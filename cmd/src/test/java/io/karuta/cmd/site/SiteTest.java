package io.karuta.cmd.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.client.Stats;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A site is pushed, changed, deleted and reconciled while clients announce: no announce sees a
 * half-made change or one that was answered too early, and the counts are those of the clients.
 * {@code bench/site/run} runs it in full size.
 */
final class SiteTest {

  @TempDir private Path home;

  @Test
  void noAnnounceSeesAHalfMadeChangeAndTheCountsAreRight() throws Exception {
    SiteSettings settings = SiteSettings.ofProperties();
    System.out.println("SiteTest seed " + settings.seed());

    try (SiteRun run = SiteRun.open(settings, home)) {
      run.run();
      System.out.println(run.report());

      assertThat(run.crowd().violations()).as("seed %d", settings.seed()).isEmpty();
      assertThat(run.crowd().judged()).isGreaterThan(run.crowd().unjudged());
      assertThat(run.differences()).as("seed %d", settings.seed()).isEmpty();
      Stats stats = run.tracker().api().stats();
      assertThat(stats.users()).isEqualTo(settings.users());
      assertThat(stats.torrents()).isEqualTo(settings.torrents());
      assertThat(stats.seeders() + stats.leechers()).isEqualTo(settings.clients());

      run.deleteSome();
      assertThat(run.differences()).as("seed %d", settings.seed()).isEmpty();
      assertThat(run.tracker().stop()).as(run.tracker().log()).isZero();
      assertThat(run.tracker().log()).doesNotContain(" ERROR ");
    }
  }
}
