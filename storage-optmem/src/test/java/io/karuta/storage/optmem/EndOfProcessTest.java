package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.pipeline.store.PeerSnapshot;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.store.TestAnnounce;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ends real processes with the store under load, and looks at what they leave. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class EndOfProcessTest {

  private static final int SIGTERM_EXIT = 128 + 15;
  private static final int SIGKILL_EXIT = 128 + 9;

  @TempDir private Path folder;

  @Test
  void endsInOrderOnSigterm() throws IOException, InterruptedException {
    Process process = start(1);
    BufferedReader output = process.inputReader();
    readUntil(output, "ready");

    // Process.destroy() would close the output as well.
    process.toHandle().destroy();

    readUntil(output, "closed");
    assertThat(process.waitFor()).isEqualTo(SIGTERM_EXIT);
    assertThat(folder.resolve("swarms.open")).doesNotExist();
    assertNothingLeftBehind();
    assertAllAcknowledgedPeersAreThere();
  }

  @Test
  void losesNoAcknowledgedPeerWhenKilled() throws IOException, InterruptedException {
    for (int round = 1; round <= 2; round++) {
      Process process = start(10L * round);
      readUntil(process.inputReader(), "ready");

      process.destroyForcibly();

      assertThat(process.waitFor()).isEqualTo(SIGKILL_EXIT);
      assertThat(folder.resolve("swarms.open")).exists();
      assertAllAcknowledgedPeersAreThere();
    }
    assertNothingLeftBehind();
  }

  private Process start(long seed) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("..", "conf", "jvm.options").toAbsolutePath().normalize());
    command.add("-ea");
    command.add("-Xmx256m");
    command.add("-XX:ErrorFile=" + folder.resolve("hs_err.log"));
    command.add("-Duser.home=" + folder);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(LoadedProcess.class.getName());
    command.add(folder.toString());
    command.add(Long.toString(seed));
    return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
  }

  private static void readUntil(BufferedReader output, String expected) throws IOException {
    List<String> lines = new ArrayList<>();
    String line = output.readLine();
    while (line != null && !line.equals(expected)) {
      lines.add(line);
      line = output.readLine();
    }
    assertThat(line).as("output of the process: %s", lines).isEqualTo(expected);
  }

  /** No crash report, no core dump, and none of the files by which Chronicle reports home. */
  private void assertNothingLeftBehind() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("swarms", "notes-0", "notes-1", "notes-2", "notes-3");
    }
  }

  private void assertAllAcknowledgedPeersAreThere() throws IOException {
    Map<Integer, Integer> acknowledged = new HashMap<>();
    Set<Integer> unsure = new HashSet<>();
    for (int thread = 0; thread < LoadedProcess.THREADS; thread++) {
      readNotes(LoadedProcess.notes(folder, thread), acknowledged, unsure);
    }
    try (OptmemStore store =
        OptmemStore.open(LoadedProcess.config(folder), new FakeClock(), MetricsSink.none())) {
      assertThat(store.verify().problems()).isEmpty();
      Map<Integer, Integer> found = found(store, acknowledged.keySet());
      for (int peer : unsure) {
        acknowledged.remove(peer);
        found.remove(peer);
      }
      acknowledged.values().removeIf(state -> state == LoadedProcess.GONE);
      assertThat(found).hasSizeGreaterThan(1000).isEqualTo(acknowledged);
    }
  }

  /** Whose last operation was begun but not acknowledged may be in either state. */
  private static void readNotes(Path notes, Map<Integer, Integer> acknowledged, Set<Integer> unsure)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(notes));
    int lastIntent = -1;
    while (bytes.remaining() >= LoadedProcess.NOTE_BYTES) {
      int peer = bytes.getInt();
      int state = bytes.getInt();
      if (state == LoadedProcess.INTENT) {
        if (lastIntent >= 0) {
          // From a killed process; what came of it shows when the peer announces again.
          unsure.add(lastIntent);
        }
        lastIntent = peer;
      } else {
        unsure.remove(peer);
        acknowledged.put(peer, state);
        lastIntent = -1;
      }
    }
    if (lastIntent >= 0) {
      unsure.add(lastIntent);
    }
  }

  private static Map<Integer, Integer> found(OptmemStore store, Set<Integer> peers) {
    Set<InfoHash> swarms = new HashSet<>();
    peers.forEach(peer -> swarms.add(TestAnnounce.infoHash(LoadedProcess.swarm(peer))));
    Map<Integer, Integer> found = new HashMap<>();
    for (InfoHash infoHash : swarms) {
      for (PeerSnapshot peer : store.peersOf(infoHash)) {
        int state = peer.seeder() ? LoadedProcess.SEEDER : LoadedProcess.LEECHER;
        assertThat(found.put((int) peer.user().low(), state)).isNull();
      }
    }
    return found;
  }
}
