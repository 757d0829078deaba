package io.karuta.cmd.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing lost, nothing twice, whatever is killed: the tables equal the clients' own books to the
 * byte, on a MariaDB server and in the embedded database. {@code e2e/crash} runs it for longer.
 */
final class CrashTest {

  @TempDir private Path folder;

  @Test
  void accountsToTheByteOnAServer() throws Exception {
    CrashReport report = run(CrashSettings.ofProperties(false, 5));

    assertThat(report.tally().acknowledgedWithoutDatabase.sum()).isPositive();
  }

  @Test
  void accountsToTheByteInTheEmbeddedDatabase() throws Exception {
    run(CrashSettings.ofProperties(true, 2));
  }

  private CrashReport run(CrashSettings settings) throws Exception {
    System.out.println("CrashTest seed " + settings.seed());

    CrashReport report;
    try (CrashRun run = CrashRun.open(settings, folder)) {
      report = run.run(FaultPlan.of(settings, new Random(settings.seed())));
    }
    System.out.println(report.table());

    assertThat(report.differences()).as("seed %d", settings.seed()).isEmpty();
    assertThat(report.tally().refused).as("refused announces").isEmpty();
    assertThat(report.tables().deadLetters()).as("dead letters").isZero();
    return report;
  }
}
