package io.karuta.frontend.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.karuta.testkit.HttpReply;
import io.karuta.testkit.TrackerClient;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is sent, one well-formed answer comes back or the connection is closed. */
class SocketFuzzTest {

  private static final int REQUESTS = 6_000;

  private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Mutations mutations = new Mutations(seed);
  private final List<Capture> captures = Capture.all();

  @Test
  void answersEveryBrokenRequestOnceAndLogsNothing() {
    System.out.println("SocketFuzzTest seed " + seed);
    int bencoded = 0;
    try (CapturedLog log = CapturedLog.of(Level.INFO);
        RunningFrontend tracker = RunningFrontend.start(new RecordingLogic().forgetting())) {
      TrackerClient client = tracker.connect();
      for (int i = 0; i < REQUESTS; i++) {
        String request = broken(i);
        HttpReply reply = exchange(client, request);
        if (reply.status() != 400) {
          assertThat(reply.status()).as(describe(request)).isIn(200, 404, 405);
          assertThat(reply.bencoded().keys()).as(describe(request)).isNotEmpty();
          bencoded++;
        }
        if ("close".equals(reply.headers().get("connection"))
            || !request.endsWith(" HTTP/1.1\r\nHost: a\r\n\r\n")) {
          client.close();
          client = tracker.connect();
        }
      }
      client.close();

      assertThat(tracker.get(Samples.announce().toString()).status()).isEqualTo(200);
      assertThat(log.problems()).as("seed %d", seed).isEmpty();
      assertThat(bencoded).as("seed %d", seed).isGreaterThan(REQUESTS / 2);
    }
  }

  /** Broken in its path and query, in its headers, or in its protocol version. */
  private String broken(int i) {
    Capture capture = captures.get(i % captures.size());
    String target = mutations.of(capture.path() + "?" + capture.query());
    // A space or line end would make it another request, which the next test sends.
    String whole = target.replaceAll("[ \\r\\n]", "%20");
    return switch (random.nextInt(10)) {
      case 0 -> "GET " + whole + " HTTP/1.0\r\n\r\n";
      case 1 -> "GET " + whole + " HTTP/1.1\r\n\r\n";
      case 2 -> "POST " + whole + " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n";
      default -> "GET " + whole + " HTTP/1.1\r\nHost: a\r\n\r\n";
    };
  }

  private HttpReply exchange(TrackerClient client, String request) {
    try {
      client.send(request);
      return client.read();
    } catch (RuntimeException e) {
      throw new AssertionError(describe(request), e);
    }
  }

  @Test
  void survivesBytesThatAreHardlyARequest() {
    System.out.println("SocketFuzzTest seed " + seed);
    try (CapturedLog log = CapturedLog.of(Level.INFO);
        RunningFrontend tracker =
            RunningFrontend.start(
                Map.of("request-parse-timeout", Duration.ofMillis(100)),
                new RecordingLogic().forgetting())) {
      for (int i = 0; i < 400; i++) {
        String bytes = mutations.of(captures.get(i % captures.size()).request());
        // An end that every parser finds sooner or later; what is left over may get a reply too.
        String request = bytes + "\r\n\r\n";
        try (TrackerClient client = tracker.connect()) {
          client.send(request);
          HttpReply reply = client.read();
          assertThat(reply.status()).as(describe(request)).isIn(200, 400, 404, 405, 413, 501);
        } catch (UncheckedIOException e) {
          // Closed without a word, but never left hanging.
          assertThat(e.getCause())
              .as(describe(request))
              .isInstanceOfAny(EOFException.class, SocketException.class);
        }
      }

      assertThat(tracker.get(Samples.announce().toString()).status()).isEqualTo(200);
      assertThat(log.problems()).as("seed %d", seed).isEmpty();
    }
  }

  private String describe(String request) {
    return "seed " + seed + ", request '" + request + "'";
  }
}
