package io.karuta.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrackerClientTest {

  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stopListening() throws IOException {
    server.close();
  }

  @Test
  void sendsARequestAsItIsAndReadsTheReply() {
    CompletableFuture<String> received =
        answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Test:  a b \r\n\r\nd0:le");

    try (TrackerClient client = connect()) {
      client.send(TrackerClient.request("/announce?a=\u00ff", "User-Agent: "));
      assertThatThrownBy(client.read()::bencoded).isInstanceOf(BencodeException.class);
    }

    assertThat(received.join())
        .isEqualTo("GET /announce?a=\u00ff HTTP/1.1\r\nHost: tracker.test\r\nUser-Agent: \r\n\r\n");
  }

  @Test
  void readsStatusHeadersAndFailureReason() {
    var _ = answer("HTTP/1.0 404 Not Found\r\nX-Test:  a b \r\n\r\nd14:failure reason2:noe");

    try (TrackerClient client = connect()) {
      HttpReply reply = client.get("/");

      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.headers()).containsEntry("x-test", "a b");
      assertThat(reply.failureReason()).isEqualTo("no");
      assertThat(client.closedByTracker()).isTrue();
    }
  }

  @Test
  void failsWhenTheBodyIsShorterThanAnnounced() {
    var _ = answer("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nde");

    try (TrackerClient client = connect()) {
      assertThatThrownBy(() -> client.get("/"))
          .isInstanceOf(UncheckedIOException.class)
          .rootCause()
          .hasMessage("body: 2 bytes (expected: 50)");
    }
  }

  @Test
  void failsWhenNothingComesBeforeTheDeadline() {
    try (TrackerClient client = connect().readDeadline(Duration.ofMillis(50))) {
      client.send("GET / HTTP/1.1\r\n");

      assertThatThrownBy(client::read).isInstanceOf(UncheckedIOException.class);
      assertThat(client.closedByTracker()).isFalse();
    }
  }

  @Test
  void buildsAnAnnounceInTheOrderOfItsParameters() {
    byte[] infoHash = new byte[20];
    infoHash[0] = (byte) 0xa4;
    byte[] peerId = "-KA0001-abcdefghijkl".getBytes(StandardCharsets.US_ASCII);

    String query =
        AnnounceQuery.announce("/announce/key", infoHash, peerId)
            .with("left", 7)
            .with("event", "started")
            .without("uploaded")
            .toString();

    assertThat(query)
        .isEqualTo(
            "/announce/key?info_hash=%a4"
                + "%00".repeat(19)
                + "&peer_id=-KA0001-abcdefghijkl&port=6881&downloaded=0&left=7&event=started");
  }

  private TrackerClient connect() {
    return TrackerClient.connect((InetSocketAddress) server.getLocalSocketAddress());
  }

  /** Reads up to an empty line, answers, closes. */
  private CompletableFuture<String> answer(String reply) {
    CompletableFuture<String> received = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try (Socket socket = server.accept()) {
            StringBuilder text = new StringBuilder();
            while (!text.toString().endsWith("\r\n\r\n")) {
              text.append((char) socket.getInputStream().read());
            }
            socket.getOutputStream().write(reply.getBytes(StandardCharsets.ISO_8859_1));
            received.complete(text.toString());
          } catch (IOException e) {
            received.completeExceptionally(e);
          }
        });
    return received;
  }
}
