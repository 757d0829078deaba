package io.karuta.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs wrk with {@code announces.lua}: one thread, keep-alive. Each run tells higher counters than
 * the one before, as clients do that go on uploading. One run at a time.
 */
final class Wrk {

  /** No run of ours sends each announce more often. */
  private static final int ROUNDS_PER_RUN = 100_000;

  /** As in the script. */
  private static final long BYTES_PER_ROUND = 1 << 20;

  private final Path script;
  private final Path announces;
  private final int connections;
  private int runs;

  Wrk(Path script, Path announces, int connections) {
    this.script = script;
    this.announces = announces;
    this.connections = connections;
  }

  /**
   * Sends announces for some seconds.
   *
   * @throws IOException if wrk can't be run, or fails; the message says what it printed
   */
  WrkResult run(int port, int seconds) throws IOException, InterruptedException {
    Path output = Files.createTempFile("wrk", ".txt");
    try {
      Process process =
          new ProcessBuilder(command(port, seconds))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(seconds + 30L, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      String text = Files.readString(output, StandardCharsets.UTF_8);
      if (!ended || process.exitValue() != 0) {
        throw new IOException("wrk failed:\n" + text);
      }
      return WrkResult.parse(text);
    } finally {
      Files.delete(output);
    }
  }

  /** Bytes that no announce has told yet, and that the next run's exceed. */
  long nextUploadedBytes() {
    return (long) runs * ROUNDS_PER_RUN * BYTES_PER_ROUND;
  }

  private List<String> command(int port, int seconds) {
    int firstRound = runs++ * ROUNDS_PER_RUN;
    return List.of(
        "wrk",
        "-t1",
        "-c" + connections,
        "-d" + seconds + "s",
        "-s",
        script.toString(),
        "http://127.0.0.1:" + port,
        "--",
        announces.toString(),
        String.valueOf(firstRound));
  }
}
