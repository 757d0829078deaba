package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code karuta client counts --follow} while the tracker comes and goes. */
@Timeout(240)
final class FollowedCountsTest {

  private static final String ONE = "1".repeat(40);
  private static final String TWO = "2".repeat(40);

  @TempDir private Path home;

  @Test
  void saysThatTheTrackerIsGoneAndGoesOnWhenItIsBack() throws Exception {
    try (LiveTracker tracker = LiveTracker.start(home)) {
      register(tracker, ONE, 1);
      Process follow = follow(tracker);
      try (BufferedReader counts = follow.inputReader();
          BufferedReader errors = follow.errorReader()) {
        awaitLine(counts, ONE);

        tracker.process().terminate();
        assertThat(tracker.process().awaitExit()).isZero();
        assertThat(awaitLine(errors, "karuta: ")).endsWith("; trying again until Ctrl-C");

        try (TrackerProcess again =
            TrackerProcess.start(home, "serve", "--config", tracker.config().toString())) {
          again.awaitLine(" is up");
          awaitLine(counts, ONE); // a tracker that was started anew tells everything once more
          register(tracker, TWO, 2);
          awaitLine(counts, TWO);
        }
      } finally {
        follow.destroyForcibly();
      }
    }
  }

  private static void register(LiveTracker tracker, String hash, int number) {
    assertThat(
            tracker
                .client("torrent", "add", hash, "--id", String.valueOf(number), "--name", "T")
                .exit())
        .isZero();
  }

  private static Process follow(LiveTracker tracker) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "client",
                "counts",
                "--follow",
                "--config",
                tracker.config().toString()))
        .start();
  }

  private static String awaitLine(BufferedReader lines, String text) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains(text)) {
        return line;
      }
    }
    throw new AssertionError("ended without a line with " + text);
  }
}
