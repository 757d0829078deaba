package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.testkit.AnnounceQuery;
import io.karuta.testkit.TrackerClient;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code karuta deltas}, as an operator runs it after a tracker was killed. */
final class DeltasCommandTest {

  private static final byte[] INFO_HASH =
      HexFormat.of().parseHex("e940a7a57294e4c98f62514b32611e38181b6cae");

  @TempDir private Path home;

  @Test
  void tellsShowsAndDeliversWhatAKilledTrackerHasNotDelivered() throws Exception {
    leaveTwoDeltasBehind();

    try (TrackerProcess status = karuta("deltas", "status")) {
      assertThat(status.awaitLine("ring ")).contains("64 places, last delta 1, held from 0 on");
      assertThat(status.awaitLine("books: ")).contains("delivered through -1, 2 waiting");
      assertThat(status.awaitExit()).isZero();
    }
    try (TrackerProcess export = karuta("deltas", "export")) {
      assertThat(export.awaitLine("\"sequence\":0")).contains("\"event\":\"started\"");
      assertThat(export.awaitLine("\"sequence\":1")).contains("\"uploaded\":700");
      assertThat(export.awaitExit()).isZero();
    }
    try (TrackerProcess replay = karuta("deltas", "replay")) {
      assertThat(replay.awaitLine("delivered")).isEqualTo("all delivered");
      assertThat(replay.awaitExit()).as(replay.log()).isZero();
    }
    assertThat(written()).hasSize(2);
    try (TrackerProcess status = karuta("deltas", "status")) {
      assertThat(status.awaitLine("books: ")).contains("delivered through 1, 0 waiting");
      assertThat(status.awaitExit()).isZero();
    }
    try (TrackerProcess export = karuta("deltas", "export", "--all")) {
      export.awaitLine("\"sequence\":0");
      export.awaitLine("\"sequence\":1");
      assertThat(export.awaitExit()).isZero();
    }
    try (TrackerProcess replay = karuta("deltas", "replay")) {
      assertThat(replay.awaitLine("delivered")).isEqualTo("all delivered");
      assertThat(replay.awaitExit()).isZero();
    }
    assertThat(written()).as("nothing is written again").hasSize(2);
  }

  @Test
  void namesWhatIsWrong() throws Exception {
    writeConfig();
    try (TrackerProcess absent = karuta("deltas", "status")) {
      assertThat(absent.awaitExit()).isEqualTo(1);
      assertThat(absent.log()).contains(file().toString());
    }

    leaveTwoDeltasBehind();
    try (TrackerProcess other = karuta("deltas", "replay", "--handler", "sql")) {
      assertThat(other.awaitExit()).isEqualTo(2);
      assertThat(other.log()).contains("--handler: sql (expected: one of [books])");
    }
    damageTheNewestDelta();
    try (TrackerProcess status = karuta("deltas", "status")) {
      assertThat(status.awaitLine("damaged: ")).contains("1");
      assertThat(status.awaitExit()).isEqualTo(1);
    }
  }

  /** A tracker that closes its batches late is killed before it has closed one. */
  private void leaveTwoDeltasBehind() throws Exception {
    writeConfig();
    try (TrackerProcess tracker = karuta("serve")) {
      String line = tracker.awaitLine("  announces");
      URI url = URI.create(line.substring(line.indexOf("http")).split(" ", 2)[0]);
      InetSocketAddress address = new InetSocketAddress(url.getHost(), url.getPort());
      try (TrackerClient client = TrackerClient.connect(address)) {
        client.get(announce().with("uploaded", 0).with("event", "started").toString()).bencoded();
        client.get(announce().with("uploaded", 700).toString()).bencoded();
      }
      tracker.kill();
      tracker.awaitExit();
    }
  }

  private static AnnounceQuery announce() {
    byte[] peerId = "-DE203s-000000000000".getBytes(StandardCharsets.US_ASCII);
    return AnnounceQuery.announce("/announce/0123456789abcdef", INFO_HASH, peerId)
        .with("port", 6881)
        .with("left", 0);
  }

  private void damageTheNewestDelta() throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
      byte[] content = new byte[(int) bytes.length()];
      bytes.readFully(content);
      int slot = lastIndexOf(content, INFO_HASH);
      bytes.seek(slot);
      bytes.write(~content[slot]);
    }
  }

  private static int lastIndexOf(byte[] content, byte[] wanted) {
    for (int at = content.length - wanted.length; at >= 0; at--) {
      if (Arrays.equals(content, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    throw new AssertionError("no delta in the file");
  }

  private List<String> written() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("data/jsonl"))) {
      return files.sorted().flatMap(DeltasCommandTest::lines).toList();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file() {
    return home.resolve("data/deltas");
  }

  private void writeConfig() throws IOException {
    Files.writeString(
        home.resolve("karuta.conf"),
        """
        http { listeners = [ { address = "127.0.0.1", port = 0 } ], allow-non-routable = true }
        admin { port = 0 }
        registry { source = memory }
        swarm { file = data/swarms, max-peers = 1000, max-torrents = 100 }
        deltas {
          file = data/deltas, ring-size = 64, batch-interval = 1 minute
          handlers = [ { name = jsonl, as = books, options { folder = data/jsonl } } ]
        }
        pre-hooks = [

          { name = stats-deltas, options { user-identifier = passkey } }
          peer-selection
        ]
        """);
  }

  private TrackerProcess karuta(String... command) throws IOException {
    return TrackerProcess.start(
        home,
        Stream.concat(
                Stream.of(command), Stream.of("--config", home.resolve("karuta.conf").toString()))
            .toArray(String[]::new));
  }
}
