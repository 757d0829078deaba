package io.karuta.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.graphite.GraphiteReporter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a real listener, which reads what a Graphite would read. */
@Timeout(60)
final class GraphitePushTest {

  private static final int ANY_PORT = 0;

  private static MetricsConfig config(int port) {
    return new MetricsConfig(
        Optional.of(new GraphiteTarget("127.0.0.1", port, "site.t1", Duration.ofSeconds(1))),
        Optional.empty());
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return server;
  }

  /** Reads names and values, without their times, until all that is awaited was there. */
  private static Set<String> read(ServerSocket server, Set<String> awaited) throws IOException {
    Set<String> seen = new TreeSet<>();
    while (!seen.containsAll(awaited)) {
      try (Socket client = server.accept();
          BufferedReader lines =
              new BufferedReader(
                  new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
        String line = lines.readLine();
        while (line != null && !seen.containsAll(awaited)) {
          assertThat(line).matches("site\\.t1\\.\\S+ \\S+ \\d{10,}");
          seen.add(line.substring(0, line.lastIndexOf(' ')));
          line = lines.readLine();
        }
      }
    }
    return seen;
  }

  private static void count(TrackerMetrics metrics) {
    metrics.counter("hook-refusals", "refusals", "hook", "passkey").add(3);
    metrics.gauge("ring-depth", "deltas", () -> 7);
    metrics.histogram("announce-duration", "time").record(40_000);
  }

  @Test
  void sendsEverySeriesAsAPathAndAValue() throws IOException {
    try (ServerSocket server = listen(ANY_PORT);
        TrackerMetrics metrics = TrackerMetrics.start(config(server.getLocalPort()))) {
      count(metrics);

      Set<String> awaited =
          Set.of(
              "site.t1.karuta_hook_refusals.hook.passkey.count 3",
              "site.t1.karuta_ring_depth 7.00",
              "site.t1.karuta_announce_duration.count 1",
              "site.t1.karuta_announce_duration.mean 40.00");

      assertThat(read(server, awaited))
          .anyMatch(line -> line.startsWith("site.t1.jvm_memory_used"));
    }
  }

  @Test
  void countsOnWhileGraphiteIsAwayAndSendsWhenItIsBack() throws Exception {
    int port;
    try (ServerSocket reserved = listen(ANY_PORT)) {
      port = reserved.getLocalPort();
    }

    try (AwaitedLog log = AwaitedLog.of(GraphiteReporter.class);
        TrackerMetrics metrics = TrackerMetrics.start(config(port))) {
      count(metrics);
      log.awaitComplaint();
      try (ServerSocket server = listen(port)) {
        read(server, Set.of("site.t1.karuta_ring_depth 7.00"));
      }
    }
  }
}
