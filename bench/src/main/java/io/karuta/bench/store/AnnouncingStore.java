package io.karuta.bench.store;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerFilter;
import io.karuta.pipeline.store.PeerSnapshot;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.SwarmVisitor;
import io.karuta.pipeline.store.TakenChange;
import java.util.List;
import java.util.function.Consumer;

/** A store for comparison, which has what an announce and a scrape need, and nothing besides. */
interface AnnouncingStore extends PeerStore {

  @Override
  default void forEachSwarm(SwarmVisitor visitor) {
    throw unsupported("forEachSwarm");
  }

  @Override
  default List<PeerSnapshot> peersOf(InfoHash infoHash) {
    throw unsupported("peersOf");
  }

  @Override
  default void peersOf(UserId user, Consumer<PeerSnapshot> visitor) {
    throw unsupported("peersOf");
  }

  @Override
  default int remove(PeerFilter filter, int nowSecond, AccountingSink sink) {
    throw unsupported("remove");
  }

  @Override
  default int remove(InfoHash infoHash, PeerFilter filter, int nowSecond, AccountingSink sink) {
    throw unsupported("remove");
  }

  @Override
  default void redo(TakenChange change) {
    throw unsupported("redo");
  }

  @Override
  default boolean expireSlice(int nowSecond, AccountingSink sink) {
    throw unsupported("expireSlice");
  }

  private static UnsupportedOperationException unsupported(String what) {
    return new UnsupportedOperationException(what + ": not part of the comparison");
  }
}
