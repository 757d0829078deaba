package io.karuta.cmd.site;

import io.karuta.client.Torrent;

/**
 * What the site says of a torrent. Status and reason always change together: who is refused with
 * the reason of another state has seen a half-made change. Immutable.
 */
record TorrentState(Status status, String reason) {

  enum Status {
    ACTIVE,
    DISABLED,
    ABSENT
  }

  static final TorrentState ACTIVE = new TorrentState(Status.ACTIVE, "");
  static final TorrentState ABSENT = new TorrentState(Status.ABSENT, "");

  static TorrentState disabled(String reason) {
    return new TorrentState(Status.DISABLED, reason);
  }

  boolean isPresent() {
    return status != Status.ABSENT;
  }

  Torrent of(int number) {
    return new Torrent(
        number,
        Names.infoHash(number),
        "Torrent " + number,
        status == Status.ACTIVE ? "active" : "disabled",
        reason,
        100,
        100,
        0,
        0,
        0);
  }
}
