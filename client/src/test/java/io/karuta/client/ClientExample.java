package io.karuta.client;

import java.nio.file.Path;

/** What the class comment of {@link KarutaClient} shows; {@link KarutaClientTest} runs it. */
final class ClientExample {

  private ClientExample() {}

  static long addUserAndTorrent(String url, Path credential, Path certificate) {
    // @start region="example"
    ClientConfig config =
        ClientConfig.of(url) // such as https://127.0.0.1:6970
            .withCredentialFile(credential) // data/admin/credential
            .withCertificate(certificate); // data/admin/certificate.pem
    try (KarutaClient tracker = KarutaClient.of(config)) {
      tracker.users().put(User.of(123, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "b.gates"));
      tracker
          .torrents()
          .put(Torrent.of(7, "e940a7a57294e4c98f62514b32611e38181b6cae", "Torrent.Name-GROUP"));
      tracker.users().increase(123, UserTotals.ofCredit(5_000_000_000L, 0));
      return tracker.counts().all().items().stream().mapToLong(TorrentCounts::seeders).sum();
    }
    // @end
  }
}
