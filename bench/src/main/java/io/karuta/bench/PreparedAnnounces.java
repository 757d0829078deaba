package io.karuta.bench;

import io.karuta.bench.workload.Announcer;
import io.karuta.pipeline.bittorrent.AnnounceRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Announces as they come from HTTP, made before the clock runs: the query as text, the passkey from
 * the path, the address from the socket. Immutable and thread-safe.
 *
 * <p>Round 0 begins everybody's session, each later one reports more uploaded bytes; after the last
 * one they begin anew, as clients do that were restarted.
 */
final class PreparedAnnounces {

  private static final long UPLOADED_BYTES_PER_ROUND = 1 << 20;
  private static final String USER_AGENT = "qBittorrent/4.5.2";

  private final List<Announcer> announcers;
  private final byte[][] passkeys;
  private final String[] queries;

  PreparedAnnounces(List<Announcer> announcers, int rounds, int numWant) {
    this.announcers = List.copyOf(announcers);
    int count = announcers.size();
    passkeys = new byte[count][];
    queries = new String[count * rounds];
    for (int i = 0; i < count; i++) {
      Announcer announcer = announcers.get(i);
      passkeys[i] = announcer.user().passkey().getBytes(StandardCharsets.US_ASCII);
      queries[i] = announcer.startingQuery(numWant);
      for (int round = 1; round < rounds; round++) {
        queries[round * count + i] = announcer.query(round * UPLOADED_BYTES_PER_ROUND, numWant);
      }
    }
  }

  /** Number of announces in all rounds; they are numbered from 0 on, round after round. */
  int count() {
    return queries.length;
  }

  /** Raw query of an announce. */
  String query(int number) {
    return queries[number];
  }

  /** Fills in what doesn't come from the query. */
  void fill(int number, AnnounceRequest request) {
    int index = number % passkeys.length;
    byte[] passkey = passkeys[index];
    System.arraycopy(passkey, 0, request.passkey(), 0, passkey.length);
    request.passkeyLengthBytes(passkey.length);
    request.userAgent(USER_AGENT);
    request.address().ipv4(announcers.get(index).ipv4());
  }
}
