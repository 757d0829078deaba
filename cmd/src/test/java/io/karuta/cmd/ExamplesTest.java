package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sites of examples/, run against a tracker; where their interpreter is there. */
final class ExamplesTest {

  private static final String PASSKEY = "0123456789abcdef0123456789abcdef";
  private static final String HASH = "e940a7a57294e4c98f62514b32611e38181b6cae";

  @TempDir private Path home;

  @Test
  void thePythonSiteDoesWhatItShows() throws Exception {
    runs("python3", "--version", "examples/python-client/site.py");
  }

  @Test
  void thePhpSiteDoesWhatItShows() throws Exception {
    runs("php", "--version", "examples/php-client/site.php");
  }

  private void runs(String interpreter, String probe, String script) throws Exception {
    assumeTrue(isThere(interpreter, probe), interpreter + " is not there");
    try (LiveTracker tracker = LiveTracker.start(home)) {
      tracker.client("torrent", "add", HASH.replace('e', '0'), "--id", "9", "--name", "stray");
      Process site = start(tracker, interpreter, script);
      List<String> lines = new ArrayList<>();
      try (BufferedReader output =
          new BufferedReader(
              new InputStreamReader(site.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
          lines.add(line);
          if (line.equals("listening")) {
            tracker.announce(PASSKEY, HASH, 1, 0);
          }
        }
      } finally {
        site.destroy();
      }

      assertThat(lines)
          .containsExactly(
              "registered",
              "credit of alice: 5000000000",
              "refused: conflict, passkey",
              "reconciled: 0 created, 0 changed, 1 removed",
              "torrent 1: 0 seeders, 0 leechers",
              "listening",
              "torrent 1: 1 seeders, 0 leechers");
      assertThat(site.waitFor()).isZero();
      assertThat(tracker.client("user", "show", "1").out())
          .containsPattern("credited upload +4.7 GiB");
    }
  }

  private Process start(LiveTracker tracker, String interpreter, String script) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(interpreter, Repository.root().resolve(script).toString(), "1")
            .redirectErrorStream(true);
    builder.environment().putAll(tracker.environment());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    return builder.start();
  }

  private static boolean isThere(String interpreter, String probe) throws InterruptedException {
    try {
      Process version =
          new ProcessBuilder(interpreter, probe)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return version.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
