package io.karuta.storage.optmem;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.runtime.MetricsSink;
import io.karuta.testkit.FakeClock;
import io.karuta.testkit.store.TestAnnounce;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that holds a lock in the file; Chronicle waits a minute for such a lock. */
@Timeout(value = 50, unit = TimeUnit.SECONDS)
final class StaleLockTest {

  @TempDir private Path folder;

  private static OptmemConfig config(Path folder) {
    return new OptmemConfig(
        Optional.of(folder.resolve("swarms")),
        1000,
        100,
        Duration.ofMinutes(45),
        Duration.ofDays(21));
  }

  /** The process: opens the file as a store does, locks a segment, and waits to be killed. */
  static final class Holder {

    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      MapFile file = MapFile.lock(config(Path.of(arguments[0])).file().orElseThrow());
      ChronicleMap<byte[], byte[]> map = file.open();
      try (ExternalMapQueryContext<byte[], byte[], ?> query =
          map.queryContext(new byte[Layout.KEY_BYTES])) {
        query.writeLock().lock();
        System.out.println("locked");
        System.in.read();
      }
    }
  }

  @Test
  void opensAFileInWhichAKilledProcessHeldALock() throws IOException, InterruptedException {
    try (OptmemStore store = open()) {
      TestAnnounce.of(1).peer(1).to(store);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("..", "conf", "jvm.options").toAbsolutePath().normalize());
    command.add("-Duser.home=" + folder);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Holder.class.getName());
    command.add(folder.toString());
    Process holder = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("locked");
    } finally {
      holder.destroyForcibly();
    }
    holder.waitFor();

    try (OptmemStore store = open()) {
      assertThat(store.verify().problems()).isEmpty();
      for (int swarm = 1; swarm <= 50; swarm++) {
        assertThat(TestAnnounce.of(swarm).peer(1).to(store).known()).isEqualTo(swarm == 1);
      }
    }
  }

  private OptmemStore open() {
    return OptmemStore.open(config(folder), new FakeClock(), MetricsSink.none());
  }
}
