package io.karuta.cmd.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What arrives at a real socket. */
final class ServiceManagerTest {

  @TempDir private Path folder;

  @Test
  void isToldTheWholeLifeOfTheTrackerAtAPath() throws Throwable {
    String address = folder.resolve("notify").toString();
    try (DatagramReceiver receiver = new DatagramReceiver(address)) {
      ServiceManager manager = ServiceManager.of(Map.of("NOTIFY_SOCKET", address));

      manager.status("opening\nthe store");
      manager.ready("serving announces");
      long before = System.nanoTime() / 1000;
      manager.reloading();
      long after = System.nanoTime() / 1000;
      manager.alive();
      manager.stopping();

      assertThat(receiver.next()).isEqualTo("STATUS=opening the store");
      assertThat(receiver.next()).isEqualTo("READY=1\nSTATUS=serving announces");
      String reloading = receiver.next();
      assertThat(reloading).startsWith("RELOADING=1\nMONOTONIC_USEC=");
      assertThat(Long.parseLong(reloading.replaceAll("(?s).*USEC=|\nSTATUS=.*", "")))
          .isBetween(before, after);
      assertThat(receiver.next()).isEqualTo("WATCHDOG=1");
      assertThat(receiver.next()).isEqualTo("STOPPING=1\nSTATUS=stopping");
    }
  }

  @Test
  void isToldInTheAbstractNamespace() throws Throwable {
    String address = "@karuta-" + UUID.randomUUID();
    try (DatagramReceiver receiver = new DatagramReceiver(address)) {
      ServiceManager.of(Map.of("NOTIFY_SOCKET", address)).ready("x");

      assertThat(receiver.next()).isEqualTo("READY=1\nSTATUS=x");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "notify", "vsock:2:5555", "/nobody/listens/here"})
  void thatIsNotThereChangesNothing(String address) {
    ServiceManager manager = ServiceManager.of(Map.of("NOTIFY_SOCKET", address));

    manager.ready("x");
    manager.stopping();
  }

  @Test
  void withALongAddressIsLeftAlone() {
    ServiceManager.of(Map.of("NOTIFY_SOCKET", "/" + "x".repeat(107))).ready("x");
  }

  @Test
  void saysHowOftenItWantsToHear() {
    assertThat(watchdog("30000000", "")).isEqualTo(Duration.ofSeconds(30));
    assertThat(watchdog("30000000", "" + ProcessHandle.current().pid()))
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(watchdog("30000000", "1")).as("of another process").isEqualTo(Duration.ZERO);
    assertThat(watchdog("0", "")).isEqualTo(Duration.ZERO);
    assertThat(watchdog("soon", "")).isEqualTo(Duration.ZERO);
    assertThat(ServiceManager.of(Map.of("WATCHDOG_USEC", "1000")).watchdog())
        .as("without a socket")
        .isEmpty();
  }

  private Duration watchdog(String micros, String pid) {
    return ServiceManager.of(
            Map.of(
                "NOTIFY_SOCKET",
                folder.resolve("notify").toString(),
                "WATCHDOG_USEC",
                micros,
                "WATCHDOG_PID",
                pid))
        .watchdog()
        .orElse(Duration.ZERO);
  }
}
