package io.karuta.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.influx.InfluxMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a real HTTP server, which reads what an InfluxDB would read. */
@Timeout(60)
final class InfluxPushTest {

  private record Write(String target, String authorization, String body) {}

  private final BlockingQueue<Write> writes = new LinkedBlockingQueue<>();
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/",
        exchange -> {
          String body;
          try (GZIPInputStream input = new GZIPInputStream(exchange.getRequestBody())) {
            body = new String(input.readAllBytes(), StandardCharsets.UTF_8);
          }
          String credential = exchange.getRequestHeaders().getFirst("Authorization");
          writes.add(new Write(exchange.getRequestURI().toString(), "" + credential, body));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private MetricsConfig config(String organisation, String bucket, String token, String user) {
    return new MetricsConfig(
        Optional.empty(),
        Optional.of(
            new InfluxTarget(
                "http://127.0.0.1:" + server.getAddress().getPort(),
                organisation,
                bucket,
                token,
                "karuta",
                user,
                user.isEmpty() ? "" : "hunter2",
                Duration.ofSeconds(1))));
  }

  /** The first write whose body holds the text. */
  private Write writeWith(String text) throws InterruptedException {
    Write write = writes.take();
    while (!write.body().contains(text)) {
      write = writes.take();
    }
    return write;
  }

  @Test
  void sendsWhatWasCountedToTheBucketOfVersion2() throws Exception {
    try (TrackerMetrics metrics = TrackerMetrics.start(config("site", "trackers", "t0ken", ""))) {
      metrics.gauge("ring-depth", "deltas", () -> 7);
      metrics.counter("hook-refusals", "refusals", "hook", "passkey").add(3);

      Write write = writeWith("karuta_hook_refusals,hook=passkey,metric_type=counter value=3 ");

      assertThat(write.target()).startsWith("/api/v2/write?").contains("bucket=trackers");
      assertThat(write.target()).contains("org=site");
      assertThat(write.authorization()).isEqualTo("Token t0ken");
      assertThat(write.body()).contains("karuta_ring_depth,metric_type=gauge value=7 ");
    }
  }

  @Test
  void sendsToTheDatabaseOfVersion1() throws Exception {
    try (TrackerMetrics metrics = TrackerMetrics.start(config("", "", "", "tracker"))) {
      metrics.histogram("announce-duration", "time").record(40_000);

      // In milliseconds. A write may come between making the histogram and recording.
      Write write =
          writeWith("karuta_announce_duration,metric_type=histogram sum=0.04,count=1,mean=0.04 ");

      assertThat(write.target()).startsWith("/write?").contains("db=karuta");
      assertThat(write.authorization()).startsWith("Basic ");
    }
  }

  @Test
  void countsOnWhileInfluxIsAway() throws Exception {
    server.stop(0);
    try (AwaitedLog log = AwaitedLog.of(InfluxMeterRegistry.class);
        TrackerMetrics metrics = TrackerMetrics.start(config("", "", "", ""))) {
      metrics.counter("hook-refusals", "refusals", "hook", "passkey").add(3);
      log.awaitComplaint();

      assertThat(metrics.nonZero()).containsEntry("hook-refusals{hook=passkey}", 3L);
    }
  }
}
