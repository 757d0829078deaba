package io.karuta.admin.tracker;

import io.karuta.pipeline.bittorrent.InfoHash;
import java.util.Set;

/**
 * Torrents and users whose peers leave the swarms. Immutable.
 *
 * @param torrents by their info hashes
 * @param users by their numbers
 */
public record Leaving(Set<InfoHash> torrents, Set<Long> users) {

  /** Nobody. */
  public static final Leaving NOBODY = new Leaving(Set.of(), Set.of());

  /** Copies the sets. */
  public Leaving {
    torrents = Set.copyOf(torrents);
    users = Set.copyOf(users);
  }

  /** The peers of one torrent. */
  public static Leaving torrent(InfoHash infoHash) {
    return new Leaving(Set.of(infoHash), Set.of());
  }

  /** The peers of one user. */
  public static Leaving user(long number) {
    return new Leaving(Set.of(), Set.of(number));
  }
}
