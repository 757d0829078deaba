package io.karuta.client;

import java.util.List;

/**
 * Counts of swarms. Immutable.
 *
 * @param change what to ask for later changes with
 * @param complete whether it holds every torrent, and what isn't in it is gone
 * @param items those that changed, or all
 */
public record CountsUpdate(String change, boolean complete, List<TorrentCounts> items) {

  /** Copies the items. */
  public CountsUpdate {
    items = List.copyOf(items);
  }
}
