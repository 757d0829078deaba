package io.karuta.bench.store;

import io.karuta.pipeline.bittorrent.Event;
import io.karuta.pipeline.store.StoreTotals;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.pipeline.store.SwarmCounts;
import io.karuta.pipeline.store.SwarmReply;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Counts what it is asked, and remembers only who is a seeder. */
final class CountingStore implements AnnouncingStore {

  private final Map<Integer, Boolean> seeders = new HashMap<>();
  private long scrapes;
  private long stops;
  private long firsts;
  private long turns;
  private long overIpv6;

  void clear() {
    scrapes = 0;
    stops = 0;
    firsts = 0;
    turns = 0;
    overIpv6 = 0;
  }

  @Override
  public void announce(SwarmAnnounce announce, SwarmReply reply) {
    int peer = Arrays.hashCode(announce.request().peerId());
    boolean seeder = announce.request().left() == 0;
    overIpv6 += announce.request().address().connectedByIpv6() ? 1 : 0;
    if (announce.request().event() == Event.STOPPED) {
      stops++;
      seeders.remove(peer);
      return;
    }
    Boolean before = seeders.put(peer, seeder);
    firsts += before == null ? 1 : 0;
    turns += before != null && before != seeder ? 1 : 0;
  }

  @Override
  public void scrape(byte[] infoHash, int offset, SwarmCounts counts) {
    scrapes++;
  }

  long scrapes() {
    return scrapes;
  }

  long stops() {
    return stops;
  }

  long firsts() {
    return firsts;
  }

  long turns() {
    return turns;
  }

  long overIpv6() {
    return overIpv6;
  }

  @Override
  public StoreTotals totals() {
    return new StoreTotals(0, 0, 0, 0);
  }

  @Override
  public void close() {}
}
