package io.karuta.cmd.crash;

import io.karuta.testkit.AnnounceQuery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A client under one peer id: what the tracker has a record of. Confined to one thread at a time.
 */
final class Incarnation {

  /** What the site allows. */
  static final String PREFIX = "-KC";

  /** The tracker's peer-lifetime in a run, and a little more. */
  private static final Duration EXPIRED = TrackerUnderFire.PEER_LIFETIME.plusSeconds(10);

  final String peerId;
  final int port;

  /** Counters of the session, as clients report them. */
  long uploaded;

  long downloaded;
  long left;

  /** Whether the tracker may have a record of it. */
  boolean recorded;

  private long heardAtNano;

  Incarnation(int client, int number, long left) {
    peerId = "%s0100-%06d%06d".formatted(PREFIX, client, number);
    port = 10_000 + client;
    this.left = left;
  }

  /** Notes that it has announced. */
  void heard() {
    recorded = true;
    heardAtNano = System.nanoTime();
  }

  /** Whether it has a record that need not have expired yet. */
  boolean mayNotHaveExpired(long nowNano) {
    return recorded && nowNano - heardAtNano < EXPIRED.toNanos();
  }

  /**
   * What it announces.
   *
   * @param event empty for none
   * @param bare whether to say nothing but that it stops, as WebTorrent does
   */
  AnnounceQuery announce(Site site, int user, int torrent, String event, boolean bare) {
    AnnounceQuery query =
        AnnounceQuery.announce(
                "/announce/" + site.passkey(user),
                site.infoHash(torrent),
                peerId.getBytes(StandardCharsets.US_ASCII))
            .with("port", port)
            .with("numwant", 5)
            .with("uploaded", bare ? 0 : uploaded)
            .with("downloaded", bare ? 0 : downloaded)
            .with("left", left)
            .with("event", event);
    return bare ? query.without("left") : query;
  }
}
