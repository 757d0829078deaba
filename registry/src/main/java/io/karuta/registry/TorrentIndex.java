package io.karuta.registry;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Torrent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Torrents by info hash and by number. Any thread reads without waiting; writers take turns by a
 * lock of their own.
 */
final class TorrentIndex implements Registry.Torrents {

  private final SecretHash hash;
  private final EntryTable<Torrent> byInfoHash;
  private final NumberIndex<Torrent> byNumber;

  TorrentIndex(SecretHash hash) {
    this.hash = hash;
    byInfoHash =
        new EntryTable<>(
            torrent -> hash.of(torrent.infoHash().toBytes(), 0, InfoHash.LENGTH_BYTES));
    byNumber = new NumberIndex<>(hash, Torrent::number);
  }

  @Override
  public @Nullable Torrent byInfoHash(byte[] bytes, int offset) {
    @Nullable Object[] slots = byInfoHash.slots();
    for (long slot = hash.of(bytes, offset, InfoHash.LENGTH_BYTES); ; slot++) {
      Object found = EntryTable.at(slots, slot);
      if (found == null) {
        return null;
      }
      if (found instanceof Torrent torrent && torrent.infoHash().matches(bytes, offset)) {
        return torrent;
      }
    }
  }

  @Override
  public @Nullable Torrent byNumber(long number) {
    return byNumber.find(number);
  }

  @Override
  public List<Torrent> all() {
    List<Torrent> all = new ArrayList<>(size());
    byInfoHash.forEach(all::add);
    return all;
  }

  @Override
  public int size() {
    return byInfoHash.size();
  }

  /**
   * Adds a torrent in the place of the one it replaces, which may have another number. For writers.
   *
   * @param previous null if the torrent is new
   */
  void put(@Nullable Torrent previous, Torrent torrent) {
    if (previous == null) {
      byInfoHash.add(torrent);
    } else {
      byInfoHash.replace(previous, torrent);
    }
    byNumber.put(previous, torrent);
  }
}
