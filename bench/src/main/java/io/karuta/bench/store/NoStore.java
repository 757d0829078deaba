package io.karuta.bench.store;

import io.karuta.pipeline.store.StoreTotals;
import io.karuta.pipeline.store.SwarmAnnounce;
import io.karuta.pipeline.store.SwarmCounts;
import io.karuta.pipeline.store.SwarmReply;

/** Does nothing: what the harness itself costs. Thread-safe. */
final class NoStore implements AnnouncingStore {

  @Override
  public void announce(SwarmAnnounce announce, SwarmReply reply) {
    reply.clear();
    reply.facts(true, false, true);
  }

  @Override
  public void scrape(byte[] infoHash, int offset, SwarmCounts counts) {
    counts.clear();
  }

  @Override
  public StoreTotals totals() {
    return new StoreTotals(0, 0, 0, 0);
  }

  @Override
  public void close() {}
}
