package io.karuta.client;

import java.util.List;

/**
 * Counts of swarms. Immutable.
 *
 * @param change what to ask for later changes with
 * @param complete whether what was known before is void: every torrent is in this one or, of
 *     events, in those that follow
 * @param items those that changed, or all
 * @param removed those that are registered no more
 */
public record CountsUpdate(
    String change, boolean complete, List<TorrentCounts> items, List<Removed> removed) {

  /** Copies the lists. */
  public CountsUpdate {
    items = List.copyOf(items);
    removed = List.copyOf(removed);
  }

  /**
   * A torrent that is registered no more.
   *
   * @param torrentId the site's number
   * @param infoHash 40 hexadecimal digits
   */
  public record Removed(long torrentId, String infoHash) {}
}
