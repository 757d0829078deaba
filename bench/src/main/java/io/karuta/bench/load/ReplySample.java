package io.karuta.bench.load;

import io.karuta.bench.workload.Announcer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The tracker's replies to some announces of the workload: that they are what a client waits for,
 * since a refusal is an HTTP 200 too and would make a fast tracker, and how long they are.
 *
 * @param replies how many
 * @param withPeers how many of them list a peer
 * @param meanLengthBytes mean length of a body
 */
record ReplySample(int replies, int withPeers, int meanLengthBytes) {

  private static final String NO_PEERS = "5:peers0:";

  /**
   * Announces once for each announcer.
   *
   * @throws IllegalStateException if a reply is a failure or no announce reply at all
   */
  static ReplySample take(int port, List<Announcer> announcers, long uploadedBytes)
      throws IOException, InterruptedException {
    int withPeers = 0;
    long lengthBytes = 0;
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (Announcer announcer : announcers) {
        String query = announcer.query(uploadedBytes, Announcer.NUM_WANT);
        String target = AnnounceFile.path(announcer) + query;
        HttpResponse<byte[]> response =
            client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                    .header("User-Agent", "qBittorrent/4.5.2")
                    .version(HttpClient.Version.HTTP_1_1)
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        String body = new String(response.body(), StandardCharsets.ISO_8859_1);
        if (!body.startsWith("d8:complete") || !body.contains("5:peers")) {
          throw new IllegalStateException(
              "reply " + response.statusCode() + ": " + body + " (expected: an announce reply)");
        }
        withPeers += body.contains(NO_PEERS) ? 0 : 1;
        lengthBytes += body.length();
      }
    }
    int replies = announcers.size();
    return new ReplySample(replies, withPeers, Math.toIntExact(lengthBytes / replies));
  }
}
