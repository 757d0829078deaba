package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code karuta client top} in a real pseudo-terminal, which {@code script} makes. */
final class TopInATerminalTest {

  private static final String ALTERNATE = "\033[?1049h";
  private static final String USUAL = "\033[?1049l";

  @TempDir private Path home;

  @Test
  void redrawsInPlaceUntilQAndLeavesTheTerminalAsItWas() throws Exception {
    Path script = Path.of("/usr/bin/script");
    assumeTrue(Files.isExecutable(script), "script is not there");
    try (LiveTracker tracker = LiveTracker.start(home)) {
      assertThat(screens(tracker, "q")).endsWith("exit 0");
      assertThat(screens(tracker, "\003")).endsWith("exit 130");
    }
  }

  @Test
  void endsWhenNobodyReadsItAnyMore() throws Exception {
    try (LiveTracker tracker = LiveTracker.start(home)) {
      Process top =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  "client",
                  "top",
                  "--interval",
                  "1s",
                  "--config",
                  tracker.config().toString())
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (BufferedReader output = top.inputReader()) {
        assertThat(output.readLine()).startsWith("karuta https://");
      }
      try {
        assertThat(top.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(top.exitValue()).isZero();
      } finally {
        top.destroyForcibly();
      }
    }
  }

  /** What the terminal was sent when a key was hit after the first screen. */
  private static String screens(LiveTracker tracker, String key) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String top =
        "%s -cp '%s' %s client top --interval 1s --config %s"
            .formatted(
                java,
                System.getProperty("java.class.path"),
                Main.class.getName(),
                tracker.config());
    // Ctrl-C is for the command: the shell outlives it, also where tests run with it ignored.
    String shell = "trap : INT; stty cols 100 rows 30; stty -g; " + top + "; echo exit $?; stty -g";
    Process process =
        new ProcessBuilder(
                List.of("env", "--default-signal=INT", "script", "-qefc", shell, "/dev/null"))
            .redirectErrorStream(true)
            .start();
    StringBuilder sent = new StringBuilder();
    try (InputStream output = process.getInputStream();
        OutputStream keys = process.getOutputStream()) {
      byte[] some = new byte[8192];
      boolean hit = false;
      for (int read = output.read(some); read >= 0; read = output.read(some)) {
        sent.append(new String(some, 0, read, StandardCharsets.UTF_8));
        if (!hit && sent.indexOf("q quit") > 0) {
          hit = true;
          keys.write(key.getBytes(StandardCharsets.US_ASCII));
          keys.flush();
        }
      }
    } finally {
      process.destroy();
    }
    String all = sent.toString().replace("\r\n", "\n");
    assertThat(all).contains(ALTERNATE, USUAL, "ANNOUNCES/S");
    String before = all.lines().findFirst().orElseThrow();
    String rest = all.substring(all.lastIndexOf(USUAL) + USUAL.length());
    List<String> after = rest.strip().lines().toList();
    assertThat(after.getLast()).as("the terminal's state").isEqualTo(before);
    return after.get(after.size() - 2);
  }
}
