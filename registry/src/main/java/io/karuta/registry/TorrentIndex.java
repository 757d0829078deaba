package io.karuta.registry;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.registry.Registry;
import io.karuta.pipeline.registry.Torrent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Torrents by info hash and by number. Any thread reads without waiting; writers take turns by a
 * lock of their own.
 */
final class TorrentIndex implements Registry.Torrents, TableIndex<InfoHash, Torrent> {

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
  public void forEach(Consumer<? super Torrent> visitor) {
    byInfoHash.forEach(visitor);
  }

  @Override
  public int size() {
    return byInfoHash.size();
  }

  @Override
  public @Nullable Torrent find(InfoHash infoHash) {
    return byInfoHash(infoHash.toBytes(), 0);
  }

  @Override
  public InfoHash keyOf(Torrent torrent) {
    return torrent.infoHash();
  }

  @Override
  public Long otherKeyOf(Torrent torrent) {
    return torrent.number();
  }

  @Override
  public @Nullable Torrent holderOf(Torrent torrent) {
    return byNumber.find(torrent.number());
  }

  @Override
  public String otherKeyName() {
    return "torrent_id";
  }

  @Override
  public Torrent inPlaceOf(Torrent current, Torrent next) {
    return next.replacing(current);
  }

  @Override
  public void add(@Nullable Torrent previous, Torrent torrent) {
    if (previous == null) {
      byInfoHash.add(torrent);
    } else {
      byInfoHash.replace(previous, torrent);
    }
    byNumber.add(previous, torrent);
  }

  @Override
  public void exchange() {
    byNumber.exchange();
  }

  @Override
  public void drop(Torrent torrent, @Nullable Torrent next) {
    if (next == null) {
      byInfoHash.remove(torrent);
    }
    byNumber.drop(torrent, next);
  }
}
