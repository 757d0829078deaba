package io.karuta.admin;

import io.karuta.pipeline.bittorrent.InfoHash;
import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.store.AccountingSink;
import io.karuta.pipeline.store.PeerFilter;
import io.karuta.pipeline.store.PeerSnapshot;
import io.karuta.pipeline.store.PeerStore;
import io.karuta.pipeline.store.StoreTotals;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.pipeline.store.SwarmCounts;
import io.karuta.pipeline.store.SwarmReply;
import io.karuta.pipeline.store.SwarmVisitor;
import io.karuta.pipeline.store.TakenChange;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A store that is closed after some scrapes. */
record ClosingStore(PeerStore inner, int after, AtomicInteger scrapes) implements PeerStore {

  ClosingStore(PeerStore inner, int after) {
    this(inner, after, new AtomicInteger());
  }

  @Override
  public void announce(SwarmAnnounce announce, SwarmReply reply) {
    inner.announce(announce, reply);
  }

  @Override
  public void scrape(byte[] infoHash, int offset, SwarmCounts counts) {
    if (scrapes.incrementAndGet() == after) {
      inner.close();
    }
    inner.scrape(infoHash, offset, counts);
  }

  @Override
  public StoreTotals totals() {
    return inner.totals();
  }

  @Override
  public void forEachSwarm(SwarmVisitor visitor) {
    inner.forEachSwarm(visitor);
  }

  @Override
  public List<PeerSnapshot> peersOf(InfoHash infoHash) {
    return inner.peersOf(infoHash);
  }

  @Override
  public void peersOf(UserId user, Consumer<PeerSnapshot> visitor) {
    inner.peersOf(user, visitor);
  }

  @Override
  public int remove(PeerFilter filter, int nowSecond, AccountingSink sink) {
    return inner.remove(filter, nowSecond, sink);
  }

  @Override
  public int remove(InfoHash infoHash, PeerFilter filter, int nowSecond, AccountingSink sink) {
    return inner.remove(infoHash, filter, nowSecond, sink);
  }

  @Override
  public void redo(TakenChange change) {
    inner.redo(change);
  }

  @Override
  public boolean expireSlice(int nowSecond, AccountingSink sink) {
    return inner.expireSlice(nowSecond, sink);
  }

  @Override
  public void close() {
    inner.close();
  }
}
