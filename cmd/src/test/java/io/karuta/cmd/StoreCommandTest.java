package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.storage.optmem.OptmemConfig;
import io.karuta.storage.optmem.OptmemStore;
import io.karuta.storage.optmem.StorePlan;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.store.TestAnnounce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code karuta store}, as an operator runs it. */
final class StoreCommandTest {

  /** In the file, from an info hash on. */
  private static final int PARTIAL_SEEDS = 32 + 26;

  @TempDir private Path home;

  private Path file() {
    return home.resolve("data/swarms");
  }

  private Path config(String swarm) throws IOException {
    Path config = home.resolve("karuta.conf");
    Files.writeString(config, "pre-hooks = [ peer-selection ]\nswarm { " + swarm + " }\n");
    return config;
  }

  private Path config() throws IOException {
    return config("file = data/swarms, max-peers = 2000, max-torrents = 100");
  }

  private OptmemStore store() {
    OptmemConfig config =
        new OptmemConfig(
            Optional.of(file()), 2000, 100, Duration.ofMinutes(45), Duration.ofDays(21));
    OptmemStore store = OptmemStore.open(config, new FakeClock(), MetricsSink.none());
    for (int peer = 0; peer < 1234; peer++) {
      TestAnnounce.of(peer % 2 == 0 ? 0 : peer % 50).peer(peer).to(store);
    }
    return store;
  }

  private TrackerProcess karuta(Path config, String... command) throws IOException {
    String[] arguments = new String[command.length + 2];
    System.arraycopy(command, 0, arguments, 0, command.length);
    arguments[command.length] = "--config";
    arguments[command.length + 1] = config.toString();
    return TrackerProcess.start(home, arguments);
  }

  @Test
  void verifyCallsASoundFileClean() throws Exception {
    store().close();

    try (TrackerProcess verify = karuta(config(), "store", "verify")) {
      assertThat(verify.awaitLine("swarm file")).isEqualTo("swarm file " + file());
      assertThat(verify.awaitLine("torrents")).startsWith("26 torrents, ").contains("1,234 peers");
      assertThat(verify.awaitLine("clean")).isEqualTo("clean");
      assertThat(verify.awaitExit()).isZero();
    }
    assertThat(home.resolve("data/swarms.open")).doesNotExist();
  }

  @Test
  void verifySaysThatItRecoveredAFile() throws Exception {
    store().close();
    Files.createFile(home.resolve("data/swarms.open"));

    try (TrackerProcess verify = karuta(config(), "store", "verify")) {
      assertThat(verify.awaitLine("recovered")).isEqualTo("was not closed in order: recovered");
      assertThat(verify.awaitLine("torrents")).contains("1,234 peers");
      assertThat(verify.awaitExit()).isZero();
    }
  }

  @Test
  void verifyTellsEachProblemInALineOfItsOwn() throws Exception {
    store().close();
    damage(3);
    damage(5);

    try (TrackerProcess verify = karuta(config(), "store", "verify")) {
      verify.awaitLine("torrents");
      for (int i = 0; i < 2; i++) {
        assertThat(verify.awaitLine(" partial seeds"))
            .containsAnyOf(TestAnnounce.infoHash(3).toString(), TestAnnounce.infoHash(5).toString())
            .contains("0 partial seeds, counted 7");
      }
      assertThat(verify.awaitExit()).isEqualTo(1);
    }
  }

  /** Makes a torrent's block count partial seeds that it has not, wherever a copy of it lies. */
  private void damage(long torrent) throws IOException {
    byte[] infoHash = TestAnnounce.infoHash(torrent).toBytes();
    byte[] content = Files.readAllBytes(file());
    for (int at = 0; at + 100 < content.length; at++) {
      if (Arrays.equals(content, at, at + infoHash.length, infoHash, 0, infoHash.length)) {
        content[at + PARTIAL_SEEDS] = 7;
      }
    }
    Files.write(file(), content);
  }

  @Test
  void verifyRefusesAFileThatIsInUse() throws Exception {
    try (OptmemStore store = store();
        TrackerProcess verify = karuta(config(), "store", "verify")) {
      assertThat(verify.awaitExit()).isEqualTo(1);
      assertThat(verify.log()).contains(file().toString()).contains("another tracker has it open");
      assertThat(store.verify().clean()).isTrue();
    }
  }

  @Test
  void verifyMakesNoFile() throws Exception {
    try (TrackerProcess verify = karuta(config(), "store", "verify")) {
      assertThat(verify.awaitExit()).isEqualTo(1);
      assertThat(verify.log()).contains(file().toString()).contains("there is no such file");
    }
    assertThat(file().getParent()).doesNotExist();
  }

  @Test
  void verifyRefusesWhatIsNoSwarmFile() throws Exception {
    Files.createDirectory(file().getParent());
    Files.writeString(file(), "no swarms");

    try (TrackerProcess verify = karuta(config(), "store", "verify")) {
      assertThat(verify.awaitExit()).isEqualTo(1);
      assertThat(verify.log()).contains(file().toString()).contains("is no swarm file");
    }
    assertThat(file()).hasContent("no swarms");
  }

  @Test
  void verifyNeedsAFile() throws Exception {
    Path config = config("max-peers = 2000");

    try (TrackerProcess verify = karuta(config, "store", "verify")) {
      assertThat(verify.awaitExit()).isEqualTo(1);
      assertThat(verify.log()).contains(config + " names no swarm.file");
    }
  }

  @Test
  void tellsAWrongConfiguration() throws Exception {
    Path config = config("max-peer = 2000");

    try (TrackerProcess verify = karuta(config, "store", "verify");
        TrackerProcess plan = karuta(config, "store", "plan")) {
      assertThat(verify.awaitExit()).isEqualTo(78);
      assertThat(verify.log()).contains(config + ":2  swarm.max-peer");
      assertThat(plan.awaitExit()).isEqualTo(78);
      assertThat(plan.log()).isEqualTo(verify.log());
    }
  }

  @Test
  void planSaysHowLongTheFileWillBe() throws Exception {
    store().close();

    try (TrackerProcess plan = karuta(config(), "store", "plan")) {
      assertThat(plan.awaitLine("peers in")).startsWith("2,000 peers in 100 torrents");
      assertThat(plan.awaitLine("swarm file"))
          .endsWith(String.format(Locale.ROOT, " %,d", Files.size(file())));
      assertThat(plan.awaitExit()).isZero();
    }
  }

  @Test
  void planTakesOtherSizesAndMakesNoFile() throws Exception {
    long fileBytes = StorePlan.of(5_000_000, 500_000).fileBytes();

    try (TrackerProcess plan =
        karuta(config(), "store", "plan", "--max-peers=5000000", "--max-torrents=500000")) {
      assertThat(plan.awaitLine("peers in")).startsWith("5,000,000 peers in 500,000 torrents");
      assertThat(plan.awaitLine("swarm file"))
          .endsWith(String.format(Locale.ROOT, " %,d", fileBytes));
      assertThat(plan.awaitExit()).isZero();
    }
    assertThat(file().getParent()).doesNotExist();
  }

  @Test
  void planSpeaksOfMemoryWithoutAFileAndOfWhatIsSwitched() throws Exception {
    Path config = config("keep-traits = true, address-cache = false");

    try (TrackerProcess plan = karuta(config, "store", "plan")) {
      plan.awaitLine("map in memory");
      assertThat(plan.awaitLine("address cache, switched off")).endsWith(" 0");
      plan.awaitLine("keep-traits = true");
      assertThat(plan.awaitExit()).isZero();
    }
  }

  @Test
  void refusesSizesOutOfRangeAndNoCommand() throws Exception {
    try (TrackerProcess plan = karuta(config(), "store", "plan", "--max-peers=0");
        TrackerProcess store = TrackerProcess.start(home, "store")) {
      assertThat(plan.awaitExit()).isEqualTo(2);
      assertThat(plan.log()).contains("--max-peers: 0 (expected: 1 to 1000000000)");
      assertThat(store.awaitExit()).isEqualTo(2);
      assertThat(store.log()).contains("karuta store verify");
    }
  }
}
