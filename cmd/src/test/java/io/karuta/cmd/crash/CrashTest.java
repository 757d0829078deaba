package io.karuta.cmd.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing lost, nothing twice, whatever is killed: the tables equal the clients' own books to the
 * byte. {@code e2e/crash} runs it for longer.
 */
final class CrashTest {

  @TempDir private Path folder;

  @Test
  void accountsToTheByteThroughKills() throws Exception {
    CrashSettings settings = CrashSettings.ofProperties();
    System.out.println("CrashTest seed " + settings.seed());

    CrashReport report;
    try (CrashRun run = CrashRun.open(settings, folder)) {
      report = run.run(FaultPlan.of(settings, new Random(settings.seed())));
    }
    System.out.println(report.table());

    assertThat(report.differences()).as("seed %d", settings.seed()).isEmpty();
    assertThat(report.tally().refused).as("refused announces").isEmpty();
    assertThat(report.tally().acknowledgedWithoutDatabase.sum()).isPositive();
    assertThat(report.deadLetters()).as("dead letters").isZero();
  }
}
