package io.karuta.hooks;

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
import java.util.function.Consumer;

/**
 * A store that notes what it is asked, answers always the same and allocates nothing. Confined to
 * one thread.
 */
public final class RecordingStore implements PeerStore {

  public int announces;
  public int scrapes;
  public int numWant;
  public boolean wantsIpv4;
  public boolean wantsIpv6;
  public int minIntervalSeconds;
  public boolean early;

  @Override
  public void announce(SwarmAnnounce announce, SwarmReply reply) {
    announces++;
    numWant = announce.numWant();
    wantsIpv4 = announce.wantsIpv4();
    wantsIpv6 = announce.wantsIpv6();
    minIntervalSeconds = announce.minIntervalSeconds();
    reply.counts().set(5, 4, 3, 77);
    reply.facts(true, early, true);
    if (!early) {
      reply.ipv4Peers().addIpv4(0xc0000202, 6882);
    }
  }

  @Override
  public void scrape(byte[] infoHash, int offset, SwarmCounts counts) {
    scrapes++;
    counts.set(infoHash[offset], 4, 3, 77);
  }

  @Override
  public StoreTotals totals() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void forEachSwarm(SwarmVisitor visitor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<PeerSnapshot> peersOf(InfoHash infoHash) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void peersOf(UserId user, Consumer<PeerSnapshot> visitor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int remove(PeerFilter filter, int nowSecond, AccountingSink sink) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int remove(InfoHash infoHash, PeerFilter filter, int nowSecond, AccountingSink sink) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void redo(TakenChange change) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean expireSlice(int nowSecond, AccountingSink sink) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
