package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.testkit.HttpReply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an announce that had found its torrent and user when they were removed. */
@Timeout(120)
final class RemovalDuringAnnounceTest {

  @TempDir private Path home;

  @Test
  void leavesNoPeerBehind() throws Exception {
    try (ServerSocket barrier = new ServerSocket(0, 4, InetAddress.getLoopbackAddress())) {
      PluginJar.write(
          home.resolve("plugins"),
          """
          try (var barrier = new java.net.Socket("127.0.0.1", %d)) {
            barrier.getInputStream().read();
            return Verdict.PROCEED;
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
          """
              .formatted(barrier.getLocalPort()),
          "");
      Path config = PrivateSite.config(home);
      Files.writeString(
          config,
          Files.readString(config).replace("torrent-registered,", "torrent-registered, site,"));
      try (TrackerProcess tracker =
          TrackerProcess.start(home, "serve", "--config", config.toString())) {
        InetSocketAddress announces = PrivateSite.announceAddress(tracker);
        try (AdminClient site = PrivateSite.admin(tracker)) {
          PrivateSite.register(site);
          assertThat(leechersAfter(barrier, announces, site, "/v1/clients/-XX")).isEqualTo(1);
          assertThat(leechersAfter(barrier, announces, site, "/v1/users/1")).isZero();
          site.post(
              "/api/user",
              "{\"user_id\":1,\"passkey\":\""
                  + PrivateSite.PASSKEY
                  + "\",\"can_leech\":true,\"name\":\"alice\"}");
          assertThat(leechersAfter(barrier, announces, site, "/v1/torrents/" + PrivateSite.HASH))
              .isZero();
        }
      }
    }
  }

  /** Announces, deletes while the announce waits behind its lookups, and lets it go on. */
  private static int leechersAfter(
      ServerSocket barrier, InetSocketAddress announces, AdminClient site, String deleted)
      throws Exception {
    CompletableFuture<HttpReply> reply =
        CompletableFuture.supplyAsync(() -> PrivateSite.announce(announces, 1, "started", 9));
    try (Socket waiting = barrier.accept()) {
      site.delete(deleted);
      waiting.getOutputStream().write(1);
    }
    assertThat(reply.get().bencoded().has("failure reason")).isFalse();
    String stats = site.get("/v1/stats");
    return Integer.parseInt(stats.replaceAll("(?s).*\"leechers\":(\\d+).*", "$1"));
  }
}
